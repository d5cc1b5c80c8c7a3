"""Small rules about networks and class groups. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ecotone.networks.countries import Grade


def makes_cycle(links: Iterable[tuple[int, int]], *, child: int, parent: int) -> bool:
    """Whether putting ``child`` under ``parent`` closes a circle in the (child, parent) links."""
    above: dict[int, set[int]] = defaultdict(set)
    for lower, upper in links:
        above[lower].add(upper)
    seen, edge = {parent}, [parent]
    while edge:
        following = above[edge.pop()] - seen
        seen |= following
        edge.extend(following)
    return child in seen


def label_a_year_later(label: str, grade: str, next_grade: str) -> str:
    """The class label in the next grade: "2A" in S2 becomes "3A" in S3.

    Only a number at the start that is the grade's own number moves on; "Otters" stays "Otters".
    """
    now, later = _number(grade), _number(next_grade)
    found = re.match(r"\d+", label)
    if found is None or now is None or later is None or int(found[0]) != now:
        return label
    return f"{later}{label[found.end() :]}"


def next_grade(grade: Grade, grades: Sequence[Grade]) -> Grade | None:
    """The grade a class moves up to, or None where it leaves or the way parts.

    Grades of one series share the letters of their code (S2, S3). A class stays in its series;
    where that ends, it moves into a series that begins a year later, if there is just one.
    """
    later = [one for one in grades if one.system == grade.system and one.age == grade.age + 1]
    same_series = [one for one in later if _series(one) == _series(grade)]
    if same_series:
        return same_series[0]
    running = {_series(one) for one in grades if one.age <= grade.age}
    beginning = [one for one in later if _series(one) not in running]
    return beginning[0] if len(beginning) == 1 else None


def _series(grade: Grade) -> str:
    return re.sub(r"\d+", "", grade.code)


def _number(grade: str) -> int | None:
    found = re.search(r"\d+", grade)
    return int(found[0]) if found else None
