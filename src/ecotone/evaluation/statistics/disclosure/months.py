"""The guard against differences between two published months (domain brief 4.6).

Public figures move at the end of a month. If any count then differs from the last published one by
so few that the newcomers could be told, the whole table stays as it was until a later month.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ecotone.evaluation.statistics.disclosure.tables import Cell

type Counts = Mapping[Cell, int]


@dataclass(frozen=True, slots=True)
class MonthlyCounts:
    """All counts of a table, hidden ones too, as they stood at the end of a month."""

    day: dt.date
    counts: Counts


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


def last_published_day(months: Iterable[MonthlyCounts], k: int) -> dt.date | None:
    """The month whose figures are public now; None when no month has ended. Oldest first."""
    published: MonthlyCounts | None = None
    for month in months:
        if published is None or not tells_newcomers(published.counts, month.counts, k):
            published = month
    return published.day if published else None


def tells_newcomers(before: Counts, after: Counts, k: int) -> bool:
    """Whether any count differs by at least one and fewer than k."""
    cells = before.keys() | after.keys()
    return any(0 < abs(after.get(cell, 0) - before.get(cell, 0)) < k for cell in cells)
