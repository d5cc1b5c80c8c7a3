"""Vectors are kept small, and stale ones are known to be stale."""

import numpy as np
import pytest

from ecotone.matching.meaning import (
    BundledEncoder,
    HashingEncoder,
    UnknownEncoder,
    encoder,
    fingerprint,
    is_current,
    vector_from_bytes,
    vector_to_bytes,
)

LETTERS = HashingEncoder()


def test_vector_comes_back_within_half_precision_and_of_length_one() -> None:
    vector = LETTERS.encode(["water chemistry"])[0]
    stored = vector_to_bytes(vector)
    assert len(stored) == 2 * LETTERS.dimension
    found = vector_from_bytes(stored, fingerprint(LETTERS, "water chemistry"), encoder=LETTERS)
    assert found is not None
    assert found.dtype == np.float32
    assert float(np.abs(found - vector).max()) < 0.001
    assert round(float(np.linalg.norm(found)), 6) == 1.0


def test_database_views_are_read_like_bytes() -> None:
    stored = vector_to_bytes(LETTERS.encode(["water"])[0])
    made_of = fingerprint(LETTERS, "water")
    from_view = vector_from_bytes(memoryview(stored), made_of, encoder=LETTERS)
    from_bytes = vector_from_bytes(stored, made_of, encoder=LETTERS)
    assert from_view is not None
    assert from_bytes is not None
    assert np.array_equal(from_view, from_bytes)


def test_vector_of_another_encoder_or_length_is_none() -> None:
    stored = vector_to_bytes(LETTERS.encode(["water"])[0])
    made_of = fingerprint(LETTERS, "water")
    assert vector_from_bytes(None, "", encoder=LETTERS) is None
    assert vector_from_bytes(stored, made_of) is None
    assert vector_from_bytes(stored, fingerprint(BundledEncoder(), "water")) is None
    assert vector_from_bytes(stored[:-2], made_of, encoder=LETTERS) is None


def test_changed_words_or_encoder_make_a_vector_stale() -> None:
    made_of = fingerprint(LETTERS, "water  chemistry\n")
    assert is_current(made_of, encoder=LETTERS, text="water chemistry")
    assert not is_current(made_of, encoder=LETTERS, text="water")
    assert not is_current(made_of, encoder=BundledEncoder(), text="water chemistry")
    assert not is_current("", encoder=LETTERS, text="water")


def test_fingerprint_fits_its_column() -> None:
    assert len(fingerprint(BundledEncoder(), "water" * 5000)) <= 80


def test_encoder_of_the_process_is_made_once() -> None:
    assert encoder("letters") is encoder("letters")
    assert encoder().name == "use-multilingual-3"
    with pytest.raises(UnknownEncoder):
        encoder("oracle")
