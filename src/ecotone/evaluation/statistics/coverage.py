"""A school's class groups grade by grade: who has had a visit, and which grade has had none."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ecotone.evaluation.statistics.facts import ClassGroup, ReachFacts


@dataclass(frozen=True, slots=True)
class GradeCoverage:
    """One grade of a school. ``class_groups`` 0: enrolled there, but no class list is known."""

    grade: str
    level: str
    class_groups: int
    class_groups_reached: int
    pupils: int
    pupils_reached: int
    visits: int
    enrolled: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the grade has class groups and none of them had a visit yet."""
        return self.class_groups > 0 and self.class_groups_reached == 0


def coverage_by_grade(
    facts: ReachFacts, school: int, *, taught: Iterable[tuple[str, str]] = ()
) -> tuple[GradeCoverage, ...]:
    """All grades with class groups or enrolment, by level and then in the order of their codes.

    ``taught`` are levels with grades that the school is known to teach: listed even when empty.
    """
    doses = facts.doses
    groups: dict[tuple[str, str], list[ClassGroup]] = defaultdict(list)
    for group in facts.groups.values():
        if group.school == school:
            groups[group.level, group.grade].append(group)
    enrolled = _enrolled(facts, school)
    visits = _visits(facts, school)
    return tuple(
        GradeCoverage(
            grade=grade,
            level=level,
            class_groups=len(groups[level, grade]),
            class_groups_reached=sum(group.key in doses for group in groups[level, grade]),
            pupils=sum(group.headcount for group in groups[level, grade]),
            pupils_reached=sum(g.headcount for g in groups[level, grade] if g.key in doses),
            visits=len(visits[level, grade]),
            enrolled=enrolled.get((level, grade)),
        )
        for level, grade in sorted(
            {*groups, *enrolled, *taught}, key=lambda place: (place[0], _in_order(place[1]))
        )
    )


def _enrolled(facts: ReachFacts, school: int) -> dict[tuple[str, str], int]:
    """The newest count of each grade in the newest school year that has any."""
    rows = [row for row in facts.enrolments if row.school == school and row.grade]
    newest = max((row.period for row in rows), default="")
    ordered = sorted(
        (row for row in rows if row.period == newest),
        key=lambda row: (row.observed_on, row.source, row.pupils),
    )
    return {(row.level, row.grade): row.pupils for row in ordered}


def _visits(facts: ReachFacts, school: int) -> dict[tuple[str, str], set[int]]:
    groups = facts.groups
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in facts.attendances:
        group = groups.get(row.class_group)
        if group is not None and group.school == school and row.present != 0:
            found[group.level, group.grade].add(row.visit)
    return found


def _in_order(grade: str) -> tuple[str, int, str]:
    """Codes such as L2 and L10 in the order of their numbers."""
    head = grade.rstrip("0123456789")
    tail = grade[len(head) :]
    return (head, int(tail) if tail else 0, grade)
