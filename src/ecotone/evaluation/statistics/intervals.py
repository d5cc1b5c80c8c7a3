"""Order statistics and the interval of a share."""

import math
from collections.abc import Sequence

from ecotone.evaluation.statistics.values import Interval

Z_95 = 1.959963984540054


def wilson(successes: int, trials: int) -> Interval | None:
    """The 95 % score interval of a share (Wilson 1927); None without trials.

    Keeps its coverage with few trials and at 0 and 1, where the textbook interval collapses.
    """
    if trials == 0:
        return None
    p = successes / trials
    spread = Z_95**2 / trials
    centre = (p + spread / 2) / (1 + spread)
    half = Z_95 / (1 + spread) * math.sqrt(p * (1 - p) / trials + spread / (4 * trials))
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == trials else min(1.0, centre + half)
    return Interval(low, high)


def quantile(values: Sequence[float], share: float) -> float | None:
    """The value below which that share lies, interpolated linearly (type 7); None for no values."""
    if not values:
        return None
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def median(values: Sequence[float]) -> float | None:
    return quantile(values, 0.5)
