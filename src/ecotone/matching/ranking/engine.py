"""Ranking: hard rules first, then points, then the words' codes for the few that are shown."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from ecotone.matching.ranking.codes import Constraint, Preference
from ecotone.matching.ranking.columns import Ints, Rows
from ecotone.matching.ranking.constraints import day_of, judge
from ecotone.matching.ranking.facts import NeedFacts
from ecotone.matching.ranking.outcome import Ranking, candidate_of, case_of
from ecotone.matching.ranking.preferences import (
    HUNDREDTHS,
    points_in_hundredths,
    preference_shares,
)
from ecotone.matching.ranking.results import Part
from ecotone.matching.ranking.settings import RankingSettings
from ecotone.matching.ranking.table import OfferTable


def rank(
    need: NeedFacts,
    table: OfferTable,
    settings: RankingSettings,
    *,
    now: dt.datetime,
    limit: int = 10,
) -> Ranking:
    """Rank all offers of the table for one need and describe the ``limit`` best people.

    The order: more points, then fewer asks this year, then the lower offer id. Somebody with
    several offers stands in it once, with the best of them.
    """
    verdict = judge(need, table, settings, now)
    shares = preference_shares(
        need,
        table,
        settings,
        verdict=verdict,
        similarity=table.topics.similarity(need),
        today=day_of(now, need).toordinal(),
    )
    parts = points_in_hundredths(shares, settings.weights)
    points = np.sum(list(parts.values()), axis=0, dtype=np.int64)
    order = _best_first(np.flatnonzero(verdict.bits == 0), points, table)
    chosen, repeated = _once_each(order, table)
    bits = verdict.bits.copy()
    bits[repeated] = np.uint32(Constraint.SAME_PERSON)
    topic_shares = shares[Preference.TOPIC]
    return Ranking(
        need=need,
        table=table,
        settings=settings,
        now=now,
        candidates=tuple(
            candidate_of(
                place,
                case_of(row, need, table, settings, verdict, now, float(topic_shares[row])),
                _parts_of(row, parts, settings),
                int(points[row]),
            )
            for place, row in enumerate(chosen[:limit].tolist(), start=1)
        ),
        eligible=len(chosen),
        bits=bits,
        verdict=verdict,
        points=points,
    )


def rank_many(
    needs: Sequence[NeedFacts],
    table: OfferTable,
    settings: RankingSettings,
    *,
    now: dt.datetime,
    limit: int = 10,
) -> list[Ranking]:
    """``rank`` for several needs of one table, in their order.

    Each need is ranked as if it were alone: nobody is reserved for an earlier one.
    """
    return [rank(need, table, settings, now=now, limit=limit) for need in needs]


def _best_first(rows: Rows, points: Ints, table: OfferTable) -> Rows:
    keys = (table.offer_id[rows], table.people.asked[rows], -points[rows])
    return rows[np.lexsort(keys)]


def _once_each(order: Rows, table: OfferTable) -> tuple[Rows, Rows]:
    """The first row of each person in the order, and the rows that follow it."""
    _, first = np.unique(table.person_id[order], return_index=True)
    is_first = np.zeros(len(order), dtype=bool)
    is_first[first] = True
    return order[is_first], order[~is_first]


def _parts_of(row: int, parts: dict[Preference, Ints], settings: RankingSettings) -> list[Part]:
    return [
        Part(preference, int(values[row]) / HUNDREDTHS, settings.weights.of(preference))
        for preference, values in parts.items()
    ]
