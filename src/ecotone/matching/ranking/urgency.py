"""Which need comes first in the queue, by a published formula.

Points out of 100: the first possible time is near 50 (none at 35 days or more, the median lead
time; all on the day) · the school waits for an answer 30 (all after the days in which the network
promises one) · the school was never served 20, or in proportion to the years since (full after
three, but at most half).
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ecotone.matching.ranking.columns import Floats
from ecotone.matching.ranking.priority import FULL_AFTER_YEARS

LEAD_DAYS = 35.0


class UrgencyPart(StrEnum):
    """What makes a need urgent, in the order in which it is said."""

    DAYS_LEFT = "days_left"
    WAITING = "waiting"
    UNSERVED = "unserved"


POSSIBLE = {UrgencyPart.DAYS_LEFT: 50.0, UrgencyPart.WAITING: 30.0, UrgencyPart.UNSERVED: 20.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFacts:
    """One need in the queue. Days are whole; ``days_left`` until its first possible time.

    ``years_since_served`` None means that the school was never served.
    """

    days_left: int
    days_waiting: int
    promised_days: int
    years_since_served: float | None


@dataclass(frozen=True, slots=True)
class UrgencyPoints:
    """One part, with the number that its words need (days, or years; None for never)."""

    part: UrgencyPart
    points: float
    possible: float
    value: float | None


@dataclass(frozen=True, slots=True)
class Urgency:
    """The sum and its parts, for display."""

    points: float
    parts: tuple[UrgencyPoints, ...]


def urgency(facts: QueueFacts) -> Urgency:
    """The urgency of one need, by the formula at the head of this module."""
    years = np.nan if facts.years_since_served is None else facts.years_since_served
    columns = _parts(
        np.array([facts.days_left], dtype=np.float64),
        np.array([facts.days_waiting], dtype=np.float64),
        np.array([years]),
        facts.promised_days,
    )
    values = {
        UrgencyPart.DAYS_LEFT: float(facts.days_left),
        UrgencyPart.WAITING: float(facts.days_waiting),
        UrgencyPart.UNSERVED: facts.years_since_served,
    }
    parts = tuple(
        UrgencyPoints(part, float(column[0]), POSSIBLE[part], values[part])
        for part, column in columns.items()
    )
    return Urgency(points=round(sum(part.points for part in parts), 2), parts=parts)


def urgency_points(
    days_left: Floats, days_waiting: Floats, years_since_served: Floats, *, promised_days: int
) -> Floats:
    """The points of many needs at once: arrays of one length, NaN years for never served."""
    columns = _parts(days_left, days_waiting, years_since_served, promised_days)
    total: Floats = np.round(np.sum(list(columns.values()), axis=0), 2)
    return total


def _parts(
    days_left: Floats, days_waiting: Floats, years: Floats, promised_days: int
) -> dict[UrgencyPart, Floats]:
    served_long_ago = np.clip(np.nan_to_num(years) / FULL_AFTER_YEARS, 0.0, 1.0) / 2
    shares = {
        UrgencyPart.DAYS_LEFT: np.clip(1.0 - days_left / LEAD_DAYS, 0.0, 1.0),
        UrgencyPart.WAITING: np.clip(days_waiting / max(promised_days, 1), 0.0, 1.0),
        UrgencyPart.UNSERVED: np.where(np.isnan(years), 1.0, served_long_ago),
    }
    return {part: np.round(POSSIBLE[part] * share, 2) for part, share in shares.items()}
