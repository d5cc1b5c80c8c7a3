"""The guard against differences between two published months (domain brief 4.6).

Public figures move at the end of a month. Where a count then differs from the last published one
by so few that the newcomers could be told, it is hidden as well, and so much beside it that the
difference of the two months does not give them away either. If that would take the grand total,
everything stays as it was until a later month.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ecotone.evaluation.statistics.disclosure.protection import hidden_cells, hidden_differences
from ecotone.evaluation.statistics.disclosure.tables import ALL, TOTAL, Cell, Table, difference


@dataclass(frozen=True, slots=True)
class Month:
    """All counts as they stood at the end of a month, and the cells that must be hidden in it."""

    day: dt.date
    table: Table
    must_hide: frozenset[Cell]


@dataclass(frozen=True, slots=True)
class PublishedMonth:
    """A month as it was published: its counts, and which of them are hidden."""

    day: dt.date
    table: Table
    hidden: frozenset[Cell]


def month_ends(first: dt.date, before: dt.date) -> list[dt.date]:
    """The last days of the months from ``first``'s that lie before the other day, oldest first."""
    ends: list[dt.date] = []
    year, month = first.year, first.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        end = dt.date(year, month, 1) - dt.timedelta(days=1)
        if end >= before:
            return ends
        ends.append(end)


def publish(months: Iterable[Month], k: int) -> list[PublishedMonth]:
    """The months that are published, each safe beside the one before. Oldest first, as given."""
    published: list[PublishedMonth] = []
    for month in months:
        if not published:
            hidden = hidden_cells(month.table, month.must_hide, k)
            published.append(PublishedMonth(month.day, month.table, hidden))
        elif following := _after(published[-1], month, k):
            published.append(following)
    return published


def newcomers(before: Table, after: Table, k: int) -> frozenset[Cell]:
    """The cells that differ by at least one and fewer than k."""
    counts = difference(after, before).counts
    return frozenset(cell for cell, count in counts.items() if 0 < abs(count) < k)


def _after(before: PublishedMonth, month: Month, k: int) -> PublishedMonth | None:
    few = newcomers(before.table, month.table, k)
    step = difference(month.table, before.table)
    own = hidden_cells(month.table, month.must_hide, k)
    hidden = own
    while True:
        unknown = hidden_differences(step, few, hidden | before.hidden)
        to_hide = (unknown - before.hidden) & month.table.counts.keys()
        wider = hidden_cells(month.table, hidden | to_hide, k)
        if wider == hidden:
            break
        hidden = wider
    if (ALL, TOTAL) in hidden - own:
        return None
    return PublishedMonth(month.day, month.table, hidden)
