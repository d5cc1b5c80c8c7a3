"""Ranked candidates of needs, from the rows of the database through the pure engine."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ecotone.matching import wording
from ecotone.matching.models import Need, Offer
from ecotone.matching.ranking import Candidate, Ranking, RankingSettings, rank_many
from ecotone.matching.selectors.need_facts import need_facts
from ecotone.matching.selectors.people_table import todays_table
from ecotone.networks.api import Network

SHOWN = 10
NEAR_MISSES = 8


@dataclass(frozen=True)
class Choice:
    """A candidate to be asked: the offer, the best slot and why, as ranked."""

    offer_id: int
    slot_id: int
    rank: int
    points: float = 0.0
    distance_km: float | None = None
    reasons: Sequence[dict[str, Any]] = field(default_factory=tuple)


@dataclass(frozen=True)
class CandidateRow:
    """A candidate as the coordinator reads them: the person, the words, the points."""

    offer: Offer
    candidate: Candidate
    sentence: str

    @property
    def points(self) -> float:
        return self.candidate.points

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Points by preference, with the preference's name."""
        return [
            {
                "label": wording.preference_label(part.preference),
                "points": part.points,
                "possible": part.possible,
            }
            for part in self.candidate.parts
        ]


@dataclass(frozen=True)
class NearMissRow:
    """Somebody who fails a hard rule, with the words that say which."""

    offer: Offer
    reasons: list[str]


@dataclass(frozen=True)
class CandidatePage:
    """Everybody's place for one need, as far as it is shown."""

    candidates: list[CandidateRow]
    near_misses: list[NearMissRow]
    rules: list[str]
    eligible: int
    considered: int


def rank_needs(
    network: Network, needs: Sequence[Need], *, now: dt.datetime, limit: int
) -> list[Ranking]:
    """One ranking a need, in order. A fixed number of queries at any number of needs."""
    if not needs:
        return []
    told = need_facts(network, needs, now=now)
    table = todays_table(
        network,
        school_year=needs[0].school_year,
        requirements=told.requirements,
        now=now,
    )
    settings = RankingSettings.from_mapping(network.matching_settings)
    return rank_many(told.facts, table, settings, now=now, limit=limit)


def choices_for(need: Need, *, size: int, now: dt.datetime) -> list[Choice]:
    """The best candidates of the need now, at most ``size`` of them."""
    [ranking] = rank_needs(need.network, [need], now=now, limit=size)
    return [choice_of(candidate) for candidate in ranking.candidates]


def choice_of(candidate: Candidate) -> Choice:
    """What a wave keeps of a candidate."""
    return Choice(
        offer_id=candidate.offer_id,
        slot_id=candidate.slot_id,
        rank=candidate.rank,
        points=candidate.points,
        distance_km=candidate.distance_km,
        reasons=[reason.to_mapping() for reason in candidate.reasons],
    )


def candidate_page(need: Need, *, now: dt.datetime) -> CandidatePage:
    """The candidates of one need with reasons, and why others are left out."""
    [ranking] = rank_needs(need.network, [need], now=now, limit=SHOWN)
    misses = ranking.near_misses(NEAR_MISSES)
    offers = offers_by_id(
        [c.offer_id for c in ranking.candidates] + [miss.offer_id for miss in misses]
    )
    return CandidatePage(
        candidates=[candidate_row(c, offers) for c in ranking.candidates],
        near_misses=[
            NearMissRow(
                offer=offers[miss.offer_id],
                reasons=[wording.constraint_text(failure) for failure in miss.failures],
            )
            for miss in misses
            if miss.offer_id in offers
        ],
        rules=[wording.count_text(count) for count in ranking.rule_counts() if count.only_this],
        eligible=ranking.eligible,
        considered=len(ranking.table),
    )


def candidate_row(candidate: Candidate, offers: dict[int, Offer]) -> CandidateRow:
    return CandidateRow(
        offer=offers[candidate.offer_id],
        candidate=candidate,
        sentence=wording.sentence(candidate),
    )


def offers_by_id(offer_ids: Sequence[int]) -> dict[int, Offer]:
    """The offers with the person and organisation behind them."""
    return Offer.objects.select_related("person", "organisation").in_bulk(offer_ids)


def choices_among(page: CandidatePage, offer_ids: set[int]) -> list[Choice]:
    """The chosen ones of the page, in the order of their rank."""
    return [choice_of(row.candidate) for row in page.candidates if row.offer.pk in offer_ids]
