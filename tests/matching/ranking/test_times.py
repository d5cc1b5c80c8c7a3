"""When an offer can be had: patterns on the clock of the place, and exact times."""

import datetime as dt
from typing import Any

import pytest

from ecotone.matching.ranking import Interval, PersonFacts
from ecotone.matching.ranking.times import minutes_from_midnight
from tests.matching.ranking.pairs import need, offer, ranked, rules_broken
from tests.matching.ranking.problems import thursday_slot

SLOT = thursday_slot()
MINUTE = dt.timedelta(minutes=1)


def broken(**changes: Any) -> list[str | None]:
    return rules_broken(ranked(need(), offer(**changes)))


def test_pattern_is_read_on_the_clock_of_the_school() -> None:
    assert broken(from_time=dt.time(10), until_time=dt.time(10, 50)) == []
    assert broken(from_time=dt.time(9), until_time=dt.time(10, 49)) == ["TIMES"]


def test_pattern_of_an_offer_elsewhere_is_read_on_its_own_clock() -> None:
    """Ten in Brussels is nine in Lisbon."""
    lisbon = {"time_zone": "Europe/Lisbon", "until_time": dt.time(10)}
    assert broken(from_time=dt.time(9), **lisbon) == []
    assert broken(from_time=dt.time(9, 15), **lisbon) == ["TIMES"]


def test_pattern_follows_summer_time() -> None:
    """The same hour in UTC is an hour later on the clock in June."""
    early = offer(months=(), until_time=dt.time(10, 50))
    assert rules_broken(ranked(need(slots=(thursday_slot(days=182),)), early)) == ["TIMES"]
    assert rules_broken(ranked(need(), early)) == []


def test_without_weekdays_only_exact_times_count() -> None:
    assert broken(weekdays=()) == ["TIMES"]
    assert broken(weekdays=(), exact_slots=(SLOT.time,)) == []


def test_without_months_every_month_counts() -> None:
    assert broken(months=()) == []


@pytest.mark.parametrize(
    ("start", "end", "rules"),
    [
        (SLOT.starts_at, SLOT.ends_at, []),
        (SLOT.starts_at - MINUTE, SLOT.ends_at + MINUTE, []),
        (SLOT.starts_at + MINUTE, SLOT.ends_at + MINUTE, ["TIMES"]),
        (SLOT.starts_at - MINUTE, SLOT.ends_at - MINUTE, ["TIMES"]),
        (SLOT.starts_at + MINUTE / 2, SLOT.ends_at, ["TIMES"]),
        (SLOT.starts_at, SLOT.ends_at - MINUTE / 2, ["TIMES"]),
    ],
)
def test_exact_time_must_contain_the_whole_slot(
    start: dt.datetime, end: dt.datetime, rules: list[str]
) -> None:
    assert broken(weekdays=(), exact_slots=(Interval(start, end),)) == rules


@pytest.mark.parametrize(
    ("start", "end", "rules"),
    [
        (SLOT.starts_at - 60 * MINUTE, SLOT.starts_at, []),
        (SLOT.ends_at, SLOT.ends_at + 60 * MINUTE, []),
        (SLOT.starts_at - 60 * MINUTE, SLOT.starts_at + MINUTE / 2, ["BUSY"]),
        (SLOT.ends_at - MINUTE / 2, SLOT.ends_at + 60 * MINUTE, ["BUSY"]),
    ],
)
def test_what_ends_as_the_lesson_starts_is_no_obstacle(
    start: dt.datetime, end: dt.datetime, rules: list[str]
) -> None:
    person = PersonFacts(busy=(Interval(start, end),))
    assert rules_broken(ranked(need(), offer(), person=person)) == rules


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-12-03T10:00", "2026-12-03T10:50", 650),
        ("2026-12-03T23:30", "2026-12-04T00:00", 1440),
        ("2026-12-03T23:30", "2026-12-04T00:20", 1460),
        ("2026-12-03T10:00", "2026-12-03T10:50:30", 651),
    ],
)
def test_end_is_counted_from_the_midnight_before_the_start(
    start: str, end: str, minutes: int
) -> None:
    moments = dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end)
    assert minutes_from_midnight(*moments) == minutes
