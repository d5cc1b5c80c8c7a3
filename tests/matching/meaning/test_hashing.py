"""The encoder without a model: same letters, same place."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ecotone.matching.meaning import HashingEncoder
from ecotone.matching.meaning.hashing import letter_runs

ENCODER = HashingEncoder()


def likeness(one: str, other: str) -> float:
    first, second = ENCODER.encode([one, other])
    return float(first @ second)


def test_words_that_look_alike_lie_closer() -> None:
    assert likeness("robots bouwen", "robotica") > likeness("robots bouwen", "vaccins")


def test_case_accents_and_signs_do_not_matter() -> None:
    assert round(likeness("Énergie éolienne!", "energie eolienne"), 5) == 1.0


def test_runs_stay_within_words() -> None:
    assert letter_runs("an ox") == [" an", "an ", " an ", " ox", "ox ", " ox "]


@given(texts=st.lists(st.text(max_size=40), max_size=6))
def test_every_text_gets_one_row_of_length_one_or_nothing(texts: list[str]) -> None:
    vectors = ENCODER.encode(texts)
    assert vectors.shape == (len(texts), ENCODER.dimension)
    lengths = np.round(np.linalg.norm(vectors, axis=1), 4).tolist()
    assert all(length in (0.0, 1.0) for length in lengths)
    assert np.array_equal(vectors, ENCODER.encode(texts))
