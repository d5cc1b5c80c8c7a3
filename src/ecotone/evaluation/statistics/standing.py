"""What is known of each school: enrolled, reached, or why nothing is known."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ecotone.evaluation.statistics.facts import ClassGroup, ReachFacts
from ecotone.evaluation.statistics.population import (
    UNSPLIT,
    Denominator,
    denominators,
    levels_taught,
)
from ecotone.evaluation.statistics.values import Source


class Missing(StrEnum):
    """Why a school has no place in a share. Missing is never zero."""

    NO_ENROLMENT = "no_enrolment"
    NO_CLASSES = "no_classes"
    NO_REPORT = "no_report"


@dataclass(frozen=True, slots=True)
class Standing:
    """One school under one level. ``reached`` is the headcount of distinct class groups reached.

    With a reason in ``missing`` nothing is claimed of the school: ``reached`` is 0 there, and
    ``enrolled`` is None when no enrolment is known.
    """

    school: int
    level: str
    enrolled: int | None
    reached: int
    missing: Missing | None = None
    sources: tuple[Source, ...] = ()


def standings(facts: ReachFacts) -> tuple[Standing, ...]:
    """All schools under all their levels, by school and level. Independent of row order."""
    known = denominators(facts)
    taught = levels_taught(facts)
    doses = facts.doses
    groups: dict[int, list[ClassGroup]] = defaultdict(list)
    for group in facts.groups.values():
        groups[group.school].append(group)
    silent = silent_schools(facts)
    found: list[Standing] = []
    for key in sorted(facts.school_by_key):
        own = known.get(key, ())
        found += [_standing(row, groups[key], doses, key in silent) for row in own]
        found += _without_enrolment(key, own, taught[key])
    return tuple(found)


def under_level(rows: Iterable[Standing], level: str) -> tuple[Standing, ...]:
    """Those of one level."""
    return tuple(row for row in rows if row.level == level)


def served_schools(facts: ReachFacts) -> frozenset[int]:
    """The schools of the area that hosted a held visit or whose class group took part in one."""
    area, doses = facts.school_by_key, facts.doses
    hosts = {row.school for row in facts.hostings if row.school in area}
    groups = facts.groups
    return frozenset(hosts | {groups[key].school for key in doses})


def silent_schools(facts: ReachFacts) -> frozenset[int]:
    """The schools whose visits are over, and who said of none of them what became of it."""
    quiet = {key for key, row in facts.reporting.items() if row.unreported and not row.not_held}
    return frozenset(quiet & facts.school_by_key.keys() - served_schools(facts))


def _standing(
    row: Denominator, groups: list[ClassGroup], doses: Mapping[int, int], is_silent: bool
) -> Standing:
    covered = [group for group in groups if row.covers(group)]
    missing = _missing(covered, is_silent)
    reached = sum(group.headcount for group in covered if group.key in doses)
    return Standing(
        school=row.school,
        level=row.level,
        enrolled=row.pupils,
        reached=0 if missing else reached,
        missing=missing,
        sources=row.sources,
    )


def _missing(covered: list[ClassGroup], is_silent: bool) -> Missing | None:
    if not covered:
        return Missing.NO_CLASSES
    return Missing.NO_REPORT if is_silent else None


def _without_enrolment(
    school: int, own: tuple[Denominator, ...], taught: frozenset[str]
) -> list[Standing]:
    """The levels that the school teaches and for which no enrolment is known.

    So a school whose enrolment is known only as a whole has data in the total and none in a level.
    """
    missing = sorted(taught - {row.level for row in own})
    if not own and not missing:
        missing = [UNSPLIT]
    return [Standing(school, level, None, 0, Missing.NO_ENROLMENT) for level in missing]
