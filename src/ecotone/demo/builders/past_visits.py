"""Which visits there were: who went where and when, and what became of it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ecotone.activities.enums import ActivityFormat, Mode
from ecotone.demo.calendar import is_school_day, lesson
from ecotone.demo.reading import NeedWords, words
from ecotone.demo.world import SchoolInWorld, World, fits_level
from ecotone.matching.api import Offer
from ecotone.networks.api import ClassGroup, SchoolYear

# One school in four was never served: what the coverage figures are there to show.
NEVER_SERVED = 4
REST = dt.timedelta(days=12)
LAST_DAYS_LEFT = dt.timedelta(days=14)
# A speed date takes the sister class, a workshop goes round two more classes of the school.
MORE_CLASSES = {ActivityFormat.SPEED_DATE: 1, ActivityFormat.WORKSHOP: 2}
MINUTES = {ActivityFormat.FIELD_TRIP: 120, ActivityFormat.WORKSHOP: 100}


class Outcome(StrEnum):
    HELD = "held"
    NOT_HELD = "not_held"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(frozen=True)
class PastVisit:
    """One visit of the past, before it is written down."""

    school: SchoolInWorld
    classes: list[ClassGroup]
    offer: Offer
    words: NeedWords
    format: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    outcome: Outcome

    @property
    def is_online(self) -> bool:
        return self.format == ActivityFormat.WEBINAR or self.offer.mode == Mode.ONLINE


@dataclass
class _Diary:
    """Whose days are taken, and which class had its visit."""

    days: dict[str, set[dt.date]] = field(default_factory=dict)
    visited: set[int] = field(default_factory=set)

    def is_free(self, subject: str, day: dt.date, rest: dt.timedelta) -> bool:
        return all(abs(taken - day) >= rest for taken in self.days.get(subject, ()))

    def take(self, subject: str, day: dt.date) -> None:
        self.days.setdefault(subject, set()).add(day)


def past_visits(world: World) -> Iterator[PastVisit]:
    """Every visit of last year and of this one up to a fortnight ago, nobody asked too often."""
    diary = _Diary()
    offers = {offer.pk: offer for found in world.offers.values() for offer in found}
    for offer in offers.values():
        for year in (world.last_year, world.this_year):
            for _ in range(_how_many(world, offer, year)):
                if visit := _visit(world, offer, year, diary):
                    yield visit


def _how_many(world: World, offer: Offer, year: SchoolYear) -> int:
    """Up to the person's own limit last year; this year up to half, so that some is left."""
    if year == world.last_year:
        return world.rng.randint(max(1, offer.cap_per_year - 2), offer.cap_per_year)
    return world.rng.randint(1, max(1, offer.cap_per_year // 2))


def _visit(world: World, offer: Offer, year: SchoolYear, diary: _Diary) -> PastVisit | None:
    schools = [
        school
        for number, school in enumerate(world.schools)
        if number % NEVER_SERVED != NEVER_SERVED - 1
        and offer in world.offers.get(school.network.slug, [])
    ]
    world.rng.shuffle(schools)
    for school in schools:
        group = _class_for(world, school, offer, year, diary)
        day = _day_for(world, offer, year, diary) if group else None
        if group and day:
            return _planned(world, school, group, offer, year, day, diary)
    return None


def _class_for(
    world: World, school: SchoolInWorld, offer: Offer, year: SchoolYear, diary: _Diary
) -> ClassGroup | None:
    fitting = [
        group
        for group in school.classes[year.label]
        if group.isced_level[:1] in offer.isced_levels and group.pk not in diary.visited
    ]
    return world.rng.choice(fitting) if fitting else None


def _day_for(world: World, offer: Offer, year: SchoolYear, diary: _Diary) -> dt.date | None:
    first = year.start() + dt.timedelta(days=14)
    last = min(year.end().replace(month=6, day=20), world.today - LAST_DAYS_LEFT)
    if last <= first:
        return None
    for _ in range(40):
        day = first + dt.timedelta(days=world.rng.randrange((last - first).days))
        fits = is_school_day(day) and day.weekday() in offer.weekdays
        if fits and diary.is_free(offer.claim_subject, day, REST):
            return day
    return None


def _planned(
    world: World,
    school: SchoolInWorld,
    group: ClassGroup,
    offer: Offer,
    year: SchoolYear,
    day: dt.date,
    diary: _Diary,
) -> PastVisit:
    format_ = world.rng.choice(offer.formats)
    starts_at, ends_at = lesson(
        day, school.zone, period=world.rng.randrange(5), minutes=MINUTES.get(format_, 50)
    )
    diary.take(offer.claim_subject, day)
    groups = [group]
    groups += _sisters(school, group, offer, year, diary)[: MORE_CLASSES.get(format_, 0)]
    diary.visited.update(row.pk for row in groups)
    return PastVisit(
        school=school,
        classes=groups,
        offer=offer,
        words=_words_for(world, school, group, offer),
        format=format_,
        starts_at=starts_at,
        ends_at=ends_at,
        outcome=_outcome(world),
    )


def _sisters(
    school: SchoolInWorld, group: ClassGroup, offer: Offer, year: SchoolYear, diary: _Diary
) -> list[ClassGroup]:
    """Other classes of the school that join, the nearest grade first."""
    return [
        other
        for other in sorted(
            school.classes[year.label], key=lambda row: (row.grade != group.grade, row.label)
        )
        if other != group
        and other.pk not in diary.visited
        and other.isced_level[:1] in offer.isced_levels
    ]


def _words_for(world: World, school: SchoolInWorld, group: ClassGroup, offer: Offer) -> NeedWords:
    """The theme that shares most with the offer, among those a class of that level could ask."""
    themes = [row for row in words(school.area.offers).needs if fits_level(row, group)]
    world.rng.shuffle(themes)
    return max(themes, key=lambda row: len(set(row.topics) & set(offer.topics)))


def _outcome(world: World) -> Outcome:
    """Shares of the domain brief 8.6: a few no-shows, late cancellations and nobody found."""
    [outcome] = world.rng.choices(list(Outcome), weights=[84, 5, 7, 4])
    return outcome
