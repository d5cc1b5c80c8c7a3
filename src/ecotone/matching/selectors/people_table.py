"""The table of offers with the people's day, kept until something happens to anybody.

Whatever changes these facts writes an audit entry in its own transaction, so the number of the
newest entry of the kinds below says whether they still hold. Two transactions may commit in
another order than they were numbered; therefore nothing is kept longer than a minute. What is at
stake is an order on a screen: whether somebody is free is decided by ``TimeClaim`` at the yes.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ecotone.core.api import AuditEntry
from ecotone.matching.ranking import OfferTable
from ecotone.matching.selectors.offer_facts import offer_table
from ecotone.matching.selectors.people_facts import people_facts
from ecotone.networks.api import Network, Requirement

KINDS = [
    "accounts.clearance",
    "accounts.user",
    "activities.activity",
    "matching.invitation",
    "matching.wave",
]


@dataclass(frozen=True)
class _Version:
    """What a kept table was made of."""

    offers: int
    newest: int
    minute: int
    school_year: str
    requirements: frozenset[tuple[str, int]]


_kept: dict[int, tuple[_Version, OfferTable]] = {}


def todays_table(
    network: Network,
    *,
    school_year: str,
    requirements: dict[str, Requirement],
    now: dt.datetime,
) -> OfferTable:
    """The offers the network can draw on with today's facts about the people behind them."""
    offers = offer_table(network)
    version = _Version(
        offers=id(offers),
        newest=_newest_entry(),
        minute=int(now.timestamp()) // 60,
        school_year=school_year,
        requirements=frozenset((key, hash(one)) for key, one in requirements.items()),
    )
    known = _kept.get(network.pk)
    if known is not None and known[0] == version:
        return known[1]
    people = people_facts(
        offers.offers,
        school_year=school_year,
        requirements=requirements,
        now=now,
        zone=ZoneInfo(network.time_zone),
    )
    table = offers.with_people(people)
    _kept[network.pk] = (version, table)
    return table


def _newest_entry() -> int:
    """The newest audit entry that can change the facts; found by walking back from the last."""
    entries = AuditEntry.objects.filter(subject_kind__in=KINDS).order_by("-pk")
    return entries.values_list("pk", flat=True).first() or 0


def forget_people() -> None:
    """Read anew at the next question; for tests, whose transactions are undone."""
    _kept.clear()
