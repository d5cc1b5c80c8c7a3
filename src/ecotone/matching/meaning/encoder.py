"""What every encoder of meaning promises, so that one can be exchanged for another."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

type Vectors = NDArray[np.float32]
"""(n, d) float32; each row has length one, or is all zeros for a text without words."""


class Encoder(Protocol):
    """Turns texts into vectors that lie close together when the texts mean the like.

    ``name`` changes whenever the vectors do, so that stored ones are known to be stale.
    Vectors of two encoders must never be compared.
    """

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, in their order; no texts give a matrix of no rows."""
        ...


def plain_words(text: str) -> str:
    """The text on one line with single spaces, cut to what an encoder makes sense of."""
    return " ".join(text.split())[:2000]


def with_length_one(vectors: Vectors) -> Vectors:
    """Each row divided by its length; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
