"""The coordinator's part: the queue by urgency, what is stuck, what runs by itself."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ecotone.matching.api import InvitationState, Need, NeedState, Wave, WaveState
from ecotone.networks.api import Network
from ecotone.portal.selectors.desk.parts import (
    FAR_AWAY,
    Deed,
    Part,
    Task,
    day_in_words,
    days_left,
    due_kind,
    in_words,
    joined,
)

UNASKED = (NeedState.OPEN, NeedState.SHORTLISTED)
MOST_TASKS = 3
MOST_WAVES = 6


@dataclass(frozen=True)
class QueueCounts:
    """How many needs of one network wait, by how pressing they are."""

    network: Network
    url: str
    unasked: int = 0
    due_soon: int = 0
    asked: int = 0
    stuck: int = 0
    is_used: bool = False


@dataclass(frozen=True)
class RunningWave:
    """A wave that is out: how many were asked, how many answered, when it ends."""

    need: Need
    url: str
    asked: int
    answered: int
    until: str
    next_waits: bool


@dataclass(frozen=True)
class CoordinatorPart(Part):
    queues: tuple[QueueCounts, ...] = ()
    waves: tuple[RunningWave, ...] = ()


def coordinator_part(
    networks: list[Network], *, now: dt.datetime, today: dt.date
) -> CoordinatorPart:
    """Six queries, whatever the size of the queue: only its top is read, the rest is counted."""
    return CoordinatorPart(
        tasks=[
            *(_look_for_somebody(need, today) for need in _unasked(networks)),
            *(_mend(need) for need in _stuck(networks)),
            *(_tell_school(need) for need in _lost(networks)),
        ],
        deeds=_deeds(networks),
        queues=_counts(networks, today),
        waves=tuple(_running_waves(networks, now)),
    )


def _unasked(networks: list[Network]) -> list[Need]:
    """Those whose answer is due first, with their possible times."""
    needs = Need.objects.filter(network__in=networks, state__in=UNASKED)
    # Sorting thousands of whole rows is slow; their numbers are sorted first.
    first = needs.order_by("answer_due_on", "id").values("pk")[:MOST_TASKS]
    return list(
        Need.objects.filter(pk__in=first)
        .with_people()
        .prefetch_related("slots")
        .order_by("answer_due_on", "id")
    )


def _stuck(networks: list[Network]) -> list[Need]:
    """Agreed visits that no rule lets us confirm, the next one first."""
    needs = Need.objects.filter(network__in=networks, state=NeedState.ACCEPTED)
    return list(
        needs.with_people()
        .select_related("activity")
        .defer("vector")
        .order_by("activity__starts_at", "id")[:MOST_TASKS]
    )


def _lost(networks: list[Network]) -> list[Need]:
    """Whose visitor was lost and whose school has not heard of it."""
    needs = Need.objects.filter(
        network__in=networks,
        state=NeedState.INVITED,
        tell_school_at__isnull=False,
        school_told_at=None,
    )
    return list(needs.with_people().defer("vector").order_by("tell_school_at", "id")[:MOST_TASKS])


def _page_of(need: Need) -> str:
    return reverse("matching:candidates", args=[need.network.slug, need.pk])


def _look_for_somebody(need: Need, today: dt.date) -> Task:
    due = need.answer_due_on or today
    return Task(
        title=need.theme,
        url=_page_of(need),
        why=joined(
            need.school.name,
            need.class_group.label,
            _("nobody asked yet"),
            _first_day(need),
        ),
        due=_("answer due %(when)s") % {"when": days_left(due, today=today)},
        due_kind=due_kind(due, today=today),
        action=_("Find somebody"),
        kind="waiting",
        until=dt.datetime.combine(due, dt.time(12), tzinfo=dt.UTC),
    )


def _first_day(need: Need) -> str:
    days = [slot.starts_at.date() for slot in need.slots.all()]
    return _("first possible day %(day)s") % {"day": day_in_words(min(days))} if days else ""


def _mend(need: Need) -> Task:
    """Agreed, but a hard rule is not met; the cheap look says which, the page says it exactly."""
    activity = need.activity
    profile = getattr(need.school, "school", None)
    has_adults = bool(profile and profile.two_adult_rule_confirmed_on) or bool(
        activity and activity.two_adults_confirmed_at
    )
    return Task(
        title=_("Cannot be confirmed yet: %(theme)s") % {"theme": need.theme},
        url=_page_of(need),
        why=joined(
            need.school.name,
            _("the visitor's paper is missing or runs out")
            if has_adults
            else _("the school has not said that an adult stays"),
        ),
        due=in_words(activity.starts_at, activity.time_zone) if activity else "",
        action=_("See what is missing"),
        kind="warning",
        until=activity.starts_at if activity else FAR_AWAY,
    )


def _tell_school(need: Need) -> Task:
    when = need.tell_school_at or FAR_AWAY
    return Task(
        title=_("The visitor cannot come: %(theme)s") % {"theme": need.theme},
        url=_page_of(need),
        why=joined(need.school.name, _("the school does not know yet")),
        due=_("is told %(when)s") % {"when": in_words(when, need.network.time_zone)},
        due_kind="warning",
        action=_("Find somebody"),
        kind="error",
        until=when,
    )


def _counts(networks: list[Network], today: dt.date) -> tuple[QueueCounts, ...]:
    unasked = Q(state__in=UNASKED)
    soon = unasked & Q(answer_due_on__lte=today + dt.timedelta(days=3))
    rows = (
        Need.objects.filter(network__in=networks)
        .order_by()
        .values("network_id")
        .annotate(
            unasked=Count("pk", filter=unasked),
            due_soon=Count("pk", filter=soon),
            asked=Count("pk", filter=Q(state=NeedState.INVITED)),
            stuck=Count("pk", filter=Q(state=NeedState.ACCEPTED)),
        )
    )
    found = {row["network_id"]: row for row in rows}
    return tuple(_queue_of(network, found.get(network.pk)) for network in networks)


def _queue_of(network: Network, row: Mapping[str, Any] | None) -> QueueCounts:
    url = reverse("matching:queue", args=[network.slug])
    if row is None:
        return QueueCounts(network, url)
    return QueueCounts(
        network,
        url,
        unasked=row["unasked"],
        due_soon=row["due_soon"],
        asked=row["asked"],
        stuck=row["stuck"],
        is_used=True,
    )


def _running_waves(networks: list[Network], now: dt.datetime) -> list[RunningWave]:
    waves = (
        Wave.objects.filter(
            need__network__in=networks,
            need__state=NeedState.INVITED,
            state=WaveState.SENT,
            closes_at__gt=now,
        )
        .select_related("need__network", "need__school")
        .annotate(
            asked=Count("invitations", distinct=True),
            silent=Count(
                "invitations",
                filter=Q(invitations__state__in=[InvitationState.SENT, InvitationState.CALLED]),
                distinct=True,
            ),
            armed=Count("need__waves", filter=Q(need__waves__state=WaveState.ARMED), distinct=True),
        )
        .order_by("closes_at", "id")[:MOST_WAVES]
    )
    return [
        RunningWave(
            need=wave.need,
            url=_page_of(wave.need),
            asked=wave.asked,
            answered=wave.asked - wave.silent,
            until=in_words(wave.closes_at or now, wave.need.network.time_zone),
            next_waits=wave.armed > 0,
        )
        for wave in waves
    ]


def _deeds(networks: list[Network]) -> list[Deed]:
    deeds = []
    for network in networks:
        named = {"network": network.name}
        deeds += [
            Deed(
                _("Papers of %(network)s") % named,
                reverse("networks:clearances", args=[network.slug]),
                _("Which run out, which were never seen."),
            ),
            Deed(
                _("Schools not yet reached"),
                reverse("evaluation:not-reached", args=[network.slug]),
                _("In %(network)s") % named,
            ),
        ]
    return deeds
