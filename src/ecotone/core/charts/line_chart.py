"""Lines over equal steps of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ecotone.core.charts.geometry import HUES, coordinate, plain, round_levels

WIDTH, HEIGHT = 360.0, 200.0
LEFT, RIGHT, TOP, BOTTOM = 38.0, 6.0, 10.0, 26.0
INSET = 26.0  # half a label, so that the first and last stay inside


@dataclass(frozen=True)
class Series:
    label: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    label: str


@dataclass(frozen=True)
class Line:
    """A line as drawn; it is broken where a value is missing, hence several ``paths``."""

    label: str
    hue: int
    paths: tuple[str, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Tick:
    label: str
    at: str


@dataclass(frozen=True)
class Lines:
    title: str
    lines: tuple[Line, ...]
    points: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    table: tuple[tuple[str, tuple[str, ...]], ...]
    description: str = ""
    source: str = ""
    date: str = ""
    labels: tuple[str, ...] = ()
    view_box: str = f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"
    left: str = f"{LEFT:.0f}"
    right: str = f"{WIDTH - RIGHT:.0f}"
    base: str = f"{HEIGHT - BOTTOM:.0f}"
    label_y: str = f"{HEIGHT - 8:.0f}"


def lines(
    *,
    title: str,
    points: Sequence[str],
    series: Sequence[Series],
    unit: str = "",
    description: str = "",
    source: str = "",
    date: str = "",
) -> Lines:
    """Lines over equal steps of time, from zero. Every series has one value a point."""
    steps = round_levels(max([v for one in series for v in one.values if v is not None] or [0]))
    places = _spread(len(points))
    return Lines(
        title=title,
        lines=tuple(
            _line(one, place, places, steps[-1], points) for place, one in enumerate(series)
        ),
        points=tuple(Tick(p, coordinate(x)) for p, x in _thinned(points, places)),
        levels=tuple(Tick(f"{plain(s)}{unit}", coordinate(_height(s, steps[-1]))) for s in steps),
        table=tuple(
            (point, tuple(_cell(one.values[n], unit) for one in series))
            for n, point in enumerate(points)
        ),
        description=description,
        source=source,
        date=date,
        labels=tuple(one.label for one in series),
    )


def _line(
    series: Series, place: int, places: Sequence[float], top: float, points: Sequence[str]
) -> Line:
    spots = [
        None if value is None else (x, _height(value, top))
        for x, value in zip(places, series.values, strict=True)
    ]
    breaks = [-1, *(n for n, spot in enumerate(spots) if spot is None), len(spots)]
    runs = [[spot for spot in spots[a + 1 : b] if spot] for a, b in pairwise(breaks)]
    return Line(
        label=series.label,
        hue=min(place, HUES - 1) + 1,
        paths=tuple(
            " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in run) for run in runs if run
        ),
        dots=tuple(
            Dot(coordinate(spot[0]), coordinate(spot[1]), label)
            for spot, label in zip(spots, points, strict=True)
            if spot
        ),
    )


def _spread(count: int) -> list[float]:
    room = WIDTH - LEFT - RIGHT - 2 * INSET
    return [LEFT + INSET + room * (n / (count - 1) if count > 1 else 0.5) for n in range(count)]


def _thinned(points: Sequence[str], places: Sequence[float]) -> list[tuple[str, float]]:
    """At most five labels below, first and last among them, so that they never touch."""
    count = len(points)
    if count <= 5:
        kept = list(range(count))
    else:
        kept = sorted({round(n * (count - 1) / 4) for n in range(5)})
    return [(points[n], places[n]) for n in kept]


def _height(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top


def _cell(value: float | None, unit: str) -> str:
    return "" if value is None else f"{plain(value)}{unit}"
