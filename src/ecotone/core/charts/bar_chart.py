"""Horizontal bars from zero."""

from collections.abc import Sequence
from dataclasses import dataclass

from ecotone.core.charts.geometry import percent_of, plain


@dataclass(frozen=True)
class BarRow:
    """One bar: ``text`` is what stands beside it, ``target`` a mark on it, ``url`` its page."""

    label: str
    value: float | None
    text: str = ""
    target: float | None = None
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """A bar as drawn; ``share`` and ``target`` are percentages of the longest."""

    label: str
    text: str
    share: str
    target: str
    url: str
    is_missing: bool


@dataclass(frozen=True)
class Bars:
    title: str
    rows: tuple[Bar, ...]
    description: str = ""
    source: str = ""
    date: str = ""


def bars(
    *,
    title: str,
    rows: Sequence[BarRow],
    description: str = "",
    unit: str = "",
    source: str = "",
    date: str = "",
    full: float | None = None,
) -> Bars:
    """Horizontal bars from zero. ``full`` is the value of a whole bar; else the largest one's."""
    known = [number for row in rows for number in (row.value, row.target) if number is not None]
    longest = full if full is not None else max([*known, 0])
    drawn = tuple(
        Bar(
            label=row.label,
            text=row.text or (f"{plain(row.value)}{unit}" if row.value is not None else ""),
            share=percent_of(row.value, longest),
            target=percent_of(row.target, longest) if row.target is not None else "",
            url=row.url,
            is_missing=row.value is None,
        )
        for row in rows
    )
    return Bars(title, drawn, description, source, date)
