"""What the ranking is told. Plain frozen rows; whoever has a database fills them in.

Moments carry a time zone; distances are km; levels are ISCED 2011 codes ("1", "02", "34"), fields
ISCED-F 2013 codes of two to four digits ("05", "0531"); languages are lower-case codes ("nl").
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ecotone.matching.ranking.codes import HYBRID, Continuity, VisitMode

MODES = (HYBRID, VisitMode.ONSITE.value, VisitMode.ONLINE.value)
NOBODY: Collection[int] = frozenset()


class ImpossibleFacts(ValueError):
    """A row contradicts itself; the message names the field."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A half-open stretch of time, both ends with a time zone."""

    starts_at: dt.datetime
    ends_at: dt.datetime

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ImpossibleFacts("an interval needs a time zone")
        if self.ends_at <= self.starts_at:
            raise ImpossibleFacts("an interval ends after it starts")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFacts:
    """What an offer says of itself; changes only when somebody edits it, so it may be kept.

    ``subject`` names whose time a visit takes ("person:5", "offer:9") and is the key of the
    ``PersonFacts``. ``topic`` is what is said in the reason ("water chemistry"). ``weekdays``
    count from Monday = 0; without any, only ``exact_slots`` are available. No ``months`` means
    every month (1 to 12). The pattern is read in ``time_zone``, or in the school's where that is
    empty. ``radius_km`` is by road. ``offered_wish`` is filled only when the volunteer wants to be
    asked for as such ("woman"). ``vector`` is float32 of length one, None while it is being made.
    """

    offer_id: int
    person_id: int
    subject: str
    organisation_id: int | None = None
    sector: str = ""
    topic: str = ""
    is_ready: bool = True
    is_induction_done: bool = True
    paused_until: dt.date | None = None
    formats: Collection[str] = ()
    levels: Collection[str] = ()
    fields: Collection[str] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    mode: str = HYBRID
    radius_km: float = 25.0
    latitude: float | None = None
    longitude: float | None = None
    time_zone: str = ""
    weekdays: Collection[int] = ()
    months: Collection[int] = ()
    from_time: dt.time = dt.time(8, 0)
    until_time: dt.time = dt.time(17, 0)
    exact_slots: Collection[Interval] = ()
    group_min: int = 1
    group_max: int = 60
    cap_per_year: int = 4
    min_days_between: int | None = None
    refused_formats: Collection[str] = ()
    refused_levels: Collection[str] = ()
    refused_schools: Collection[int] = NOBODY
    own_child_schools: Collection[int] = NOBODY
    equipment_needed: Collection[str] = ()
    needs_step_free: bool = False
    is_step_free: bool = False
    offered_wish: str = ""
    vector: NDArray[np.float32] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What changes from day to day about whoever stands behind an offer; must be fresh.

    Counts are of the school year in which the needs lie. ``visits_this_year`` are agreed or held,
    ``open_invitations`` wait for an answer or stand in reserve, ``asked_this_year`` are all asks.
    ``visit_dates`` are the days of agreed and held visits near enough to matter for the days
    between talks. ``clearances`` map a key that the caller chooses ("BE/A") to the last valid day.
    """

    is_suspended: bool = False
    visits_this_year: int = 0
    open_invitations: int = 0
    asked_this_year: int = 0
    last_visit_on: dt.date | None = None
    visit_dates: Collection[dt.date] = ()
    busy: Collection[Interval] = ()
    clearances: Mapping[str, dt.date] = field(default_factory=dict)
    schools_visited: Collection[int] = NOBODY
    visits_by_format: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFacts:
    """A time at which the class could have the visit. The order in the need is the wish."""

    slot_id: int
    starts_at: dt.datetime
    ends_at: dt.datetime

    def __post_init__(self) -> None:
        Interval(self.starts_at, self.ends_at)

    @property
    def time(self) -> Interval:
        return Interval(self.starts_at, self.ends_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedFacts:
    """What a class asks for, and what its school allows.

    ``slots`` are in the order of the wish. ``clearance_onsite`` and ``clearance_online`` name the
    key that the country asks for with this contact class, None when it asks for nothing.
    ``is_at_host`` is true when the class goes to the visitor's place; then the offer's radius does
    not count but ``travel_limit_km``, the road distance the class can go (None: any).
    ``equipment`` None means that nobody said what is in the room. ``asked`` maps a person to what
    became of an earlier ask for this need ("asked", "declined", ...). ``school_priority`` is 0 to
    1, see ``priority``.
    """

    need_id: int
    school_id: int
    format: str
    level: str
    language: str
    headcount: int
    slots: tuple[SlotFacts, ...]
    time_zone: str
    mode: str = HYBRID
    theme: str = ""
    fields: Collection[str] = ()
    latitude: float | None = None
    longitude: float | None = None
    is_at_host: bool = False
    travel_limit_km: float | None = None
    is_step_free: bool = False
    needs_step_free: bool = False
    equipment: Collection[str] | None = None
    clearance_onsite: str | None = None
    clearance_online: str | None = None
    has_two_adults: bool = True
    blocked_dates: Collection[dt.date] = ()
    busy: Collection[Interval] = ()
    excluded_organisations: Collection[int] = NOBODY
    excluded_sectors: Collection[str] = ()
    accepts_own_parents: bool = False
    asked: Mapping[int, str] = field(default_factory=dict)
    school_priority: float = 0.0
    wish: str = ""
    continuity: Continuity = Continuity.ANY
    vector: NDArray[np.float32] | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not self.slots:
            raise ImpossibleFacts("slots: a need has at least one")
        if self.headcount < 1:
            raise ImpossibleFacts("headcount: a class has at least one pupil")
        if self.mode not in MODES:
            raise ImpossibleFacts(f"mode: {self.mode} is not one of {', '.join(MODES)}")
        if not 0.0 <= self.school_priority <= 1.0:
            raise ImpossibleFacts("school_priority: must lie between 0 and 1")
