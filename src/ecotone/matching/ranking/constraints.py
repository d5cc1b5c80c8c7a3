"""Every hard rule of the domain brief 5.2, for all offers at once."""

import datetime as dt
from dataclasses import dataclass
from itertools import product
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from ecotone.matching.ranking.codes import Constraint, VisitMode
from ecotone.matching.ranking.columns import NEVER, Bits, Floats, Ints, minute_after, minute_of
from ecotone.matching.ranking.facts import Interval, NeedFacts, SlotFacts
from ecotone.matching.ranking.settings import RankingSettings
from ecotone.matching.ranking.table import OfferTable
from ecotone.matching.ranking.terms import broken


@dataclass(frozen=True, slots=True)
class Verdict:
    """For each row: the rules it breaks, at the way and time of a visit that comes closest.

    ``bits`` are those of ``Constraint``, 0 for who may be asked. ``way`` indexes ``ways``, the
    pairs of mode and slot index that the need allows: on site before online, then in the order of
    the wish. Of the ways that break the fewest rules it is the first.
    """

    bits: Bits
    way: NDArray[np.intp]
    ways: tuple[tuple[VisitMode, int], ...]
    road_km: Floats
    slot: Ints
    is_online: NDArray[np.bool_]


def judge(
    need: NeedFacts, table: OfferTable, settings: RankingSettings, now: dt.datetime
) -> Verdict:
    """Hold every row against every hard rule of this need."""
    road_km = table.places.road_km(need, settings.detour_factor)
    always = _refusals_at_any_time(need, table, settings, now)
    by_mode = table.places.refusals(need, road_km)
    by_slot = [_refusals_at(slot, need, table, settings, now) for slot in need.slots]
    ways = tuple(product(by_mode, range(len(need.slots))))
    found = np.stack(
        [
            always | by_mode[mode] | by_slot[index] | _uncleared(mode, index, need, table)
            for mode, index in ways
        ]
    )
    way = np.bitwise_count(found).argmin(axis=0)
    return Verdict(
        bits=np.take_along_axis(found, way[np.newaxis], axis=0)[0],
        way=way,
        ways=ways,
        road_km=road_km,
        slot=np.array([index for _, index in ways])[way],
        is_online=np.array([mode is VisitMode.ONLINE for mode, _ in ways])[way],
    )


def day_of(moment: dt.datetime, need: NeedFacts) -> dt.date:
    """The day at the school."""
    return moment.astimezone(ZoneInfo(need.time_zone)).date()


def _refusals_at_any_time(
    need: NeedFacts, table: OfferTable, settings: RankingSettings, now: dt.datetime
) -> Bits:
    people = table.people
    is_full = people.visits + people.open_invitations >= table.terms.cap
    was_asked = np.isin(table.person_id, list(need.asked))
    terms = table.terms.refusals(
        need, skill=settings.skill_needed(need.level), today=day_of(now, need).toordinal()
    )
    of_school = np.uint32(0 if need.has_two_adults else Constraint.TWO_ADULTS)
    return (
        terms
        | broken(people.is_suspended, Constraint.SUSPENDED)
        | broken(is_full, Constraint.CAP)
        | broken(was_asked, Constraint.ALREADY_ASKED)
        | of_school
    )


def _refusals_at(
    slot: SlotFacts,
    need: NeedFacts,
    table: OfferTable,
    settings: RankingSettings,
    now: dt.datetime,
) -> Bits:
    start, end = minute_of(slot.starts_at), minute_after(slot.ends_at)
    days_between = table.terms.days_between(settings.min_days_between)
    is_too_soon = table.people.visit_days.near(
        day_of(slot.starts_at, need).toordinal(), days_between
    )
    return (
        np.uint32(refusals_of_school(slot, need, now))
        | broken(~table.times.available(slot, need.time_zone), Constraint.TIMES)
        | broken(table.people.busy.touching(start, end), Constraint.BUSY)
        | broken(is_too_soon, Constraint.TOO_SOON)
    )


def refusals_of_school(slot: SlotFacts, need: NeedFacts, now: dt.datetime) -> Constraint:
    """The rules that the time itself breaks, whoever would come."""
    found = Constraint(0)
    if slot.starts_at <= now:
        found |= Constraint.SLOT_PAST
    if day_of(slot.starts_at, need) in need.blocked_dates:
        found |= Constraint.SCHOOL_CLOSED
    if any(overlap(slot, busy) for busy in need.busy):
        found |= Constraint.CLASS_BUSY
    return found


def overlap(slot: SlotFacts, other: Interval) -> bool:
    return slot.starts_at < other.ends_at and other.starts_at < slot.ends_at


def clearance_key(mode: VisitMode, need: NeedFacts) -> str | None:
    """What the country asks for in this mode, None for nothing."""
    return need.clearance_onsite if mode is VisitMode.ONSITE else need.clearance_online


def _uncleared(mode: VisitMode, index: int, need: NeedFacts, table: OfferTable) -> Bits | np.uint32:
    key = clearance_key(mode, need)
    if key is None:
        return np.uint32(0)
    day = day_of(need.slots[index].starts_at, need).toordinal()
    valid_until = table.people.clearances.numbers(key, missing=NEVER)
    return broken(valid_until < day, Constraint.CLEARANCE)
