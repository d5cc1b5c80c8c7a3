"""Why somebody is left out: the values that the words of each hard rule need."""

from collections.abc import Callable, Mapping

from ecotone.matching.ranking.cases import Case
from ecotone.matching.ranking.codes import Constraint, VisitMode
from ecotone.matching.ranking.constraints import clearance_key
from ecotone.matching.ranking.results import Failure, Value
from ecotone.matching.ranking.terms import main_language

type Values = Mapping[str, Value]


def failures_of(case: Case, broken: Constraint) -> tuple[Failure, ...]:
    """The broken rules of this pair with their values, in the order of ``Constraint``."""
    return tuple(Failure(constraint, VALUES.get(constraint, _none)(case)) for constraint in broken)


def _none(case: Case) -> Values:
    return {}


def _paused(case: Case) -> Values:
    until = case.offer.paused_until
    return {"until": until.isoformat() if until else None}


def _format(case: Case) -> Values:
    return {"wanted": case.need.format, "offered": tuple(sorted(case.offer.formats))}


def _language(case: Case) -> Values:
    wanted = main_language(case.need.language)
    return {"wanted": wanted, "spoken": case.languages(at_least=1)}


def _level(case: Case) -> Values:
    return {"wanted": case.need.level, "offered": tuple(sorted(case.offer.levels))}


def _group(case: Case) -> Values:
    offer = case.offer
    return {"pupils": case.need.headcount, "smallest": offer.group_min, "largest": offer.group_max}


def _cap(case: Case) -> Values:
    return {
        "cap": case.offer.cap_per_year,
        "visits": case.person.visits_this_year,
        "open": case.person.open_invitations,
    }


def _asked(case: Case) -> Values:
    return {"outcome": case.need.asked.get(case.offer.person_id, "")}


def _mode(case: Case) -> Values:
    return {"wanted": case.mode.value}


def _distance(case: Case) -> Values:
    limit = case.need.travel_limit_km if case.need.is_at_host else case.offer.radius_km
    return {"km": case.road_km, "limit_km": limit}


def _place(case: Case) -> Values:
    return {"of_school": case.need.latitude is None}


def _access(case: Case) -> Values:
    return {"of_school": case.need.is_at_host}


def _equipment(case: Case) -> Values:
    present = case.need.equipment or ()
    return {"missing": tuple(sorted(set(case.offer.equipment_needed) - set(present)))}


def _start(case: Case) -> Values:
    return {"starts_at": case.starts_at.isoformat()}


def _too_soon(case: Case) -> Values:
    visit = case.nearest_visit
    return {"visit_on": visit.isoformat() if visit else None, "days": case.days_between}


def _clearance(case: Case) -> Values:
    key = clearance_key(case.mode, case.need) or ""
    until = case.person.clearances.get(key)
    return {
        "key": key,
        "on": case.starts_at.date().isoformat(),
        "valid_until": until.isoformat() if until else None,
        "online": case.mode is VisitMode.ONLINE,
    }


VALUES: dict[Constraint, Callable[[Case], Values]] = {
    Constraint.PAUSED: _paused,
    Constraint.FORMAT: _format,
    Constraint.LANGUAGE: _language,
    Constraint.LEVEL: _level,
    Constraint.GROUP_SIZE: _group,
    Constraint.CAP: _cap,
    Constraint.REFUSED_FORMAT: _format,
    Constraint.REFUSED_LEVEL: _level,
    Constraint.ALREADY_ASKED: _asked,
    Constraint.MODE: _mode,
    Constraint.PLACE_UNKNOWN: _place,
    Constraint.DISTANCE: _distance,
    Constraint.ACCESS: _access,
    Constraint.EQUIPMENT: _equipment,
    Constraint.SLOT_PAST: _start,
    Constraint.SCHOOL_CLOSED: _start,
    Constraint.CLASS_BUSY: _start,
    Constraint.TIMES: _start,
    Constraint.BUSY: _start,
    Constraint.TOO_SOON: _too_soon,
    Constraint.CLEARANCE: _clearance,
}
