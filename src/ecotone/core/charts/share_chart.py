"""One whole and its parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from ecotone.core.charts.geometry import HUES, coordinate, plain


@dataclass(frozen=True)
class Part:
    label: str
    value: float
    text: str = ""


@dataclass(frozen=True)
class Segment:
    """A part as drawn: from ``x``, ``width`` wide, both percentages; ``hue`` 1 to 6."""

    label: str
    text: str
    percent: str
    x: str
    width: str
    hue: int


@dataclass(frozen=True)
class Share:
    title: str
    segments: tuple[Segment, ...]
    description: str = ""
    source: str = ""
    date: str = ""


def share(
    *,
    title: str,
    parts: Sequence[Part],
    description: str = "",
    source: str = "",
    date: str = "",
) -> Share:
    """One bar cut into parts of a whole; the whole is the sum of the parts."""
    whole = sum(part.value for part in parts)
    segments: list[Segment] = []
    reached = 0.0
    for place, part in enumerate(parts):
        percent = part.value / whole * 100 if whole else 0.0
        segments.append(
            Segment(
                label=part.label,
                text=part.text or plain(part.value),
                percent=f"{percent:.0f}",
                x=coordinate(reached),
                width=coordinate(percent),
                hue=min(place, HUES - 1) + 1,
            )
        )
        reached += percent
    return Share(title, tuple(segments), description, source, date)
