"""An encoder without a model: texts are alike when they share runs of letters."""

import unicodedata
from collections.abc import Sequence
from zlib import crc32

import numpy as np

from ecotone.matching.meaning.encoder import Vectors, plain_words, with_length_one

LENGTHS = (3, 4, 5)


class HashingEncoder:
    """Counts runs of 3 to 5 letters, hashed to places of the vector, without accents or case.

    Knows nothing across languages beyond words that look alike ("robot", "Energie"); for tests and
    for installations without the bundled model.
    """

    name = "letters-1"
    dimension = 256

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for run in letter_runs(text):
                place = crc32(run.encode())
                # Half of the runs count down, so that collisions cancel instead of adding up.
                vectors[row, place % self.dimension] += 1 if place & (1 << 31) else -1
        return with_length_one(vectors)


def letter_runs(text: str) -> list[str]:
    """The runs of 3 to 5 letters of each word, the word's edges marked by a space."""
    plain = unicodedata.normalize("NFKD", plain_words(text).casefold())
    kept = "".join(
        sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)
    )
    words = [f" {word} " for word in kept.split()]
    return [
        word[start : start + length]
        for word in words
        for length in LENGTHS
        for start in range(len(word) - length + 1)
    ]
