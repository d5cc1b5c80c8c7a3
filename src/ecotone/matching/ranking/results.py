"""What the ranking answers: candidates with points and reasons, and why others are left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ecotone.matching.ranking.codes import Constraint, Preference, ReasonCode, VisitMode

type Value = str | int | float | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing to say for a candidate, or to look at: a code and the values its words need."""

    code: ReasonCode
    values: Mapping[str, Value]

    def to_mapping(self) -> dict[str, Any]:
        """As JSON values, to be kept with an invitation."""
        return {"code": self.code.value, "values": _as_json(self.values)}

    @classmethod
    def from_mapping(cls, stored: Mapping[str, Any]) -> Self:
        """Read back what ``to_mapping`` gave. Raises ValueError for an unknown code."""
        return cls(code=ReasonCode(stored["code"]), values=_from_json(stored["values"]))


@dataclass(frozen=True, slots=True)
class Failure:
    """A hard rule that an offer breaks for this need, and the values its words need."""

    constraint: Constraint
    values: Mapping[str, Value]

    def to_mapping(self) -> dict[str, Any]:
        """As JSON values."""
        return {"code": self.constraint.name, "values": _as_json(self.values)}

    @classmethod
    def from_mapping(cls, stored: Mapping[str, Any]) -> Self:
        """Read back what ``to_mapping`` gave. Raises KeyError for an unknown code."""
        return cls(constraint=Constraint[stored["code"]], values=_from_json(stored["values"]))


@dataclass(frozen=True, slots=True)
class Part:
    """The points of one preference, of ``possible`` ones."""

    preference: Preference
    points: float
    possible: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who meets every hard rule. ``slot_index`` counts the need's slots from 0.

    ``distance_km`` is the estimated distance by road, None where a place is not known; it is given
    for online visits too. ``parts`` follow the order of ``Preference`` and add up to ``points``.
    """

    rank: int
    offer_id: int
    person_id: int
    points: float
    parts: tuple[Part, ...]
    mode: VisitMode
    slot_index: int
    slot_id: int
    distance_km: float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Somebody who is left out, with every rule that is broken at the time that comes closest."""

    offer_id: int
    person_id: int
    points: float
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many offers break a rule, and how many break nothing but this one."""

    constraint: Constraint
    offers: int
    only_this: int


def _as_json(values: Mapping[str, Value]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
    }


def _from_json(values: Mapping[str, Any]) -> dict[str, Value]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
