"""The answer for one need: candidates at once, the story of everybody else when it is asked for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ecotone.matching.ranking.cases import Case
from ecotone.matching.ranking.codes import Constraint
from ecotone.matching.ranking.columns import Bits, Ints
from ecotone.matching.ranking.constraints import Verdict
from ecotone.matching.ranking.facts import NeedFacts
from ecotone.matching.ranking.failures import failures_of
from ecotone.matching.ranking.preferences import HUNDREDTHS
from ecotone.matching.ranking.reasons import reasons_for
from ecotone.matching.ranking.results import Candidate, Failure, NearMiss, Part, RuleCount
from ecotone.matching.ranking.settings import RankingSettings
from ecotone.matching.ranking.table import OfferTable


class UnknownOffer(LookupError):
    """The offer is not in the table that was ranked."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everybody's place for one need.

    ``candidates`` are the best, at most as many as were asked for; ``eligible`` is how many people
    meet every hard rule. ``bits`` holds for each row of the table the rules it breaks, among them
    ``SAME_PERSON`` for the further offers of somebody who is proposed already.
    """

    need: NeedFacts
    table: OfferTable
    settings: RankingSettings
    now: dt.datetime
    candidates: tuple[Candidate, ...]
    eligible: int
    bits: Bits
    verdict: Verdict
    points: Ints

    def failures(self, offer_id: int) -> tuple[Failure, ...]:
        """Every hard rule the offer breaks, none for who may be asked. Raises UnknownOffer."""
        rows = np.flatnonzero(self.table.offer_id == offer_id)
        if not len(rows):
            raise UnknownOffer(offer_id)
        return self._failures_in(int(rows[0]))

    def near_misses(self, limit: int) -> tuple[NearMiss, ...]:
        """Those left out who break the fewest rules; the same order as candidates among equals."""
        counts = np.bitwise_count(self.bits)
        is_left_out = (self.bits != 0) & (self.bits & np.uint32(Constraint.SAME_PERSON) == 0)
        rows = np.flatnonzero(is_left_out)
        order = np.lexsort(
            (
                self.table.offer_id[rows],
                self.table.people.asked[rows],
                -self.points[rows],
                counts[rows],
            )
        )
        return tuple(
            NearMiss(
                offer_id=int(self.table.offer_id[row]),
                person_id=int(self.table.person_id[row]),
                points=int(self.points[row]) / HUNDREDTHS,
                failures=self._failures_in(int(row)),
            )
            for row in rows[order[:limit]]
        )

    def rule_counts(self) -> tuple[RuleCount, ...]:
        """For each rule that anybody breaks: how many offers, and how many break only this one.

        Those who break only this one first, so the first line says what would help most.
        """
        counts = []
        for constraint in Constraint:
            bit = np.uint32(constraint)
            offers = int(np.count_nonzero(self.bits & bit))
            if offers:
                only = int(np.count_nonzero(self.bits == bit))
                counts.append(RuleCount(constraint, offers, only))
        return tuple(sorted(counts, key=lambda count: (-count.only_this, -count.offers)))

    def _failures_in(self, row: int) -> tuple[Failure, ...]:
        case = case_of(row, self.need, self.table, self.settings, self.verdict, self.now)
        return failures_of(case, Constraint(int(self.bits[row])))


def case_of(
    row: int,
    need: NeedFacts,
    table: OfferTable,
    settings: RankingSettings,
    verdict: Verdict,
    now: dt.datetime,
    topic_share: float = 0.0,
) -> Case:
    """The pair of the need and one row of the table."""
    mode, slot_index = verdict.ways[int(verdict.way[row])]
    offer = table.offers[row]
    km = float(verdict.road_km[row])
    return Case(
        need=need,
        offer=offer,
        person=table.people.person(offer.subject),
        settings=settings,
        mode=mode,
        slot_index=slot_index,
        road_km=None if np.isnan(km) else km,
        topic_share=topic_share,
        now=now,
    )


def candidate_of(rank: int, case: Case, parts: Sequence[Part], points: int) -> Candidate:
    """The candidate of a pair; ``points`` in hundredths."""
    return Candidate(
        rank=rank,
        offer_id=case.offer.offer_id,
        person_id=case.offer.person_id,
        points=points / HUNDREDTHS,
        parts=tuple(parts),
        mode=case.mode,
        slot_index=case.slot_index,
        slot_id=case.slot.slot_id,
        distance_km=case.road_km,
        reasons=reasons_for(case),
    )
