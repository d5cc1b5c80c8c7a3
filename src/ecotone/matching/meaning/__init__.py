"""Meaning across languages: encoders behind one interface, and how their vectors are kept.

Meaning adds points to a topic; it can never make up for a hard rule (see ``ranking``).
"""

from ecotone.matching.meaning.bundled import BundledEncoder
from ecotone.matching.meaning.chosen import UnknownEncoder, encoder
from ecotone.matching.meaning.encoder import Encoder
from ecotone.matching.meaning.hashing import HashingEncoder
from ecotone.matching.meaning.storage import (
    fingerprint,
    is_current,
    vector_from_bytes,
    vector_to_bytes,
)

__all__ = [
    "BundledEncoder",
    "Encoder",
    "HashingEncoder",
    "UnknownEncoder",
    "encoder",
    "fingerprint",
    "is_current",
    "vector_from_bytes",
    "vector_to_bytes",
]
