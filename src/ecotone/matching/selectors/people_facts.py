"""What the ranking is told of the people behind the offers: load, time, papers."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from ecotone.accounts.api import User
from ecotone.activities.api import Contribution, TimeClaim
from ecotone.matching.enums import InvitationState as I
from ecotone.matching.models import Invitation
from ecotone.matching.ranking import Interval, OfferFacts, PersonFacts
from ecotone.networks.api import Requirement, last_days_met

QUARTER = dt.timedelta(minutes=15)
LOOK_BACK = dt.timedelta(days=800)
LIVE = ("OPEN", "CONFIRMED", "HELD")
VISITS = Q(state=I.ACCEPTED)
OPEN_ASKS = Q(state__in=[I.SENT, I.RESERVE, I.CALLED, I.PROPOSED])


@dataclass
class _Day:
    """The facts of one subject while they are gathered."""

    values: dict[str, Any] = field(default_factory=dict)
    busy: list[Interval] = field(default_factory=list)
    dates: list[dt.date] = field(default_factory=list)
    schools: set[int] = field(default_factory=set)
    formats: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def people_facts(
    offers: Collection[OfferFacts],
    *,
    school_year: str,
    requirements: dict[str, Requirement],
    now: dt.datetime,
    zone: dt.tzinfo,
) -> dict[str, PersonFacts]:
    """The facts by subject of everybody who has any. Five queries at any size.

    ``zone`` is the network's, whose calendar days count between two visits; ``requirements`` are
    the clearance rules by the key under which the ranking asks for them.
    """
    days: dict[str, _Day] = defaultdict(_Day)
    _count_asks(days, school_year)
    _note_visits(days, now, zone)
    _note_busy(days, now)
    _note_suspended(days, offers)
    _note_clearances(days, offers, requirements, now.date())
    return {
        subject: PersonFacts(
            busy=tuple(day.busy),
            visit_dates=tuple(day.dates),
            last_visit_on=max((d for d in day.dates if d <= now.date()), default=None),
            schools_visited=frozenset(day.schools),
            visits_by_format=dict(day.formats),
            **day.values,
        )
        for subject, day in days.items()
    }


def _count_asks(days: dict[str, _Day], school_year: str) -> None:
    rows = (
        Invitation.objects.filter(school_year=school_year)
        .values("person_id", "offer_id", "offer__is_of_organisation")
        .annotate(
            visits=Count("pk", filter=VISITS),
            waiting=Count("pk", filter=OPEN_ASKS),
            asked=Count("pk"),
        )
        .order_by()
    )
    for row in rows:
        of_place = row["offer__is_of_organisation"]
        subject = f"offer:{row['offer_id']}" if of_place else f"person:{row['person_id']}"
        counts = {
            "visits_this_year": row["visits"],
            "open_invitations": row["waiting"],
            "asked_this_year": row["asked"],
        }
        values = days[subject].values
        for name, count in counts.items():
            values[name] = values.get(name, 0) + count


def _note_visits(days: dict[str, _Day], now: dt.datetime, zone: dt.tzinfo) -> None:
    rows = Contribution.objects.filter(
        withdrawn_at=None, activity__status__in=LIVE, activity__starts_at__gte=now - LOOK_BACK
    ).values_list("person_id", "activity__starts_at", "activity__host_id", "activity__format")
    for person_id, starts_at, school_id, activity_format in rows.order_by():
        day = days[f"person:{person_id}"]
        day.dates.append(starts_at.astimezone(zone).date())
        day.schools.add(school_id)
        day.formats[activity_format] += 1


def _note_busy(days: dict[str, _Day], now: dt.datetime) -> None:
    """Time that is taken from now on, quarters that touch put together."""
    claims = TimeClaim.objects.filter(quarter__gte=now - QUARTER).exclude(
        subject__startswith="class:"
    )
    for subject, quarter in claims.values_list("subject", "quarter").order_by("quarter"):
        busy = days[subject].busy
        if busy and busy[-1].ends_at == quarter:
            busy[-1] = Interval(busy[-1].starts_at, quarter + QUARTER)
        else:
            busy.append(Interval(quarter, quarter + QUARTER))


def _note_suspended(days: dict[str, _Day], offers: Iterable[OfferFacts]) -> None:
    """Suspended and inactive people, for every offer they answer for, a place's included."""
    away = User.objects.filter(~Q(suspended_at=None) | Q(is_active=False)).order_by()
    ids = set(away.values_list("pk", flat=True))
    for offer in offers:
        if offer.person_id in ids:
            days[offer.subject].values["is_suspended"] = True


def _note_clearances(
    days: dict[str, _Day],
    offers: Iterable[OfferFacts],
    requirements: dict[str, Requirement],
    today: dt.date,
) -> None:
    """The last day on which each person's papers meet each rule; nothing when no rule asks."""
    if not requirements:
        return
    met = last_days_met(requirements, today)
    for offer in offers:
        if found := met.get(offer.person_id):
            days[offer.subject].values["clearances"] = found
