"""The order of the queue: days left, waiting time, school never served."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecotone.matching.ranking import (
    QueueFacts,
    UrgencyPart,
    UrgencyPoints,
    urgency,
    urgency_points,
)


def facts(left: int = 35, waiting: int = 0, years: float | None = 0.0) -> QueueFacts:
    return QueueFacts(
        days_left=left, days_waiting=waiting, promised_days=10, years_since_served=years
    )


@pytest.mark.parametrize(
    ("queue", "points"),
    [
        (facts(), 0.0),
        (facts(left=60), 0.0),
        (facts(left=7), 40.0),
        (facts(left=0), 50.0),
        (facts(left=-3), 50.0),
        (facts(waiting=5), 15.0),
        (facts(waiting=30), 30.0),
        (facts(years=None), 20.0),
        (facts(years=1.5), 5.0),
        (facts(years=8.0), 10.0),
        (facts(left=0, waiting=10, years=None), 100.0),
    ],
)
def test_points_follow_the_published_formula(queue: QueueFacts, points: float) -> None:
    assert urgency(queue).points == points


def test_parts_keep_the_numbers_for_their_words() -> None:
    assert urgency(facts(left=7, waiting=3, years=None)).parts == (
        UrgencyPoints(UrgencyPart.DAYS_LEFT, 40.0, 50.0, 7.0),
        UrgencyPoints(UrgencyPart.WAITING, 9.0, 30.0, 3.0),
        UrgencyPoints(UrgencyPart.UNSERVED, 20.0, 20.0, None),
    )


@given(
    rows=st.lists(
        st.tuples(st.integers(-10, 90), st.integers(0, 60), st.one_of(st.none(), st.floats(0, 12))),
        max_size=20,
    )
)
def test_many_at_once_are_as_one_by_one(rows: list[tuple[int, int, float | None]]) -> None:
    many = urgency_points(
        np.array([left for left, _, _ in rows], dtype=np.float64),
        np.array([waiting for _, waiting, _ in rows], dtype=np.float64),
        np.array([np.nan if years is None else years for _, _, years in rows], dtype=np.float64),
        promised_days=10,
    )
    assert many.tolist() == [urgency(facts(*row)).points for row in rows]


def test_promise_of_no_days_counts_as_one() -> None:
    queue = QueueFacts(days_left=35, days_waiting=1, promised_days=0, years_since_served=0.0)
    assert urgency(queue).points == 30.0
