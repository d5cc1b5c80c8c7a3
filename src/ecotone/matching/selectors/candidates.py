"""Ranked candidates of needs, from the rows of the database through the pure engine."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ecotone.matching.models import Need


@dataclass(frozen=True)
class Choice:
    """A candidate to be asked: the offer, the best slot and why, as ranked."""

    offer_id: int
    slot_id: int
    rank: int
    points: float = 0.0
    distance_km: float | None = None
    reasons: Sequence[dict[str, Any]] = field(default_factory=tuple)


def choices_for(need: Need, *, size: int, now: dt.datetime) -> list[Choice]:
    """The best candidates of the need now, at most ``size`` of them."""
    return []


@dataclass(frozen=True)
class CandidatePage:
    candidates: list[Any]


def candidate_page(need: Need, *, now: dt.datetime) -> CandidatePage:
    return CandidatePage([])


def choices_among(page: CandidatePage, offer_ids: set[int]) -> list[Choice]:
    return []
