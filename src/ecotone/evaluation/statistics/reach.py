"""R1 to R4: how many pupils, contacts and schools, and how often (domain brief 3.10, 4.7).

Migration between classes within a year is ignored. A class group counts with its headcount however
few of its pupils were present; who was present is shown with the visits.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ecotone.evaluation.statistics.facts import ClassGroup, ReachFacts
from ecotone.evaluation.statistics.standing import (
    Standing,
    served_schools,
    silent_schools,
)
from ecotone.evaluation.statistics.values import IndicatorValue, Source, Unit, share

MOST = 4  # doses of four and more are shown together


@dataclass(frozen=True, slots=True)
class DoseBand:
    """Class groups visited this often, and their pupils. The last band is open upwards."""

    visits: int
    class_groups: int
    pupils: int | None


@dataclass(frozen=True, slots=True)
class Dose:
    """R4 with its distribution over 0, 1, 2, 3 and 4 or more visits."""

    mean: IndicatorValue
    bands: tuple[DoseBand, ...]


def reach(rows: Iterable[Standing], *, period: str, as_of: dt.date) -> IndicatorValue:
    """R1, the unduplicated share of pupils in class groups with at least one held visit.

    Over the schools with data. ``lower`` counts schools without data, but with enrolment, as not
    reached at all; ``upper`` leaves them out, as the value itself does.
    """
    rows = list(rows)
    told = [row for row in rows if row.missing is None]
    reached = sum(row.reached for row in told)
    enrolled = sum(row.enrolled or 0 for row in told)
    silent = sum(row.enrolled or 0 for row in rows if row.missing is not None)
    value = share(reached, enrolled)
    is_known = bool(told)
    return IndicatorValue(
        code="R1",
        unit=Unit.SHARE,
        period=period,
        as_of=as_of,
        value=value,
        numerator=reached if is_known else None,
        denominator=enrolled if is_known else None,
        n_schools_with_data=len({row.school for row in told}),
        n_schools=len({row.school for row in rows}),
        lower=share(reached, enrolled + silent) if is_known else None,
        upper=value,
        sources=newest_sources(told),
    )


def newest_sources(rows: Iterable[Standing]) -> tuple[Source, ...]:
    """Each source and school year once, with its newest day."""
    newest: dict[tuple[str, str], Source] = {}
    for row in rows:
        for source in row.sources:
            place = (source.name, source.period)
            held = newest.get(place)
            if held is None or source.observed_on > held.observed_on:
                newest[place] = source
    return tuple(sorted(newest.values()))


def contacts(facts: ReachFacts, *, level: str | None = None) -> IndicatorValue:
    """R2, the headcounts of all class groups at all held visits. Never called pupils reached."""
    doses, groups = facts.doses, _groups(facts, level)
    total = sum(doses.get(key, 0) * group.headcount for key, group in groups.items())
    return _counted(facts, "R2", Unit.CONTACTS, total, groups)


def schools_reached(facts: ReachFacts, *, level: str | None = None) -> IndicatorValue:
    """R3, schools with at least one held visit among all schools of the area (and level).

    Schools whose visits are over and unreported are unknown: ``upper`` leaves them out.
    """
    doses, groups = facts.doses, _groups(facts, level)
    area = set(facts.school_by_key)
    if level is None:
        served = set(served_schools(facts))
    else:
        served = {group.school for key, group in groups.items() if key in doses}
        area &= _teaching(facts, level)
    unknown = (area - served) & silent_schools(facts)
    return IndicatorValue(
        code="R3",
        unit=Unit.SHARE,
        period=facts.period,
        as_of=facts.as_of,
        value=share(len(served), len(area)),
        numerator=len(served),
        denominator=len(area),
        n_schools_with_data=len(area - unknown),
        n_schools=len(area),
        lower=share(len(served), len(area)),
        upper=share(len(served), len(area - unknown)),
    )


def dose(facts: ReachFacts, *, level: str | None = None) -> Dose:
    """R4, held visits per pupil reached, and how the class groups spread over 0 to 4 and more."""
    doses, groups = facts.doses, _groups(facts, level)
    visits, pupils = Counter[int](), Counter[int]()
    for key, group in groups.items():
        band = min(doses.get(key, 0), MOST)
        visits[band] += 1
        pupils[band] += group.headcount
    met = sum(doses.get(key, 0) * group.headcount for key, group in groups.items())
    reached = sum(group.headcount for key, group in groups.items() if key in doses)
    mean = IndicatorValue(
        code="R4",
        unit=Unit.VISITS_PER_PUPIL,
        period=facts.period,
        as_of=facts.as_of,
        value=share(met, reached),
        numerator=met,
        denominator=reached,
        n_schools_with_data=len({group.school for group in groups.values()}),
        n_schools=len(facts.school_by_key),
    )
    bands = tuple(DoseBand(n, visits[n], pupils[n]) for n in range(MOST + 1))
    return Dose(mean, bands)


def _groups(facts: ReachFacts, level: str | None) -> Mapping[int, ClassGroup]:
    return {
        key: group for key, group in facts.groups.items() if level is None or group.level == level
    }


def _teaching(facts: ReachFacts, level: str) -> set[int]:
    named = {school.key for school in facts.schools if level in school.levels}
    return named | {group.school for group in facts.class_groups if group.level == level}


def _counted(
    facts: ReachFacts, code: str, unit: Unit, total: int, groups: Mapping[int, ClassGroup]
) -> IndicatorValue:
    return IndicatorValue(
        code=code,
        unit=unit,
        period=facts.period,
        as_of=facts.as_of,
        value=total,
        numerator=total,
        n_schools_with_data=len({group.school for group in groups.values()}),
        n_schools=len(facts.school_by_key),
    )
