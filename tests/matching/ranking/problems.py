"""Small ranking problems drawn by hypothesis, and a plain pair that fits as a starting point."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from ecotone.matching.ranking import (
    Continuity,
    Interval,
    NeedFacts,
    OfferFacts,
    OfferTable,
    PersonFacts,
    RankingSettings,
    SlotFacts,
    Weights,
)

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 11, 30, tzinfo=dt.UTC)
FORMATS = ("CAREER_TALK", "WORKSHOP")
LEVELS = ("0", "02", "1", "2", "3", "34", "35")
FIELDS = ("05", "053", "0531", "0511", "06", "0613", "0713")
LANGUAGES = ("nl", "fr", "de", "nl-BE")
ZONES = ("Europe/Brussels", "Europe/Lisbon")


@dataclass(frozen=True)
class Problem:
    """One need, the offers, and everything else the engine is told."""

    need: NeedFacts
    offers: tuple[OfferFacts, ...]
    people: dict[str, PersonFacts]
    settings: RankingSettings

    @property
    def table(self) -> OfferTable:
        return OfferTable.from_rows(self.offers, self.people)


def some[T](items: tuple[T, ...], least: int = 0) -> st.SearchStrategy[tuple[T, ...]]:
    """A few of the items in a drawn order."""
    return st.lists(st.sampled_from(items), min_size=least, unique=True).map(tuple)


moments = st.builds(
    lambda days, quarters: MONDAY + dt.timedelta(days=days, minutes=15 * quarters),
    st.one_of(st.integers(0, 3), st.integers(-9, 40)),
    st.one_of(st.integers(36, 42), st.integers(20, 80)),
)
dates = st.builds(
    lambda days: MONDAY.date() + dt.timedelta(days=days),
    st.one_of(st.integers(-3, 6), st.integers(-60, 60)),
)
lengths = st.sampled_from([45, 50, 90]).map(lambda minutes: dt.timedelta(minutes=minutes))
places = st.one_of(
    st.just((None, None)),
    st.tuples(st.floats(50.8, 51.4), st.floats(4.2, 5.2)),
    st.tuples(st.floats(50.8, 51.4), st.floats(4.2, 5.2)),
)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start = draw(moments)
    return Interval(start, start + draw(lengths))


def unit_vectors() -> st.SearchStrategy[NDArray[np.float32] | None]:
    """Directions in the plane, exact enough that both ways of multiplying agree."""
    angles = st.integers(0, 12).map(lambda step: step * np.pi / 12)
    return st.one_of(
        st.none(),
        angles.map(lambda angle: np.array([np.cos(angle), np.sin(angle)], dtype=np.float32)),
    )


hours = st.tuples(st.integers(6, 10), st.integers(13, 23)).map(
    lambda pair: {"from_time": dt.time(pair[0]), "until_time": dt.time(pair[1], 30)}
)
groups = st.tuples(st.integers(1, 30), st.integers(0, 30)).map(
    lambda pair: {"group_min": pair[0], "group_max": pair[0] + pair[1]}
)
skills = st.dictionaries(st.sampled_from(LANGUAGES), st.sampled_from(["basic", "good", "fluent"]))
somewhere = places.map(lambda place: {"latitude": place[0], "longitude": place[1]})
interval_lists = st.lists(intervals(), max_size=2).map(tuple)

OFFER_TWISTS: dict[str, st.SearchStrategy[Any]] = {
    "organisation_id": st.one_of(st.none(), st.integers(1, 3)),
    "sector": st.sampled_from(["", "COMPANY", "NGO"]),
    "is_ready": st.booleans(),
    "is_induction_done": st.booleans(),
    "paused_until": st.one_of(st.none(), dates),
    "formats": some(FORMATS),
    "levels": some(LEVELS),
    "fields": some(FIELDS),
    "languages": skills,
    "mode": st.sampled_from(["HYBRID", "ONSITE", "ONLINE"]),
    "radius_km": st.sampled_from([5.0, 25.0]),
    "place": somewhere,
    "time_zone": st.sampled_from(["", *ZONES]),
    "weekdays": some((0, 1, 2, 3, 4, 5, 6)),
    "months": some(tuple(range(1, 13))),
    "hours": hours,
    "exact_slots": interval_lists,
    "groups": groups,
    "cap_per_year": st.integers(1, 5),
    "min_days_between": st.sampled_from([0, 7]),
    "refused_formats": some(FORMATS),
    "refused_levels": some(LEVELS),
    "refused_schools": some((1, 2)),
    "own_child_schools": some((1, 2)),
    "equipment_needed": some(("screen", "water")),
    "needs_step_free": st.booleans(),
    "is_step_free": st.booleans(),
    "offered_wish": st.sampled_from(["", "woman", "man"]),
    "vector": unit_vectors(),
}
PERSON_TWISTS: dict[str, st.SearchStrategy[Any]] = {
    "is_suspended": st.booleans(),
    "visits_this_year": st.integers(0, 4),
    "open_invitations": st.integers(0, 2),
    "asked_this_year": st.integers(0, 4),
    "last_visit_on": dates,
    "visit_dates": st.lists(dates, max_size=2).map(tuple),
    "busy": interval_lists,
    "clearances": st.dictionaries(st.sampled_from(["BE/A", "BE/C"]), dates),
    "schools_visited": some((1, 2)),
    "visits_by_format": st.dictionaries(st.sampled_from(FORMATS), st.integers(0, 5)),
}
NEED_TWISTS: dict[str, st.SearchStrategy[Any]] = {
    "school_id": st.integers(1, 2),
    "format": st.sampled_from(FORMATS),
    "level": st.sampled_from(LEVELS),
    "language": st.sampled_from(LANGUAGES),
    "headcount": st.integers(1, 60),
    "time_zone": st.sampled_from(ZONES),
    "mode": st.sampled_from(["HYBRID", "ONSITE", "ONLINE"]),
    "fields": some(FIELDS),
    "place": somewhere,
    "is_at_host": st.booleans(),
    "travel_limit_km": st.sampled_from([None, 20.0]),
    "is_step_free": st.booleans(),
    "needs_step_free": st.booleans(),
    "equipment": st.sampled_from([None, (), ("screen",), ("screen", "water")]),
    "clearance_onsite": st.sampled_from([None, "BE/A"]),
    "clearance_online": st.sampled_from([None, "BE/C"]),
    "has_two_adults": st.booleans(),
    "blocked_dates": st.lists(dates, max_size=3).map(tuple),
    "busy": interval_lists,
    "excluded_organisations": some((1, 2)),
    "excluded_sectors": some(("COMPANY",)),
    "accepts_own_parents": st.booleans(),
    "asked": st.dictionaries(st.integers(1, 6), st.just("declined"), max_size=2),
    "school_priority": st.sampled_from([0.0, 0.35, 1.0]),
    "wish": st.sampled_from(["", "woman"]),
    "continuity": st.sampled_from(list(Continuity)),
    "vector": unit_vectors(),
}


@st.composite
def twisted[T](
    draw: st.DrawFn, plain: T, twists: dict[str, st.SearchStrategy[Any]], most: int
) -> T:
    """A row that fits, with at most so many of its facts drawn anew."""
    names = draw(st.lists(st.sampled_from(sorted(twists)), max_size=most, unique=True))
    changes: dict[str, Any] = {}
    for name in names:
        value = draw(twists[name])
        changes.update(value if name in GROUPS else {name: value})
    return replace(plain, **changes)  # type: ignore[type-var]


GROUPS = {"place", "hours", "groups"}


@st.composite
def offers(draw: st.DrawFn, offer_id: int) -> OfferFacts:
    person_id = draw(st.integers(1, 6))
    plain = OfferFacts(
        offer_id=offer_id,
        person_id=person_id,
        subject=draw(st.sampled_from([f"person:{person_id}", f"offer:{offer_id}"])),
        formats=FORMATS,
        levels=LEVELS,
        fields=("0531",),
        languages={"nl": "fluent", "fr": "good", "de": "good"},
        radius_km=60.0,
        latitude=51.0,
        longitude=4.4,
        weekdays=(0, 1, 2, 3, 4, 5),
        from_time=dt.time(6),
        until_time=dt.time(22),
    )
    return draw(twisted(plain, OFFER_TWISTS, 6))


def persons() -> st.SearchStrategy[PersonFacts]:
    cleared = {"BE/A": dt.date(2027, 7, 1), "BE/C": dt.date.max}
    return twisted(PersonFacts(clearances=cleared), PERSON_TWISTS, 5)


@st.composite
def needs(draw: st.DrawFn) -> NeedFacts:
    starts = draw(st.lists(moments, min_size=1, max_size=3, unique=True))
    length = draw(lengths)
    plain = NeedFacts(
        need_id=1,
        school_id=1,
        format="CAREER_TALK",
        level="2",
        language="nl",
        headcount=20,
        slots=tuple(
            SlotFacts(slot_id=number, starts_at=start, ends_at=start + length)
            for number, start in enumerate(starts, start=11)
        ),
        time_zone="Europe/Brussels",
        theme="the brook",
        fields=("0531",),
        latitude=51.1,
        longitude=4.6,
    )
    return draw(twisted(plain, NEED_TWISTS, 6))


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    need = draw(needs())
    count = draw(st.integers(0, 8))
    rows = tuple(draw(offers(offer_id)) for offer_id in range(1, count + 1))
    subjects = sorted({offer.subject for offer in rows})
    known = draw(some(tuple(subjects))) if subjects else ()
    weights = draw(
        st.sampled_from([Weights(), Weights(topic=100, slot=1), Weights(0, 0, 0, 0, 0, 0, 0, 0)])
    )
    return Problem(
        need=need,
        offers=rows,
        people={subject: draw(persons()) for subject in known},
        settings=RankingSettings(
            weights=weights,
            min_days_between=draw(st.sampled_from([0, 21])),
            language_minimum=draw(st.sampled_from(["basic", "good", "fluent"])),
            meaning_part=draw(st.sampled_from([0.0, 0.5, 1.0])),
        ),
    )


def thursday_slot(slot_id: int = 1, *, days: int = 0, hour: int = 9) -> SlotFacts:
    """Thursday 3 December 2026 at 10:00 in Brussels, or some days or hours from it."""
    start = dt.datetime(2026, 12, 3, hour, 0, tzinfo=dt.UTC) + dt.timedelta(days=days)
    return SlotFacts(slot_id=slot_id, starts_at=start, ends_at=start + dt.timedelta(minutes=50))
