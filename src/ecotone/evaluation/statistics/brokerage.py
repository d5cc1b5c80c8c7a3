"""Q1 to Q4, Q7, Q8 and G1: how well asking and matching work (domain brief 3.10, 5.4)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ecotone.evaluation.statistics.facts import Appointment, Asking, Load, Request, RoleModel
from ecotone.evaluation.statistics.intervals import median, quantile, wilson
from ecotone.evaluation.statistics.values import IndicatorValue, Unit, share


@dataclass(frozen=True, slots=True)
class Frame:
    """What all figures of one page share: period, day and number of schools in the area."""

    period: str
    as_of: dt.date
    n_schools: int = 0


@dataclass(frozen=True, slots=True)
class VolunteerLoad:
    """Q7: visits of an active volunteer (median, 90th percentile) and the share over a limit."""

    median: IndicatorValue
    ninth_decile: float | None
    over_limit: IndicatorValue


def fill_rate(requests: Iterable[Request], frame: Frame) -> IndicatorValue:
    """Q1, requests fulfilled among valid ones; ``upper`` if all that still wait were fulfilled."""
    rows = _distinct(requests)
    filled = sum(row.is_fulfilled for row in rows)
    waiting = sum(row.is_waiting and not row.is_fulfilled for row in rows)
    return _rate(
        "Q1",
        filled,
        len(rows),
        frame,
        schools=len({row.school for row in rows}),
        upper=share(filled + waiting, len(rows)),
    )


def time_to_match(requests: Iterable[Request], frame: Frame) -> IndicatorValue:
    """Q2, the median of days from request to the yes of the person who came or will come."""
    matched = [row for row in _distinct(requests) if row.days_to_match is not None]
    return IndicatorValue(
        code="Q2",
        unit=Unit.DAYS,
        period=frame.period,
        as_of=frame.as_of,
        value=median([row.days_to_match for row in matched if row.days_to_match is not None]),
        denominator=len(matched),
        n_schools_with_data=len({row.school for row in matched}),
        n_schools=frame.n_schools,
    )


def acceptance(askings: Iterable[Asking], frame: Frame) -> tuple[IndicatorValue, ...]:
    """Q3, those who said yes among those asked: over all waves first, then wave by wave."""
    rows = list({row.key: row for row in askings}.values())
    by_wave: dict[int, list[Asking]] = defaultdict(list)
    for row in rows:
        by_wave[row.wave].append(row)
    waves = [_accepted(by_wave[wave], frame, part=str(wave)) for wave in sorted(by_wave)]
    return (_accepted(rows, frame, part=""), *waves)


def no_shows(appointments: Iterable[Appointment], frame: Frame) -> tuple[IndicatorValue, ...]:
    """Q4, absent without notice among confirmed visits: the visitor's side, then the school's."""
    rows = list({row.key: row for row in appointments}.values())
    visitor = sum(row.visitor_absent for row in rows)
    school = sum(row.class_absent for row in rows)
    return (
        _rate("Q4", visitor, len(rows), frame, part="visitor"),
        _rate("Q4", school, len(rows), frame, part="school"),
    )


def volunteer_load(loads: Iterable[Load], frame: Frame) -> VolunteerLoad:
    """Q7 over everybody with at least one held visit in the year."""
    active = [row for row in {row.person: row for row in loads}.values() if row.visits]
    visits = [row.visits for row in active]
    over = sum(row.limit is not None and row.visits > row.limit for row in active)
    middle = IndicatorValue(
        code="Q7",
        unit=Unit.VISITS_PER_PERSON,
        period=frame.period,
        as_of=frame.as_of,
        value=median(visits),
        numerator=sum(visits),
        denominator=len(active),
        n_schools=frame.n_schools,
    )
    over_limit = _rate("Q7", over, len(active), frame, part="over_limit")
    return VolunteerLoad(middle, quantile(visits, 0.9), over_limit)


def service_fairness(
    requests: Iterable[Request], served: Mapping[int, int], frame: Frame
) -> IndicatorValue:
    """Q8, schools that asked and were served nought times while another was served twice or more.

    ``served`` maps a school to its held visits in the year. The target is 0.
    """
    asking = {row.school for row in _distinct(requests)}
    somebody_twice = any(served.get(school, 0) >= 2 for school in asking)
    unserved = sum(served.get(school, 0) == 0 for school in asking) if somebody_twice else 0
    return IndicatorValue(
        code="Q8",
        unit=Unit.SHARE,
        period=frame.period,
        as_of=frame.as_of,
        value=share(unserved, len(asking)),
        numerator=unserved,
        denominator=len(asking),
        n_schools_with_data=len(asking),
        n_schools=frame.n_schools,
    )


def women_among_role_models(people: Iterable[RoleModel], frame: Frame) -> IndicatorValue:
    """G1, women among role models with a declared gender. Never inferred, only where agreed to."""
    declared = [
        row for row in {row.person: row for row in people}.values() if row.is_woman is not None
    ]
    return _rate("G1", sum(bool(row.is_woman) for row in declared), len(declared), frame)


def _distinct(requests: Iterable[Request]) -> list[Request]:
    return list({row.key: row for row in requests}.values())


def _accepted(rows: list[Asking], frame: Frame, *, part: str) -> IndicatorValue:
    yes = sum(row.said_yes for row in rows)
    still_open = sum(row.is_open and not row.said_yes for row in rows)
    return _rate("Q3", yes, len(rows), frame, part=part, upper=share(yes + still_open, len(rows)))


def _rate(
    code: str,
    numerator: int,
    denominator: int,
    frame: Frame,
    *,
    part: str = "",
    schools: int = 0,
    upper: float | None = None,
) -> IndicatorValue:
    value = share(numerator, denominator)
    return IndicatorValue(
        code=code,
        unit=Unit.SHARE,
        period=frame.period,
        as_of=frame.as_of,
        value=value,
        numerator=numerator,
        denominator=denominator,
        n_schools_with_data=schools,
        n_schools=frame.n_schools,
        lower=value,
        upper=value if upper is None else upper,
        interval=wilson(numerator, denominator),
        part=part,
    )
