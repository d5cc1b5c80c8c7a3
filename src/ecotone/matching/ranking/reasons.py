"""What can be said for a candidate. Codes and values only; the words are made elsewhere."""

from collections.abc import Callable, Iterator

from ecotone.matching.ranking.cases import Case
from ecotone.matching.ranking.codes import Continuity, ReasonCode, VisitMode
from ecotone.matching.ranking.results import Reason, Value

FITS_FROM = 0.5
NEAR_FROM = 0.2


def reasons_for(case: Case) -> tuple[Reason, ...]:
    """Everything worth saying, in the order of ``ReasonCode``."""
    return tuple(Reason(code, values) for find in FINDERS for code, values in find(case))


type Found = Iterator[tuple[ReasonCode, dict[str, Value]]]


def _speaks(case: Case) -> Found:
    needed = case.settings.skill_needed(case.need.level)
    yield ReasonCode.SPEAKS, {"languages": case.languages(at_least=needed)}


def _way(case: Case) -> Found:
    if case.mode is VisitMode.ONLINE:
        yield ReasonCode.ONLINE, {}
    elif case.road_km is not None:
        yield ReasonCode.DISTANCE, {"km": case.road_km}


def _topic(case: Case) -> Found:
    code = ReasonCode.TOPIC_FAR
    if case.topic_share >= FITS_FROM:
        code = ReasonCode.TOPIC_FITS
    elif case.topic_share >= NEAR_FROM:
        code = ReasonCode.TOPIC_NEAR
    percent = int(case.topic_share * 100 + 0.5)
    yield code, {"topic": case.offer.topic, "theme": case.need.theme, "percent": percent}


def _free(case: Case) -> Found:
    """The weekday alone is enough when no other slot of the need falls on it."""
    zone = case.starts_at.tzinfo
    weekdays = [slot.starts_at.astimezone(zone).weekday() for slot in case.need.slots]
    yield (
        ReasonCode.FREE,
        {
            "starts_at": case.starts_at.isoformat(),
            "wish": case.slot_index + 1,
            "weekday_is_enough": weekdays.count(case.starts_at.weekday()) == 1,
        },
    )


def _asked(case: Case) -> Found:
    yield ReasonCode.ASKED, {"times": case.person.asked_this_year}


def _wish(case: Case) -> Found:
    if case.need.wish and case.offer.offered_wish == case.need.wish:
        yield ReasonCode.WISH_MET, {"wish": case.need.wish}


def _fresh(case: Case) -> Found:
    last = case.person.last_visit_on
    if last is None:
        yield ReasonCode.FIRST_TIME, {}
    elif (case.today - last).days >= case.settings.rested_after_days:
        yield ReasonCode.LONG_AGO, {"last_on": last.isoformat()}


def _continuity(case: Case) -> Found:
    knows_school = case.need.school_id in case.person.schools_visited
    if case.need.continuity is Continuity.SAME and knows_school:
        yield ReasonCode.WAS_HERE, {}
    if case.need.continuity is Continuity.NEW and not knows_school:
        yield ReasonCode.NEW_FACE, {}


def _experience(case: Case) -> Found:
    if times := case.person.visits_by_format.get(case.need.format, 0):
        yield ReasonCode.EXPERIENCED, {"format": case.need.format, "times": times}


def _last_of_year(case: Case) -> Found:
    person = case.person
    if person.visits_this_year + person.open_invitations + 1 == case.offer.cap_per_year:
        yield ReasonCode.LAST_OF_YEAR, {"cap": case.offer.cap_per_year}


def _equipment(case: Case) -> Found:
    """Nobody said what is in the room: not an obstacle, but worth a question."""
    is_in_the_room = case.mode is VisitMode.ONSITE and not case.need.is_at_host
    if is_in_the_room and case.need.equipment is None and case.offer.equipment_needed:
        yield ReasonCode.CHECK_EQUIPMENT, {"items": tuple(sorted(case.offer.equipment_needed))}


FINDERS: tuple[Callable[[Case], Found], ...] = (
    _speaks,
    _way,
    _topic,
    _free,
    _asked,
    _wish,
    _fresh,
    _continuity,
    _experience,
    _last_of_year,
    _equipment,
)
