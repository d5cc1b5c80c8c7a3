"""One offer beside one need, with all that words about the pair need."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ecotone.matching.ranking.codes import SKILL, VisitMode
from ecotone.matching.ranking.facts import NeedFacts, OfferFacts, PersonFacts, SlotFacts
from ecotone.matching.ranking.settings import RankingSettings
from ecotone.matching.ranking.terms import main_language


@dataclass(frozen=True, slots=True)
class Case:
    """A pair at the way and time of a visit that comes closest."""

    need: NeedFacts
    offer: OfferFacts
    person: PersonFacts
    settings: RankingSettings
    mode: VisitMode
    slot_index: int
    road_km: float | None
    topic_share: float
    now: dt.datetime

    @property
    def slot(self) -> SlotFacts:
        return self.need.slots[self.slot_index]

    @property
    def starts_at(self) -> dt.datetime:
        """The start of the visit on the school's clock."""
        return self.slot.starts_at.astimezone(ZoneInfo(self.need.time_zone))

    @property
    def today(self) -> dt.date:
        return self.now.astimezone(ZoneInfo(self.need.time_zone)).date()

    @property
    def days_between(self) -> int:
        own = self.offer.min_days_between
        return self.settings.min_days_between if own is None else own

    @property
    def nearest_visit(self) -> dt.date | None:
        """The day of the person's visit that lies nearest to the slot."""
        day = self.starts_at.date()
        visits = sorted(self.person.visit_dates)
        return min(visits, key=lambda visit: abs((visit - day).days), default=None)

    def languages(self, *, at_least: int) -> tuple[str, ...]:
        """What the offer speaks that well: the need's language first, the others by code."""
        known = {
            main_language(code)
            for code, skill in self.offer.languages.items()
            if SKILL.get(skill, 0) >= at_least
        }
        wanted = main_language(self.need.language)
        return tuple(sorted(known, key=lambda code: (code != wanted, code)))
