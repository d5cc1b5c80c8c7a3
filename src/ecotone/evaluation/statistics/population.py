"""The denominator of reach: which pupils are meant, school by school and level by level.

For each school the newest school year with enrolment counts. Within it, enrolment split by level is
used when it covers all levels that the school teaches; otherwise the figure for the whole school,
which stands under its one level, or under ``UNSPLIT`` when the school has several.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ecotone.evaluation.statistics.facts import ClassGroup, Enrolment, ReachFacts
from ecotone.evaluation.statistics.values import Source

UNSPLIT = ""


@dataclass(frozen=True, slots=True)
class Denominator:
    """Pupils enrolled at a school under one level; ``grades`` None means all grades of it."""

    school: int
    level: str
    pupils: int
    grades: frozenset[str] | None
    sources: tuple[Source, ...]

    def covers(self, group: ClassGroup) -> bool:
        """Whether the class group's pupils are among those enrolled."""
        if group.school != self.school or self.level not in (UNSPLIT, group.level):
            return False
        return self.grades is None or group.grade in self.grades


def denominators(facts: ReachFacts) -> dict[int, tuple[Denominator, ...]]:
    """For each school with enrolment its denominators, one a level. Independent of row order."""
    rows: dict[int, list[Enrolment]] = defaultdict(list)
    for row in set(facts.enrolments):
        rows[row.school].append(row)
    taught = levels_taught(facts)
    return {
        school.key: _of_school(rows[school.key], taught[school.key])
        for school in set(facts.schools)
        if rows[school.key]
    }


def levels_taught(facts: ReachFacts) -> dict[int, frozenset[str]]:
    """The levels of each school: those it names and those of its class groups."""
    found: dict[int, set[str]] = {school.key: set(school.levels) for school in facts.schools}
    for group in facts.class_groups:
        if group.school in found and group.level:
            found[group.school].add(group.level)
    return {key: frozenset(levels) for key, levels in found.items()}


def _of_school(rows: list[Enrolment], taught: frozenset[str]) -> tuple[Denominator, ...]:
    newest = max(row.period for row in rows)
    latest = _latest_observations(row for row in rows if row.period == newest)
    whole = [row for row in latest if not row.level and not row.grade]
    split = _split(latest)
    levels = taught | split.keys()
    if whole and len(levels) == 1:
        level = next(iter(levels))
        in_full = split.get(level)
        if in_full is not None and in_full.grades is None:
            return (in_full,)
        return (_denominator(level, whole, all_grades=True),)
    if whole and not (levels and levels <= split.keys()):
        return (_denominator(UNSPLIT, whole, all_grades=True),)
    if split:
        return tuple(split[level] for level in sorted(split))
    return (_denominator(UNSPLIT, latest, all_grades=False),)


def _split(latest: list[Enrolment]) -> dict[str, Denominator]:
    """One denominator for each level: its own row, or else the sum of its grades."""
    rows: dict[str, list[Enrolment]] = defaultdict(list)
    for row in latest:
        if row.level:
            rows[row.level].append(row)
    split = {}
    for level, of_level in rows.items():
        full = [row for row in of_level if not row.grade]
        split[level] = _denominator(level, full or of_level, all_grades=bool(full))
    return split


def _denominator(level: str, rows: list[Enrolment], *, all_grades: bool) -> Denominator:
    return Denominator(
        school=rows[0].school,
        level=level,
        pupils=sum(row.pupils for row in rows),
        grades=None if all_grades else frozenset(row.grade for row in rows),
        sources=tuple(sorted({Source(row.source, row.period, row.observed_on) for row in rows})),
    )


def _latest_observations(rows: Iterable[Enrolment]) -> list[Enrolment]:
    """The newest row of each grade; of two on one day the one whose source comes last by name."""
    newest: dict[tuple[str, str], Enrolment] = {}
    for row in rows:
        place = (row.level, row.grade)
        held = newest.get(place)
        if held is None or _rank(row) > _rank(held):
            newest[place] = row
    return [newest[place] for place in sorted(newest)]


def _rank(row: Enrolment) -> tuple[object, ...]:
    return (row.observed_on, row.source, row.pupils)
