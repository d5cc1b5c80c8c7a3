"""The points of the domain brief 5.3 for all offers at once. They never leave anybody out."""

import numpy as np

from ecotone.matching.ranking.codes import Continuity, Preference
from ecotone.matching.ranking.columns import NEVER, Floats, Ints
from ecotone.matching.ranking.constraints import Verdict
from ecotone.matching.ranking.facts import NeedFacts
from ecotone.matching.ranking.settings import RankingSettings, Weights
from ecotone.matching.ranking.table import OfferTable

HUNDREDTHS = 100


def preference_shares(
    need: NeedFacts,
    table: OfferTable,
    settings: RankingSettings,
    *,
    verdict: Verdict,
    similarity: Floats | None,
    today: int,
) -> dict[Preference, Floats]:
    """How far each row meets each preference, 0 to 1. ``today`` is an ordinal day."""
    size = len(table)
    counts = table.people.formats.numbers(need.format)
    wish = table.terms.wishes.having(need.wish) if need.wish else np.zeros(size, dtype=bool)
    return {
        Preference.TOPIC: table.topics.shares(need, similarity, settings),
        Preference.PRIORITY: np.full(size, need.school_priority),
        Preference.SLOT: (len(need.slots) - verdict.slot) / len(need.slots),
        Preference.TRAVEL: _travel(verdict, settings),
        Preference.WISH: wish.astype(np.float64),
        Preference.FRESH: _freshness(table.people.last_visit, settings, today),
        Preference.CONTINUITY: _continuity(need, table),
        Preference.EXPERIENCE: np.minimum(counts / settings.experienced_after, 1.0),
    }


def points_in_hundredths(
    shares: dict[Preference, Floats], weights: Weights
) -> dict[Preference, Ints]:
    """Points as whole hundredths, so that the printed parts add up to the printed sum."""
    return {
        preference: np.floor(weights.of(preference) * share * HUNDREDTHS + 0.5).astype(np.int64)
        for preference, share in shares.items()
    }


def _travel(verdict: Verdict, settings: RankingSettings) -> Floats:
    near = np.clip(1.0 - verdict.road_km / settings.far_km, 0.0, 1.0)
    return np.where(verdict.is_online, settings.online_travel, np.nan_to_num(near))


def _freshness(last_visit: Ints, settings: RankingSettings, today: int) -> Floats:
    rested = np.clip((today - last_visit) / settings.rested_after_days, 0.0, 1.0)
    return np.where(last_visit == NEVER, 1.0, rested)


def _continuity(need: NeedFacts, table: OfferTable) -> Floats:
    if need.continuity is Continuity.ANY:
        return np.zeros(len(table))
    knows_school = table.people.schools.having(need.school_id)
    wanted = knows_school if need.continuity is Continuity.SAME else ~knows_school
    return wanted.astype(np.float64)
