"""Two published months never differ by so few that the newcomers can be told."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ecotone.evaluation.statistics.disclosure.months import (
    MonthlyCounts,
    last_published_day,
    month_ends,
    tells_newcomers,
)

SEPTEMBER, OCTOBER, NOVEMBER = dt.date(2026, 9, 30), dt.date(2026, 10, 31), dt.date(2026, 11, 30)


def month(day: dt.date, *counts: int) -> MonthlyCounts:
    return MonthlyCounts(day, {(f"r{i}", "total"): count for i, count in enumerate(counts)})


def test_months_that_have_ended() -> None:
    found = month_ends(dt.date(2026, 9, 1), dt.date(2027, 1, 31))
    assert found == [SEPTEMBER, OCTOBER, NOVEMBER, dt.date(2026, 12, 31)]
    assert month_ends(dt.date(2026, 9, 1), dt.date(2026, 9, 30)) == []


def test_nothing_is_public_before_a_month_has_ended() -> None:
    assert last_published_day([], 10) is None


def test_month_with_a_few_newcomers_waits() -> None:
    """r0 grows from 40 to 47 in October: seven could be told, so September stays."""
    assert last_published_day([month(SEPTEMBER, 40, 60), month(OCTOBER, 47, 90)], 10) == SEPTEMBER


def test_waiting_month_is_compared_with_what_was_published_last() -> None:
    """November differs from September, the last one published, by 20 and 30."""
    months = [month(SEPTEMBER, 40, 60), month(OCTOBER, 47, 90), month(NOVEMBER, 60, 90)]
    assert last_published_day(months, 10) == NOVEMBER


def test_first_few_pupils_of_a_place_are_newcomers_too() -> None:
    assert tells_newcomers({}, {("r0", "total"): 7}, 10)


@given(st.lists(st.lists(st.integers(0, 60), min_size=2, max_size=2), max_size=8))
def test_published_months_differ_by_nothing_or_by_k(rows: list[list[int]]) -> None:
    months = [month(dt.date(2026, 1, 1) + dt.timedelta(days=n), *row) for n, row in enumerate(rows)]
    published = [months[0]] if months else []
    for upto in range(1, len(months) + 1):
        day = last_published_day(months[:upto], 10)
        newest = next(m for m in months if m.day == day)
        if newest != published[-1]:
            assert not tells_newcomers(published[-1].counts, newest.counts, 10)
            published.append(newest)
