"""What a network may set about its ranking, checked before it is used or stored."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from ecotone.matching.ranking.codes import SKILL, Preference


class InvalidSetting(ValueError):
    """A setting is not usable. ``name`` says which, ``allowed`` what it may be."""

    def __init__(self, name: str, allowed: str) -> None:
        self.name = name
        self.allowed = allowed
        super().__init__(f"{name} must be {allowed}")


@dataclass(frozen=True, slots=True)
class Weights:
    """The most points each preference can give. Defaults of the domain brief 5.3, 100 in all."""

    topic: float = 30.0
    priority: float = 25.0
    slot: float = 10.0
    travel: float = 10.0
    wish: float = 10.0
    fresh: float = 5.0
    continuity: float = 5.0
    experience: float = 5.0

    def __post_init__(self) -> None:
        for preference in Preference:
            check_number(f"weights.{preference}", self.of(preference), 0, 1000)

    def of(self, preference: Preference) -> float:
        value: float = getattr(self, preference.value)
        return value

    @classmethod
    def from_mapping(cls, stored: Mapping[str, Any]) -> Self:
        """Read stored weights; an absent one has its default, an unknown one is refused."""
        for name in stored:
            if name not in set(Preference):
                raise InvalidSetting(f"weights.{name}", f"one of {', '.join(Preference)}")
        return cls(**stored)


@dataclass(frozen=True, slots=True)
class RankingSettings:
    """How a network ranks. The formulas in which these stand are in the README beside this file.

    ``detour_factor`` makes road km of straight km; ``far_km`` is the road distance that earns no
    travel points; ``online_travel`` is the share of the travel points an online visit earns;
    ``meaning_part`` is the part of the topic fit that meaning decides when the field is known too;
    a similarity up to ``meaning_floor`` counts as nothing, from ``meaning_ceiling`` on as a full
    fit. ``language_minimum`` holds for pupils, ``language_minimum_young`` for ISCED 0 and 1.
    """

    weights: Weights = field(default_factory=Weights)
    min_days_between: int = 21
    language_minimum: str = "good"
    language_minimum_young: str = "good"
    detour_factor: float = 1.3
    far_km: float = 60.0
    online_travel: float = 0.5
    meaning_part: float = 0.5
    meaning_floor: float = 0.15
    meaning_ceiling: float = 0.5
    rested_after_days: int = 365
    experienced_after: int = 3

    def __post_init__(self) -> None:
        check_number("min_days_between", self.min_days_between, 0, 365, whole=True)
        check_number("detour_factor", self.detour_factor, 1, 3)
        check_number("far_km", self.far_km, 1, 1000)
        check_number("online_travel", self.online_travel, 0, 1)
        check_number("meaning_part", self.meaning_part, 0, 1)
        check_number("meaning_floor", self.meaning_floor, -1, 1)
        check_number("meaning_ceiling", self.meaning_ceiling, -1, 1)
        check_number("rested_after_days", self.rested_after_days, 1, 3650, whole=True)
        check_number("experienced_after", self.experienced_after, 1, 100, whole=True)
        if self.meaning_ceiling <= self.meaning_floor:
            raise InvalidSetting("meaning_ceiling", "above meaning_floor")
        for name in ("language_minimum", "language_minimum_young"):
            if getattr(self, name) not in SKILL:
                raise InvalidSetting(name, f"one of {', '.join(SKILL)}")

    @classmethod
    def from_mapping(cls, stored: Mapping[str, Any]) -> Self:
        """Read the JSON stored for a network; what is absent has its default.

        Names that are not of the ranking are left alone: the same mapping holds the settings of
        the brokerage. Raises InvalidSetting.
        """
        known = {entry.name for entry in fields(cls)}
        values = {name: value for name, value in stored.items() if name in known}
        weights = values.pop("weights", {})
        if not isinstance(weights, Mapping):
            raise InvalidSetting("weights", "a table of numbers")
        return cls(weights=Weights.from_mapping(weights), **values)

    def to_mapping(self) -> dict[str, Any]:
        """Everything as JSON values; ``from_mapping`` reads it back to an equal object."""
        return asdict(self)

    def skill_needed(self, level: str) -> int:
        """The least language skill (1 to 3) for pupils of this ISCED level."""
        is_young = level[:1] in {"0", "1"}
        return SKILL[self.language_minimum_young if is_young else self.language_minimum]


def check_number(name: str, value: object, low: float, high: float, *, whole: bool = False) -> None:
    """Raise InvalidSetting unless the value is a finite number within the bounds."""
    kinds = int if whole else (int, float)
    is_number = isinstance(value, kinds) and not isinstance(value, bool)
    if not is_number or not math.isfinite(float(value)) or not low <= float(value) <= high:  # type: ignore[arg-type]
        noun = "a whole number" if whole else "a number"
        raise InvalidSetting(name, f"{noun} from {low:g} to {high:g}")
