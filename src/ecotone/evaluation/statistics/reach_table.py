"""Reach by place, school and level, ready to be shown to one audience."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ecotone.evaluation.statistics.disclosure.months import Month
from ecotone.evaluation.statistics.disclosure.protection import hidden_cells
from ecotone.evaluation.statistics.disclosure.rules import Release, released_share
from ecotone.evaluation.statistics.disclosure.tables import ALL, TOTAL, Cell, Row, Table, table_of
from ecotone.evaluation.statistics.facts import ReachFacts
from ecotone.evaluation.statistics.reach import reach
from ecotone.evaluation.statistics.standing import Standing, standings
from ecotone.evaluation.statistics.values import IndicatorValue, Reason


def place_row(municipality: str) -> Row:
    return ("place", municipality)


def school_row(school: int) -> Row:
    return ("school", school)


@dataclass(frozen=True, slots=True)
class ReachTable:
    """R1 for every place (and school) and every level, with what may not be told left out.

    ``hidden`` was worked out once over all cells, so pages may show any choice of them.
    """

    release: Release
    period: str
    as_of: dt.date
    reached: Table
    standings: Mapping[Cell, Sequence[Standing]]
    hidden: Mapping[Cell, Reason]
    visits: Mapping[Cell, frozenset[int]]

    def value(self, row: Row = ALL, column: str = TOTAL) -> IndicatorValue:
        """R1 of the cell as it may be shown."""
        found = reach(self.standings.get((row, column), ()), period=self.period, as_of=self.as_of)
        if reason := self.hidden.get((row, column)):
            return found.withheld(reason)
        return released_share(found, self.release)

    def visits_held(self, row: Row = ALL, column: str = TOTAL) -> int:
        """Different held visits; a count of events, shown however few."""
        return len(self.visits.get((row, column), ()))

    def schools_served(self, row: Row = ALL, column: str = TOTAL) -> int:
        """Schools with data and at least one class group reached."""
        rows = self.standings.get((row, column), ())
        return len({standing.school for standing in rows if standing.reached})

    def tells_pupils(self, row: Row, column: str = TOTAL) -> bool:
        """Whether pupils behind this cell may be shown class by class as well."""
        return (row, column) not in self.hidden


def reach_table(
    facts: ReachFacts, release: Release, *, by_school: bool, also_hide: Collection[Cell] = ()
) -> ReachTable:
    """Sum, and hide what must be hidden, for all places and, if asked, each school in them.

    A school without any held visit has nought pupils reached: that follows from a count of events,
    which is never hidden, so a nought is not taken for a cell about pupils.
    """
    rows = standings(facts)
    parents = _parents(facts, by_school=by_school)
    leaf = _leaf_of(facts, by_school=by_school)
    reached, enrolled = _counts(facts, rows, by_school=by_school)
    return ReachTable(
        release=release,
        period=facts.period,
        as_of=facts.as_of,
        reached=reached,
        standings=_gather(((leaf[row.school], row.level, row) for row in rows), parents),
        hidden=_hidden(reached, enrolled, release, also_hide),
        visits=_visits(facts, leaf, parents),
    )


def public_months(facts: ReachFacts, ends: Iterable[dt.date], release: Release) -> list[Month]:
    """Pupils reached by place and level at the end of each month, and what must be hidden then."""
    months = []
    for day in ends:
        seen = facts.known_by(day)
        reached, enrolled = _counts(seen, standings(seen), by_school=False)
        months.append(Month(day, reached, frozenset(_must_hide(reached, enrolled, release))))
    return months


def _counts(facts: ReachFacts, rows: Sequence[Standing], *, by_school: bool) -> tuple[Table, Table]:
    """Pupils reached, and pupils enrolled at the schools with data."""
    parents = _parents(facts, by_school=by_school)
    leaf = _leaf_of(facts, by_school=by_school)
    told = [row for row in rows if row.missing is None]
    reached = _sums((leaf[row.school], row.level, row.reached) for row in rows)
    enrolled = _sums((leaf[row.school], row.level, row.enrolled or 0) for row in told)
    return table_of(reached, parents), table_of(enrolled, parents)


def _must_hide(reached: Table, enrolled: Table, release: Release) -> dict[Cell, Reason]:
    must = {cell: Reason.FEW for cell, n in reached.counts.items() if release.is_few(n)}
    for cell, count in reached.counts.items():
        whole = enrolled.counts.get(cell, 0)
        if count and release.tells_of_a_group(min(count, whole), whole):
            must.setdefault(cell, Reason.GROUP)
    return must


def _hidden(
    reached: Table, enrolled: Table, release: Release, also: Collection[Cell]
) -> dict[Cell, Reason]:
    must = _must_hide(reached, enrolled, release)
    wider = {cell for cell in also if cell in reached.counts}
    few_enrolled = {cell: Reason.FEW for cell, n in enrolled.counts.items() if release.is_few(n)}
    complement = hidden_cells(reached, {*must, *wider}, release.k) | hidden_cells(
        enrolled, few_enrolled.keys(), release.k
    )
    return {**dict.fromkeys(complement, Reason.COMPLEMENT), **few_enrolled, **must}


def _parents(facts: ReachFacts, *, by_school: bool) -> dict[Row, Row]:
    schools = facts.school_by_key.values()
    parents: dict[Row, Row] = {place_row(school.municipality): ALL for school in schools}
    if by_school:
        parents |= {school_row(school.key): place_row(school.municipality) for school in schools}
    return parents


def _leaf_of(facts: ReachFacts, *, by_school: bool) -> dict[int, Row]:
    return {
        key: school_row(key) if by_school else place_row(school.municipality)
        for key, school in facts.school_by_key.items()
    }


def _sums(rows: Iterable[tuple[Row, str, int]]) -> dict[Cell, int]:
    sums: dict[Cell, int] = defaultdict(int)
    for row, column, count in rows:
        sums[row, column] += count
    return sums


def _gather[T](
    rows: Iterable[tuple[Row, str, T]], parents: Mapping[Row, Row]
) -> dict[Cell, list[T]]:
    """Everything under its row, all rows above it, and in the total column."""
    gathered: dict[Cell, list[T]] = defaultdict(list)
    for leaf, column, thing in rows:
        row: Row | None = leaf
        while row is not None:
            gathered[row, column].append(thing)
            gathered[row, TOTAL].append(thing)
            row = parents.get(row)
    return dict(gathered)


def _visits(
    facts: ReachFacts, leaf: Mapping[int, Row], parents: Mapping[Row, Row]
) -> dict[Cell, frozenset[int]]:
    groups = facts.groups
    rows = (
        (leaf[groups[row.class_group].school], groups[row.class_group].level, row.visit)
        for row in facts.attendances
        if row.present != 0 and row.class_group in groups
    )
    return {cell: frozenset(seen) for cell, seen in _gather(rows, parents).items()}
