"""Two published months never differ by so few that the newcomers can be told."""

import datetime as dt
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ecotone.evaluation.statistics.disclosure.months import (
    Month,
    PublishedMonth,
    month_ends,
    newcomers,
    publish,
)
from ecotone.evaluation.statistics.disclosure.tables import ALL, TOTAL, Cell, Table, table_of

SEPTEMBER, OCTOBER, NOVEMBER = dt.date(2026, 9, 30), dt.date(2026, 10, 31), dt.date(2026, 11, 30)
K = 10


def month(day: dt.date, *counts: int) -> Month:
    """One column, places r0, r1, ...; what is few must be hidden."""
    places = [f"r{i}" for i in range(len(counts))]
    table = table_of(
        {(place, "a"): count for place, count in zip(places, counts, strict=True)},
        dict.fromkeys(places, ALL),
    )
    few = frozenset(cell for cell, count in table.counts.items() if 0 < count < K)
    return Month(day, table, few)


def hidden_places(published: PublishedMonth) -> set[object]:
    return {row for row, column in published.hidden if column == TOTAL}


def test_months_that_have_ended() -> None:
    found = month_ends(dt.date(2026, 9, 1), dt.date(2027, 1, 31))
    assert found == [SEPTEMBER, OCTOBER, NOVEMBER, dt.date(2026, 12, 31)]
    assert month_ends(dt.date(2026, 9, 1), dt.date(2026, 9, 30)) == []


def test_nothing_is_published_before_a_month_has_ended() -> None:
    assert publish([], K) == []


def test_months_that_differ_by_enough_are_published_whole() -> None:
    found = publish([month(SEPTEMBER, 40, 60), month(OCTOBER, 55, 90)], K)
    assert [(row.day, row.hidden) for row in found] == [
        (SEPTEMBER, frozenset()),
        (OCTOBER, frozenset()),
    ]


def test_place_with_a_few_newcomers_is_hidden_with_another_one() -> None:
    """r0 grows by 7: with r1 and r2 and the sum shown, 7 could be worked out, so r1 goes too."""
    found = publish([month(SEPTEMBER, 40, 60, 80), month(OCTOBER, 47, 75, 120)], K)
    assert hidden_places(found[1]) == {"r0", "r1"}


def test_month_waits_when_the_sum_itself_would_tell_the_newcomers() -> None:
    """Only r0 grows, by 7: the sum grows by 7 as well and would have to be hidden."""
    found = publish([month(SEPTEMBER, 40, 60), month(OCTOBER, 47, 60)], K)
    assert [row.day for row in found] == [SEPTEMBER]


def test_waiting_month_is_compared_with_what_was_published_last() -> None:
    """November differs from September, the last one published, by 20 in r0 alone."""
    months = [month(SEPTEMBER, 40, 60), month(OCTOBER, 47, 60), month(NOVEMBER, 60, 60)]
    assert [row.day for row in publish(months, K)] == [SEPTEMBER, NOVEMBER]


def test_first_few_pupils_of_a_place_do_not_stop_the_others() -> None:
    """r2 has its first 9 pupils: hidden as few, with r1; r0 and the sum move on."""
    found = publish([month(SEPTEMBER, 0, 0, 0), month(OCTOBER, 33, 21, 9)], K)
    assert [row.day for row in found] == [SEPTEMBER, OCTOBER]
    assert hidden_places(found[1]) == {"r1", "r2"}


def can_be_worked_out(table: Table, cell: Cell, unknown: frozenset[Cell]) -> bool:
    """Exact linear algebra: whether the sums of a table fix the cell when these are unknown.

    They do when the cell's unit vector lies in the space spanned by the sums' equations.
    """
    order = sorted(unknown, key=str)
    equations = [_coefficients(sums, order) for sums in _sums(table)]
    target = [Fraction(int(other == cell)) for other in order]
    return _rank(equations) == _rank([*equations, target])


def _sums(table: Table) -> list[dict[Cell, int]]:
    """Each sum as coefficients that add up to nought."""
    rows = [*table.parents, ALL]
    across = [{(row, TOTAL): -1, **{(row, c): 1 for c in table.columns}} for row in rows]
    down = [
        {(ALL, column): -1, **{(row, column): 1 for row in table.parents}}
        for column in (*table.columns, TOTAL)
    ]
    return across + down


def _coefficients(sums: dict[Cell, int], order: list[Cell]) -> list[Fraction]:
    return [Fraction(sums.get(cell, 0)) for cell in order]


def _rank(rows: list[list[Fraction]]) -> int:
    left = [row for row in rows if any(row)]
    rank = 0
    while left:
        pivot = left.pop()
        at = next(n for n, value in enumerate(pivot) if value)
        reduced = [
            [value - row[at] / pivot[at] * pivot[n] for n, value in enumerate(row)] for row in left
        ]
        left = [row for row in reduced if any(row)]
        rank += 1
    return rank


@settings(max_examples=100, deadline=None)
@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.sampled_from([0, 0, 3, 7, 12, 25]), min_size=width, max_size=width),
            min_size=1,
            max_size=5,
        )
    )
)
def test_no_few_newcomers_can_be_worked_out_from_two_published_months(
    growth: list[list[int]],
) -> None:
    totals = [
        [sum(column) for column in zip(*growth[: n + 1], strict=True)] for n in range(len(growth))
    ]
    days = [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(len(growth))]
    found = publish([month(day, *counts) for day, counts in zip(days, totals, strict=True)], K)
    for before, after in pairwise(found):
        unknown = before.hidden | after.hidden
        for cell in newcomers(before.table, after.table, K):
            assert cell in unknown
            assert not can_be_worked_out(after.table, cell, unknown)


def test_control_a_lone_unknown_can_be_worked_out() -> None:
    table = month(OCTOBER, 40, 60).table
    assert can_be_worked_out(table, ("r0", TOTAL), frozenset({("r0", TOTAL)}))
