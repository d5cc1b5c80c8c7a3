import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecotone.evaluation.statistics.intervals import median, quantile, wilson


def test_wilson_interval_of_two_in_five() -> None:
    """Agresti and Coull's formula by hand: centre 0.4434, half 0.3257."""
    found = wilson(2, 5)
    assert found is not None
    assert found.low == pytest.approx(0.1176, abs=1e-4)
    assert found.high == pytest.approx(0.7693, abs=1e-4)


def test_wilson_interval_does_not_collapse_at_the_ends() -> None:
    """None of 10: from 0 to z^2 / (10 + z^2) = 3.8415 / 13.8415 = 0.2775."""
    found = wilson(0, 10)
    assert found is not None
    assert found.low == 0
    assert found.high == pytest.approx(0.2775, abs=1e-4)


def test_wilson_without_trials_is_nothing() -> None:
    assert wilson(0, 0) is None


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_interval_holds_its_share(case: tuple[int, int]) -> None:
    successes, trials = case
    found = wilson(successes, trials)
    assert found is not None
    assert 0 <= found.low <= successes / trials <= found.high <= 1


def test_quantiles_are_interpolated() -> None:
    assert quantile([1, 2, 3, 4], 0.5) == 2.5
    assert median([7]) == 7
    assert median([]) is None
