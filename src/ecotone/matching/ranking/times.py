"""When an offer can be had, as columns: weekly patterns and exact times."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ecotone.matching.ranking.columns import Ints, Mask, TimeColumn, ints, minute_after, minute_of
from ecotone.matching.ranking.facts import OfferFacts, SlotFacts

DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class TimesColumns:
    """Weekdays and months as bits, the hours as minutes of the day in one of ``zones``."""

    zone: Ints
    zones: tuple[str, ...]
    weekdays: Ints
    months: Ints
    from_minute: Ints
    until_minute: Ints
    exact: TimeColumn

    @classmethod
    def of(cls, offers: tuple[OfferFacts, ...]) -> "TimesColumns":
        zones = tuple(sorted({offer.time_zone for offer in offers}))
        number = {name: index for index, name in enumerate(zones)}
        return cls(
            zone=ints(number[offer.time_zone] for offer in offers),
            zones=zones,
            weekdays=ints(_bits(offer.weekdays) for offer in offers),
            months=ints(_bits(offer.months or range(1, 13)) for offer in offers),
            from_minute=ints(_minute_of_day(offer.from_time) for offer in offers),
            until_minute=ints(_minute_of_day(offer.until_time) for offer in offers),
            exact=TimeColumn.of(
                len(offers),
                (
                    (row, minute_after(time.starts_at), minute_of(time.ends_at))
                    for row, offer in enumerate(offers)
                    for time in offer.exact_slots
                ),
            ),
        )

    def available(self, slot: SlotFacts, school_zone: str) -> Mask:
        """Rows whose pattern or one of whose exact times contains all of the slot."""
        found = self.exact.covering(minute_of(slot.starts_at), minute_after(slot.ends_at))
        for index, name in enumerate(self.zones):
            found |= (self.zone == index) & self._in_pattern(slot, ZoneInfo(name or school_zone))
        return found

    def _in_pattern(self, slot: SlotFacts, zone: ZoneInfo) -> Mask:
        start, end = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
        first = _minute_of_day(start.time())
        last = minutes_from_midnight(start, end)
        found: Mask = (
            (self.weekdays & (1 << start.weekday()) != 0)
            & (self.months & (1 << start.month) != 0)
            & (self.from_minute <= first)
            & (last <= self.until_minute)
        )
        return found


def minutes_from_midnight(start: dt.datetime, end: dt.datetime) -> int:
    """The clock minutes from the midnight before ``start`` to ``end``; over 1440 on a later day."""
    days = (end.date() - start.date()).days
    seconds = 1 if end.second or end.microsecond else 0
    return days * DAY_MINUTES + _minute_of_day(end.time()) + seconds


def _minute_of_day(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in set(numbers))
