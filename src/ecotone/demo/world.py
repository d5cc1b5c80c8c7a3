"""What the builders hand to each other while the demo grows."""

import datetime as dt
import random
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from ecotone.accounts.api import User
from ecotone.demo.reading import Area, NeedWords, areas
from ecotone.matching.api import Offer
from ecotone.networks.api import ClassGroup, Network, Organisation, SchoolYear, school_year_on

SEED = 20261122


@dataclass
class SchoolInWorld:
    """An invented school with what belongs to it."""

    organisation: Organisation
    area: Area
    network: Network
    is_secondary: bool
    teachers: list[User] = field(default_factory=list)
    classes: dict[str, list[ClassGroup]] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.network.time_zone)


@dataclass
class World:
    """The demo so far. One generator, seeded, so that every build makes the same."""

    now: dt.datetime
    today: dt.date
    rng: random.Random = field(default_factory=lambda: random.Random(SEED))
    networks: dict[str, Network] = field(default_factory=dict)
    companies: dict[str, Organisation] = field(default_factory=dict)
    schools: list[SchoolInWorld] = field(default_factory=list)
    people: dict[str, User] = field(default_factory=dict)
    offers: dict[str, list[Offer]] = field(default_factory=dict)
    coordinators: dict[str, User] = field(default_factory=dict)

    @property
    def this_year(self) -> SchoolYear:
        return school_year_on(self.today)

    @property
    def last_year(self) -> SchoolYear:
        return self.this_year.previous

    def schools_of(self, slug: str) -> list[SchoolInWorld]:
        return [school for school in self.schools if school.network.slug == slug]

    def offers_language(self, slug: str) -> str:
        """The language in which needs and offers of the network are written."""
        return next(area.offers for area in areas() if area.network == slug)

    def school_of(self, person: User) -> SchoolInWorld:
        """The school at which the person teaches."""
        return next(school for school in self.schools if person in school.teachers)

    def offer_of(self, key: str) -> Offer:
        """The offer of an invented professional, by the person's key."""
        person = self.people[key]
        return next(
            offer for offers in self.offers.values() for offer in offers if offer.person == person
        )


def fits_level(words: NeedWords, group: ClassGroup) -> bool:
    """Whether a class of that level could have written the need."""
    return group.isced_level[:1] in words.levels
