"""Nothing expires over a weekend."""

import datetime as dt

import pytest

from ecotone.matching.working_hours import add_working_hours

UTC = dt.UTC
CASES = [
    # Thursday 10:00 in Brussels (9:00 UTC) and 48 hours: Monday 10:00.
    (dt.datetime(2026, 11, 26, 9, tzinfo=UTC), 48, dt.datetime(2026, 11, 30, 9, tzinfo=UTC)),
    # Monday 10:00 and 48 hours: Wednesday 10:00.
    (dt.datetime(2026, 11, 23, 9, tzinfo=UTC), 48, dt.datetime(2026, 11, 25, 9, tzinfo=UTC)),
    # Sunday counts from Monday 9:00 (8:00 UTC): Wednesday 9:00.
    (dt.datetime(2026, 11, 22, 18, tzinfo=UTC), 48, dt.datetime(2026, 11, 25, 8, tzinfo=UTC)),
    # Friday 12:00 and 24 hours: twelve on Friday, twelve on Monday.
    (dt.datetime(2026, 11, 27, 11, tzinfo=UTC), 24, dt.datetime(2026, 11, 30, 11, tzinfo=UTC)),
]


@pytest.mark.parametrize(("moment", "hours", "expected"), CASES)
def test_weekends_do_not_count(moment: dt.datetime, hours: int, expected: dt.datetime) -> None:
    assert add_working_hours(moment, hours, "Europe/Brussels") == expected


def test_hours_are_those_of_the_clock_when_it_changes() -> None:
    """Winter time starts on Sunday 25 October 2026; Friday noon plus 24 is Monday noon."""
    friday = dt.datetime(2026, 10, 23, 10, tzinfo=UTC)
    monday = dt.datetime(2026, 10, 26, 11, tzinfo=UTC)
    assert add_working_hours(friday, 24, "Europe/Brussels") == monday
