"""Numbers as a drawing needs them: text with a decimal point, whatever the language."""

import math

HUES = 6


def percent_of(value: float | None, whole: float) -> str:
    if value is None or whole <= 0:
        return "0"
    return coordinate(min(max(value / whole, 0), 1) * 100)


def plain(value: float) -> str:
    """A number for people who did not give their own text: no needless decimals."""
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}"


def coordinate(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def round_levels(largest: float, *, about: int = 4) -> list[float]:
    """Round numbers from 0 to at least ``largest``, in about ``about`` steps of 1, 2 or 5 ×10ⁿ."""
    if largest <= 0:
        return [0.0, 1.0]
    rough = largest / about
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    return [step * n for n in range(math.ceil(round(largest / step, 9)) + 1)]
