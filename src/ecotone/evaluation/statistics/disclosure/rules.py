"""The thresholds of a release, and what they do to a single figure."""

import math
from dataclasses import dataclass, replace

from ecotone.evaluation.statistics.values import IndicatorValue, Reason, Unit

FEWEST_FOR_A_MIDDLE = 8  # no mean or median over seven people or fewer


@dataclass(frozen=True, slots=True)
class Release:
    """Who will see the figures, as numbers.

    ``k``: fewer people than this are not shown. ``round_to``: counts of people are rounded to it.
    ``min_denominator``: no percentage on fewer people. ``group_under``: in a group smaller than
    this, "all of them" and "none of them" are not shown either.
    """

    name: str
    k: int
    round_to: int
    min_denominator: int = 20
    group_under: int = 20

    def is_few(self, people: float) -> bool:
        """Whether so few people stand behind a count that it must not be shown; none is not few."""
        return 0 < people < self.k

    def tells_of_a_group(self, part: float, whole: float) -> bool:
        """Whether the count says of every member of a small group that they are in, or are not."""
        return 0 < whole < self.group_under and part in (0, whole)

    def rounded(self, people: float) -> int:
        """The count to the nearest multiple of ``round_to``, halves upwards."""
        return math.floor(people / self.round_to + 0.5) * self.round_to


PUBLIC = Release("public", k=10, round_to=5)
HUB = Release("hub", k=5, round_to=1)
OWN_SCHOOL = Release("own_school", k=1, round_to=1, min_denominator=1, group_under=0)


def share_decimals(denominator: float) -> int:
    """Decimals of a percentage: none below a thousand people, one from there."""
    return 1 if denominator >= 1000 else 0


def released_share(value: IndicatorValue, release: Release) -> IndicatorValue:
    """A share of people as it may be shown: its counts rounded, its percentage cut to decimals.

    Takes for granted that the counts themselves may be shown; see ``released_people`` otherwise.
    """
    if value.numerator is None or value.denominator is None:
        return value
    shown = replace(
        value,
        numerator=release.rounded(value.numerator),
        denominator=release.rounded(value.denominator),
    )
    if value.denominator < release.min_denominator:
        return replace(
            shown,
            value=None,
            lower=None,
            upper=None,
            interval=None,
            reason=Reason.SMALL_DENOMINATOR if value.denominator else None,
        )
    digits = share_decimals(value.denominator) + 2
    return replace(
        shown,
        value=_cut(value.value, digits),
        lower=_cut(value.lower, digits),
        upper=_cut(value.upper, digits),
    )


def released_people(value: IndicatorValue, release: Release) -> IndicatorValue:
    """A share of adults as it may be shown, or withheld: neither side of it may be few.

    The numerator and those who are not in it are both groups of people.
    """
    part, whole = value.numerator, value.denominator
    if part is None or whole is None:
        return value
    if release.is_few(part) or release.is_few(whole) or release.is_few(whole - part):
        return value.withheld(Reason.FEW)
    if release.tells_of_a_group(part, whole):
        return value.withheld(Reason.GROUP)
    return released_share(value, release)


def released_middle(value: IndicatorValue) -> IndicatorValue:
    """A median over people as it may be shown: not over seven people or fewer."""
    if value.denominator is not None and 0 < value.denominator < FEWEST_FOR_A_MIDDLE:
        return value.withheld(Reason.FEW)
    return value


def released_count(value: IndicatorValue, release: Release) -> IndicatorValue:
    """A count of pupils or contacts as it may be shown."""
    if value.value is None:
        return value
    if release.is_few(value.value):
        return value.withheld(Reason.FEW)
    shown = release.rounded(value.value) if value.unit is not Unit.SHARE else value.value
    return replace(value, value=shown, numerator=shown)


def _cut(value: float | None, digits: int) -> float | None:
    """Halves upwards, as readers expect; Python's own rounding would take 47.5 % to 47 %."""
    scale = 10**digits
    return None if value is None else math.floor(value * scale + 0.5) / scale
