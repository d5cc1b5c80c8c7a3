"""A figure as it leaves the arithmetic: never a bare number."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self


class Unit(StrEnum):
    """What the value counts. A share lies between 0 and 1."""

    SHARE = "share"
    PUPILS = "pupils"
    CONTACTS = "contacts"
    SCHOOLS = "schools"
    VISITS_PER_PUPIL = "visits_per_pupil"
    VISITS_PER_PERSON = "visits_per_person"
    DAYS = "days"


class Reason(StrEnum):
    """Why a value is not shown (domain brief 4.6)."""

    FEW = "few"
    COMPLEMENT = "complement"
    GROUP = "group"
    SMALL_DENOMINATOR = "small_denominator"


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a denominator comes from: its name, the school year it tells of, when it was seen."""

    name: str
    period: str
    observed_on: dt.date


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval with the share of intervals that cover the truth (0.95)."""

    low: float
    high: float
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """One indicator (domain brief 3.10) over one population and period, with all that it rests on.

    ``value`` is None when there is nothing to divide by or when it is suppressed; then numerator,
    denominator and bounds are None too. ``lower`` takes schools without data as zero, ``upper``
    leaves them out. ``part`` tells apart the halves of an indicator (a wave, one side of a visit).
    """

    code: str
    unit: Unit
    period: str
    as_of: dt.date
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    n_schools_with_data: int = 0
    n_schools: int = 0
    lower: float | None = None
    upper: float | None = None
    interval: Interval | None = None
    sources: tuple[Source, ...] = ()
    part: str = ""
    suppressed: bool = False
    reason: Reason | None = None

    @property
    def share_of_schools_with_data(self) -> float:
        """Between 0 and 1; 0 where there is no school."""
        return self.n_schools_with_data / self.n_schools if self.n_schools else 0.0

    def withheld(self, reason: Reason) -> Self:
        """The same figure without anything from which its value could be told."""
        return replace(
            self,
            value=None,
            numerator=None,
            denominator=None,
            lower=None,
            upper=None,
            interval=None,
            suppressed=True,
            reason=reason,
        )


def share(numerator: float, denominator: float) -> float | None:
    """The quotient, or None when there is nothing to divide by."""
    return numerator / denominator if denominator else None
