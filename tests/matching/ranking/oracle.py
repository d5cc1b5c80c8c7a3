"""The ranking once more, slowly: one pair at a time in plain Python, without numpy.

Written from the domain brief and the README, not from the engine, so that a mistake in one of them
shows as a difference. Also the alternative that the benchmark compares with.
"""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ecotone.matching.ranking import (
    NeedFacts,
    OfferFacts,
    PersonFacts,
    RankingSettings,
    SlotFacts,
)

SKILLS = {"basic": 1, "good": 2, "fluent": 3}
NOBODY_YET = PersonFacts()


@dataclass(frozen=True)
class Judged:
    """One offer as the oracle sees it; ``hundredths`` by preference."""

    offer: OfferFacts
    broken: frozenset[str]
    mode: str
    slot_index: int
    km: float | None
    hundredths: dict[str, int]

    @property
    def points(self) -> int:
        return sum(self.hundredths.values())


def judge_all(
    need: NeedFacts,
    offers: Sequence[OfferFacts],
    people: Mapping[str, PersonFacts],
    settings: RankingSettings,
    now: dt.datetime,
) -> list[Judged]:
    """Every offer with the rules it breaks and its points."""
    return [
        judge_pair(need, offer, people.get(offer.subject, NOBODY_YET), settings, now)
        for offer in offers
    ]


def rank_slowly(
    need: NeedFacts,
    offers: Sequence[OfferFacts],
    people: Mapping[str, PersonFacts],
    settings: RankingSettings,
    now: dt.datetime,
) -> list[Judged]:
    """The candidates, best first, each person once."""
    fit = [judged for judged in judge_all(need, offers, people, settings, now) if not judged.broken]
    fit.sort(
        key=lambda judged: (
            -judged.points,
            people.get(judged.offer.subject, NOBODY_YET).asked_this_year,
            judged.offer.offer_id,
        )
    )
    seen: set[int] = set()
    return [
        judged
        for judged in fit
        if judged.offer.person_id not in seen and not seen.add(judged.offer.person_id)  # type: ignore[func-returns-value]
    ]


def judge_pair(
    need: NeedFacts,
    offer: OfferFacts,
    person: PersonFacts,
    settings: RankingSettings,
    now: dt.datetime,
) -> Judged:
    km = road_km(need, offer, settings)
    always = broken_always(need, offer, person, settings, now)
    best: tuple[int, str, int, frozenset[str]] | None = None
    modes = ["ONSITE", "ONLINE"] if need.mode == "HYBRID" else [str(need.mode)]
    for mode in modes:
        for index, slot in enumerate(need.slots):
            broken = frozenset(
                always
                | broken_in_mode(need, offer, mode, km)
                | broken_at(need, offer, person, settings, slot, now)
                | uncleared(need, person, mode, slot)
            )
            if best is None or len(broken) < best[0]:
                best = (len(broken), mode, index, broken)
    assert best is not None
    _, mode, index, broken = best
    shares = preference_shares(need, offer, person, settings, mode, index, km, now)
    hundredths = {
        name: math.floor(getattr(settings.weights, name) * share * 100 + 0.5)
        for name, share in shares.items()
    }
    return Judged(offer, broken, mode, index, km, hundredths)


def broken_always(
    need: NeedFacts,
    offer: OfferFacts,
    person: PersonFacts,
    settings: RankingSettings,
    now: dt.datetime,
) -> set[str]:
    today = now.astimezone(ZoneInfo(need.time_zone)).date()
    rules = {
        "NOT_READY": not offer.is_ready,
        "PAUSED": offer.paused_until is not None and offer.paused_until >= today,
        "SUSPENDED": person.is_suspended,
        "INDUCTION": not offer.is_induction_done,
        "FORMAT": need.format not in offer.formats,
        "LANGUAGE": not speaks(need, offer, settings),
        "LEVEL": not has_level(offer.levels, need.level),
        "GROUP_SIZE": not offer.group_min <= need.headcount <= offer.group_max,
        "CAP": person.visits_this_year + person.open_invitations >= offer.cap_per_year,
        "REFUSED_FORMAT": need.format in offer.refused_formats,
        "REFUSED_LEVEL": has_level(offer.refused_levels, need.level),
        "REFUSED_SCHOOL": need.school_id in offer.refused_schools,
        "EXCLUDED_EMPLOYER": offer.organisation_id in need.excluded_organisations
        or offer.sector in need.excluded_sectors,
        "OWN_CHILD": need.school_id in offer.own_child_schools and not need.accepts_own_parents,
        "ALREADY_ASKED": offer.person_id in need.asked,
        "TWO_ADULTS": not need.has_two_adults,
    }
    return {name for name, is_broken in rules.items() if is_broken}


def speaks(need: NeedFacts, offer: OfferFacts, settings: RankingSettings) -> bool:
    least = settings.language_minimum
    if need.level[0] in "01":
        least = settings.language_minimum_young
    wanted = need.language.replace("_", "-").split("-")[0].lower()
    return any(
        code.replace("_", "-").split("-")[0].lower() == wanted and SKILLS[skill] >= SKILLS[least]
        for code, skill in offer.languages.items()
    )


def has_level(levels: Sequence[str] | object, wanted: str) -> bool:
    assert isinstance(levels, tuple)
    return any(level[: len(wanted)] == wanted[: len(level)] for level in levels)


def broken_in_mode(need: NeedFacts, offer: OfferFacts, mode: str, km: float | None) -> set[str]:
    broken = set()
    if offer.mode not in ("HYBRID", mode):
        broken.add("MODE")
    if mode == "ONLINE":
        return broken
    limit = need.travel_limit_km if need.is_at_host else offer.radius_km
    if limit is not None and km is None:
        broken.add("PLACE_UNKNOWN")
    if limit is not None and km is not None and km > limit:
        broken.add("DISTANCE")
    if need.is_at_host and need.needs_step_free and not offer.is_step_free:
        broken.add("ACCESS")
    if not need.is_at_host and offer.needs_step_free and not need.is_step_free:
        broken.add("ACCESS")
    is_described = not need.is_at_host and need.equipment is not None
    if is_described and set(offer.equipment_needed) - set(need.equipment or ()):
        broken.add("EQUIPMENT")
    return broken


def broken_at(
    need: NeedFacts,
    offer: OfferFacts,
    person: PersonFacts,
    settings: RankingSettings,
    slot: SlotFacts,
    now: dt.datetime,
) -> set[str]:
    day = slot.starts_at.astimezone(ZoneInfo(need.time_zone)).date()
    apart = offer.min_days_between
    if apart is None:
        apart = settings.min_days_between
    rules = {
        "SLOT_PAST": slot.starts_at <= now,
        "SCHOOL_CLOSED": day in need.blocked_dates,
        "CLASS_BUSY": any(
            busy.starts_at < slot.ends_at and slot.starts_at < busy.ends_at for busy in need.busy
        ),
        "TIMES": not is_offered(need, offer, slot),
        "BUSY": any(
            busy.starts_at < slot.ends_at and slot.starts_at < busy.ends_at for busy in person.busy
        ),
        "TOO_SOON": any(abs((visit - day).days) < apart for visit in person.visit_dates),
    }
    return {name for name, is_broken in rules.items() if is_broken}


def is_offered(need: NeedFacts, offer: OfferFacts, slot: SlotFacts) -> bool:
    for exact in offer.exact_slots:
        if exact.starts_at <= slot.starts_at and slot.ends_at <= exact.ends_at:
            return True
    zone = ZoneInfo(offer.time_zone or need.time_zone)
    start, end = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
    if start.weekday() not in offer.weekdays:
        return False
    if offer.months and start.month not in offer.months:
        return False
    if start.time().replace(second=0) < offer.from_time:
        return False
    return start.date() == end.date() and end.time() <= offer.until_time


def uncleared(need: NeedFacts, person: PersonFacts, mode: str, slot: SlotFacts) -> set[str]:
    key = need.clearance_onsite if mode == "ONSITE" else need.clearance_online
    if key is None:
        return set()
    day = slot.starts_at.astimezone(ZoneInfo(need.time_zone)).date()
    return set() if person.clearances.get(key, dt.date.min) >= day else {"CLEARANCE"}


def road_km(need: NeedFacts, offer: OfferFacts, settings: RankingSettings) -> float | None:
    places = (need.latitude, need.longitude, offer.latitude, offer.longitude)
    if any(place is None for place in places):
        return None
    lat1, lon1, lat2, lon2 = (math.radians(place or 0.0) for place in places)
    chord = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    straight = 2 * 6371.0088 * math.asin(math.sqrt(min(chord, 1.0)))
    return math.floor(straight * settings.detour_factor * 10 + 0.5) / 10


def preference_shares(
    need: NeedFacts,
    offer: OfferFacts,
    person: PersonFacts,
    settings: RankingSettings,
    mode: str,
    slot_index: int,
    km: float | None,
    now: dt.datetime,
) -> dict[str, float]:
    today = now.astimezone(ZoneInfo(need.time_zone)).date()
    travel = 0.0
    if mode == "ONLINE":
        travel = settings.online_travel
    elif km is not None:
        travel = clip(1.0 - km / settings.far_km)
    fresh = 1.0
    if person.last_visit_on is not None:
        fresh = clip((today - person.last_visit_on).days / settings.rested_after_days)
    knows = need.school_id in person.schools_visited
    visits = person.visits_by_format.get(need.format, 0)
    return {
        "topic": topic_share(need, offer, settings),
        "priority": need.school_priority,
        "slot": (len(need.slots) - slot_index) / len(need.slots),
        "travel": travel,
        "wish": float(bool(need.wish) and offer.offered_wish == need.wish),
        "fresh": fresh,
        "continuity": float({"any": False, "same": knows, "new": not knows}[need.continuity]),
        "experience": min(visits / settings.experienced_after, 1.0),
    }


def topic_share(need: NeedFacts, offer: OfferFacts, settings: RankingSettings) -> float:
    by_field = max(
        (field_share(wanted, given) for wanted in need.fields for given in offer.fields),
        default=None,
    )
    by_meaning = None
    if need.vector is not None and offer.vector is not None:
        cosine = sum(float(a) * float(b) for a, b in zip(need.vector, offer.vector, strict=True))
        cosine = math.floor(cosine * 10_000 + 0.5) / 10_000
        span = settings.meaning_ceiling - settings.meaning_floor
        by_meaning = clip((cosine - settings.meaning_floor) / span)
    if by_meaning is None:
        return by_field or 0.0
    if by_field is None:
        return by_meaning
    part = settings.meaning_part
    return (1.0 - part) * by_field + part * by_meaning


def field_share(wanted: str, given: str) -> float:
    """Of the broad, narrow and detailed digits of the wanted field, how many are shared."""
    shared = 0
    for length in range(2, len(wanted) + 1):
        if given[:length] == wanted[:length]:
            shared = length - 1
    return shared / (len(wanted) - 1)


def clip(value: float) -> float:
    return min(max(value, 0.0), 1.0)
