import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecotone.core.tasks.retrying import ONCE, RetryPolicy, policy_of
from tests.core.sample_tasks import fail_always, succeed

POLICY = RetryPolicy(first_pause=dt.timedelta(seconds=10), longest_pause=dt.timedelta(seconds=60))


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(1, 5), (2, 10), (3, 20), (4, 30), (5, 30), (1000, 30)]
)
def test_pause_doubles_up_to_the_longest_and_is_at_least_half(attempt: int, seconds: int) -> None:
    assert POLICY.pause_after(attempt, chance=0.0) == dt.timedelta(seconds=seconds)


@given(attempt=st.integers(1, 200), chance=st.floats(0, 1, exclude_max=True))
def test_pause_stays_between_half_and_whole(attempt: int, chance: float) -> None:
    pause = POLICY.pause_after(attempt, chance=chance)
    assert POLICY.pause_after(attempt, chance=0.0) <= pause <= POLICY.longest_pause


def test_policy_is_that_of_the_decorator() -> None:
    assert policy_of(fail_always.module_path).max_attempts == 3


def test_plain_task_runs_once() -> None:
    assert policy_of(succeed.module_path) == ONCE
