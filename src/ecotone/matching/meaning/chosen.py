"""Which encoder this process uses, made once."""

from collections.abc import Callable
from functools import cache

from ecotone.matching.meaning.bundled import BundledEncoder
from ecotone.matching.meaning.encoder import Encoder
from ecotone.matching.meaning.hashing import HashingEncoder

ENCODERS: dict[str, Callable[[], Encoder]] = {
    "bundled": BundledEncoder,
    "letters": HashingEncoder,
}


class UnknownEncoder(LookupError):
    """No encoder has this name."""


@cache
def encoder(kind: str = "bundled") -> Encoder:
    """The encoder of this process: "bundled" or "letters". Raises UnknownEncoder."""
    if kind not in ENCODERS:
        raise UnknownEncoder(f"{kind} is not one of {', '.join(ENCODERS)}")
    return ENCODERS[kind]()
