"""Rows that contradict themselves are refused where they are made."""

import datetime as dt
from typing import Any

import pytest

from ecotone.matching.ranking import ImpossibleFacts, Interval, SlotFacts
from tests.matching.ranking.pairs import need

START = dt.datetime(2026, 12, 3, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"slots": ()}, "slots: a need has at least one"),
        ({"headcount": 0}, "headcount: a class has at least one pupil"),
        ({"mode": "BOTH"}, "mode: BOTH is not one of HYBRID, ONSITE, ONLINE"),
        ({"school_priority": 1.5}, "school_priority: must lie between 0 and 1"),
    ],
)
def test_impossible_needs_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ImpossibleFacts) as error:
        need(**changes)
    assert str(error.value) == message


def test_times_need_a_zone_and_an_end_after_the_start() -> None:
    with pytest.raises(ImpossibleFacts):
        Interval(START, START)
    with pytest.raises(ImpossibleFacts):
        SlotFacts(slot_id=1, starts_at=START.replace(tzinfo=None), ends_at=START)
