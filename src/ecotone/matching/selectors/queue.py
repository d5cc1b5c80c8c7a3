"""The coordinator's queue and the board of waves of one need."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q
from django.utils import timezone

from ecotone.matching import wording
from ecotone.matching.brokerage import BrokerageSettings
from ecotone.matching.enums import InvitationState, NeedState, WaveState
from ecotone.matching.models import Invitation, Need, Wave
from ecotone.matching.ranking.urgency import QueueFacts, Urgency, urgency, urgency_points
from ecotone.matching.selectors.candidates import (
    CandidateRow,
    candidate_row,
    offers_by_id,
    rank_needs,
)
from ecotone.matching.selectors.need_facts import last_held_by_school
from ecotone.networks.api import Network

PER_PAGE = 10
BEST = 3
VIEWS = {
    "waiting": [NeedState.OPEN, NeedState.SHORTLISTED],
    "asked": [NeedState.INVITED],
    "blocked": [NeedState.ACCEPTED],
    "agreed": [NeedState.CONFIRMED],
    "ended": [NeedState.EXPIRED, NeedState.WITHDRAWN, NeedState.CANCELLED_BY_SCHOOL],
}
RANKED = ("waiting", "asked")
YEAR = dt.timedelta(days=365.25)


@dataclass(frozen=True)
class QueueRow:
    """A need in the queue: how urgent and why, and who would fit best."""

    need: Need
    urgency: Urgency
    why: list[str]
    candidates: list[CandidateRow]
    eligible: int | None
    waiting_for: int


@dataclass(frozen=True)
class QueuePage:
    """One page of the queue, with the number of needs in every view."""

    view: str
    rows: list[QueueRow]
    page: Page[Any]
    counts: dict[str, int]


def queue_page(network: Network, *, view: str, number: str, now: dt.datetime) -> QueuePage:
    """A page of needs by urgency with their best candidates. A fixed number of queries."""
    view = view if view in VIEWS else "waiting"
    settings = BrokerageSettings.from_mapping(network.matching_settings)
    facts = _facts_by_urgency(network, VIEWS[view], settings, now)
    page = Paginator([need_id for need_id, _ in facts], PER_PAGE).get_page(number)
    needs = _needs(list(page.object_list))
    by_id = dict(facts)
    rankings = rank_needs(network, needs, now=now, limit=BEST) if view in RANKED else []
    offers = offers_by_id([c.offer_id for ranking in rankings for c in ranking.candidates])
    rows = []
    for index, need in enumerate(needs):
        score = urgency(by_id[need.pk])
        ranking = rankings[index] if rankings else None
        rows.append(
            QueueRow(
                need=need,
                urgency=score,
                why=[wording.urgency_text(part) for part in score.parts if part.points],
                candidates=[candidate_row(c, offers) for c in ranking.candidates]
                if ranking
                else [],
                eligible=ranking.eligible if ranking else None,
                waiting_for=sum(
                    row.state in (InvitationState.SENT, InvitationState.CALLED)
                    for row in need.invitations.all()
                ),
            )
        )
    return QueuePage(view=view, rows=rows, page=page, counts=queue_counts(network))


def queue_counts(network: Network) -> dict[str, int]:
    """How many needs stand in each view."""
    return Need.objects.filter(network=network).aggregate(
        **{name: Count("pk", filter=Q(state__in=states)) for name, states in VIEWS.items()}
    )


def _needs(need_ids: Sequence[int]) -> list[Need]:
    """The needs in this order, with all that a row and the ranking read."""
    found = (
        Need.objects.with_people()
        .select_related("activity")
        .prefetch_related("slots", "invitations", "school__school__excluded_organisations")
        .in_bulk(list(need_ids))
    )
    return [found[need_id] for need_id in need_ids if need_id in found]


def _facts_by_urgency(
    network: Network, states: list[NeedState], settings: BrokerageSettings, now: dt.datetime
) -> list[tuple[int, QueueFacts]]:
    """Every need of the view with what makes it urgent, the most urgent first; two queries."""
    rows = _open_rows(network, states)
    served = last_held_by_school([school_id for _, school_id, _, _ in rows])
    today = timezone.localdate(now)
    facts = [
        QueueFacts(
            days_left=max((first - now).days, 0),
            days_waiting=max((today - sent_at.date()).days, 0),
            promised_days=settings.answer_due_days,
            years_since_served=(now - served[school_id]) / YEAR if school_id in served else None,
        )
        for _, school_id, sent_at, first in rows
    ]
    points = urgency_points(
        np.array([fact.days_left for fact in facts], dtype=np.float64),
        np.array([fact.days_waiting for fact in facts], dtype=np.float64),
        np.array([np.nan if f.years_since_served is None else f.years_since_served for f in facts]),
        promised_days=settings.answer_due_days,
    )
    ids = np.array([row[0] for row in rows], dtype=np.int64)
    return [(rows[i][0], facts[i]) for i in np.lexsort((ids, -points)).tolist()]


type _OpenRow = tuple[int, int, dt.datetime, dt.datetime]


def _open_rows(network: Network, states: list[NeedState]) -> list[_OpenRow]:
    """Need, school, when it was sent, and the moment for which it wants somebody.

    That moment is its visit's, else its first slot's.
    """
    rows = (
        Need.objects.filter(network=network, state__in=states)
        .annotate(first=Min("slots__starts_at"))
        .order_by("pk")
        .values_list("pk", "school_id", "sent_at", "activity__starts_at", "first", "created_at")
    )
    return [
        (pk, school_id, sent_at or made_at, agreed or first or made_at)
        for pk, school_id, sent_at, agreed, first, made_at in rows
    ]


@dataclass(frozen=True)
class WaveRow:
    """A wave with those who were asked in it."""

    wave: Wave
    invitations: list[Invitation]

    @property
    def is_armed(self) -> bool:
        return self.wave.state == WaveState.ARMED


def wave_board(need: Need) -> list[WaveRow]:
    """The waves of the need's present round, the first first. Two queries."""
    waves = list(need.waves.filter(round=need.round).order_by("number"))
    invitations = list(
        need.invitations.filter(round=need.round)
        .select_related("person", "offer__organisation", "slot")
        .order_by("rank", "id")
    )
    return [WaveRow(wave, [row for row in invitations if row.wave_id == wave.pk]) for wave in waves]
