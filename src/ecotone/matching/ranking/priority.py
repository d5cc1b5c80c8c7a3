"""How much a school's turn it is: the under-served score of the domain brief 5.4, published.

Points out of 100: never served 35, or 35 in proportion to the years since (full after three) ·
deprivation or remoteness quintile 25 in proportion (1 = none, 5 = most) · special school 15 · no
partner near 15 · small school 10. What is not known earns nothing and is named as not known.
"""

from dataclasses import dataclass
from enum import StrEnum

FULL_AFTER_YEARS = 3.0


class PriorityPart(StrEnum):
    """What makes a school under-served, in the order in which it is said."""

    SERVED = "served"
    AREA = "area"
    SPECIAL = "special"
    NO_PARTNER = "no_partner"
    SMALL = "small"


POSSIBLE = {
    PriorityPart.SERVED: 35.0,
    PriorityPart.AREA: 25.0,
    PriorityPart.SPECIAL: 15.0,
    PriorityPart.NO_PARTNER: 15.0,
    PriorityPart.SMALL: 10.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolFacts:
    """What is known of a school's turn; None for what is not known.

    ``years_since_served`` counts from its last held visit and is None when ``never_served``.
    Quintiles run from 1 (best off, nearest) to 5. ``has_partner_near``: within 30 minutes.
    """

    never_served: bool
    years_since_served: float | None = None
    deprivation_quintile: int | None = None
    remoteness_quintile: int | None = None
    is_special: bool | None = None
    has_partner_near: bool | None = None
    is_small: bool | None = None

    def __post_init__(self) -> None:
        for quintile in (self.deprivation_quintile, self.remoteness_quintile):
            if quintile is not None and not 1 <= quintile <= 5:
                raise ValueError("a quintile runs from 1 to 5")


@dataclass(frozen=True, slots=True)
class PriorityPoints:
    """One part of the score; ``points`` None when the fact is not known."""

    part: PriorityPart
    points: float | None
    possible: float


@dataclass(frozen=True, slots=True)
class SchoolPriority:
    """The score with its parts, for display; ``value`` (0 to 1) is what the ranking takes."""

    points: float
    parts: tuple[PriorityPoints, ...]

    @property
    def value(self) -> float:
        return self.points / sum(POSSIBLE.values())


def priority_of(facts: SchoolFacts) -> SchoolPriority:
    """The under-served score of a school, by the formula at the head of this module."""
    shares = {
        PriorityPart.SERVED: _unserved(facts),
        PriorityPart.AREA: _area(facts),
        PriorityPart.SPECIAL: _truth(facts.is_special),
        PriorityPart.NO_PARTNER: _truth(
            None if facts.has_partner_near is None else not facts.has_partner_near
        ),
        PriorityPart.SMALL: _truth(facts.is_small),
    }
    parts = tuple(
        PriorityPoints(part, None if share is None else round(possible * share, 2), possible)
        for part, possible in POSSIBLE.items()
        for share in [shares[part]]
    )
    return SchoolPriority(points=round(sum(part.points or 0.0 for part in parts), 2), parts=parts)


def _unserved(facts: SchoolFacts) -> float | None:
    if facts.never_served:
        return 1.0
    if facts.years_since_served is None:
        return None
    return min(max(facts.years_since_served, 0.0) / FULL_AFTER_YEARS, 1.0)


def _area(facts: SchoolFacts) -> float | None:
    """The worse of the two quintiles; 1 counts nothing, 5 in full."""
    known = [q for q in (facts.deprivation_quintile, facts.remoteness_quintile) if q is not None]
    return (max(known) - 1) / 4 if known else None


def _truth(fact: bool | None) -> float | None:
    return None if fact is None else float(fact)
