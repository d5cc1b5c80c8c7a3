"""Keeping vectors: half precision bytes beside a fingerprint of what they were made of."""

from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from ecotone.matching.meaning.chosen import encoder as chosen_encoder
from ecotone.matching.meaning.encoder import Encoder, plain_words, with_length_one

STORED = np.dtype("<f2")


def fingerprint(encoder: Encoder, text: str) -> str:
    """What a vector was made of: the encoder and the text, in at most 80 characters."""
    digest = sha256(plain_words(text).encode()).hexdigest()[:40]
    return f"{encoder.name}:{digest}"


def is_current(made_of: str, *, encoder: Encoder, text: str) -> bool:
    """Whether a stored vector was made by this encoder of this text."""
    return made_of == fingerprint(encoder, text)


def vector_to_bytes(vector: NDArray[np.float32]) -> bytes:
    """The vector as little-endian float16, two bytes a number."""
    return vector.astype(STORED).tobytes()


def vector_from_bytes(
    stored: bytes | memoryview | None, made_of: str, *, encoder: Encoder | None = None
) -> NDArray[np.float32] | None:
    """The stored vector, float32 of length one; None when there is none that can be compared.

    That is a vector of another encoder than this one (the process's own when none is given), or of
    a length that does not fit. Whether the words have changed since is asked by ``is_current``,
    when there is time to make a new one; until then the old meaning is better than none.
    """
    encoder = encoder or chosen_encoder()
    if not stored or made_of.partition(":")[0] != encoder.name:
        return None
    if memoryview(stored).nbytes != encoder.dimension * STORED.itemsize:
        return None
    vector = np.frombuffer(stored, dtype=STORED).astype(np.float32)
    row: NDArray[np.float32] = with_length_one(vector[np.newaxis])[0]
    return row
