"""The schools behind a figure: not yet reached, and without data."""

from collections import defaultdict
from collections.abc import Iterable

from ecotone.evaluation.statistics.facts import ReachFacts
from ecotone.evaluation.statistics.standing import (
    Missing,
    Standing,
    served_schools,
    silent_schools,
)


def schools_not_reached(facts: ReachFacts, *, level: str | None = None) -> frozenset[int]:
    """Schools with class groups (of the level), none of which had a held visit.

    A school that has not said what became of its visits is not among them: nobody knows.
    """
    doses = facts.doses
    have, reached = set[int](), set[int]()
    for key, group in facts.groups.items():
        if level in (None, group.level):
            have.add(group.school)
            if key in doses:
                reached.add(group.school)
    if level is None:
        reached |= served_schools(facts)
    return frozenset(have - reached - silent_schools(facts))


def schools_without_data(rows: Iterable[Standing]) -> dict[int, Missing]:
    """Schools that have a place in no share among these standings, and the first reason why."""
    reasons: dict[int, list[Missing | None]] = defaultdict(list)
    for row in rows:
        reasons[row.school].append(row.missing)
    order = list(Missing)
    return {
        school: min((reason for reason in found if reason), key=order.index)
        for school, found in reasons.items()
        if None not in found
    }
