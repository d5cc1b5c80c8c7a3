"""Whether a parsed TOML value has the shape it should have, told in words with its place."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_WORDS: Mapping[type, str] = {
    str: "a text in quotes",
    bool: "true or false",
    int: "a whole number",
    dt.date: "a date such as 2020-01-01",
}


@dataclass(frozen=True)
class ListOf:
    """A list whose items all have one shape."""

    item: "Shape"
    least: int = 0


@dataclass(frozen=True)
class Block:
    """A block with these keys and no other."""

    needed: "Mapping[str, Shape]"
    allowed: "Mapping[str, Shape]" = field(default_factory=dict)


@dataclass(frozen=True)
class Texts:
    """Texts by language, at least one; ``or_one`` also takes a single text."""

    or_one: bool = False


type Shape = type | ListOf | Block | Texts


def shape_problems(value: Any, shape: Shape, place: str = "") -> list[str]:
    """What keeps the value from having the shape; ``place`` stands before each sentence."""
    match shape:
        case ListOf():
            return _list_problems(value, shape, place)
        case Block():
            return _block_problems(value, shape, place)
        case Texts():
            return _text_problems(value, shape, place)
    # ``type`` rather than ``isinstance``: true is a number too, and a moment a date.
    return [] if type(value) is shape else [f"{place}must be {_WORDS[shape]}."]


def _list_problems(value: Any, shape: ListOf, place: str) -> list[str]:
    if not isinstance(value, list):
        return [f"{place}must be a list."]
    problems = [] if len(value) >= shape.least else [f"{place}must not be empty."]
    for number, item in enumerate(value, start=1):
        problems += shape_problems(item, shape.item, f"{place}{number}: ")
    return problems


def _block_problems(value: Any, shape: Block, place: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{place}must be a block."]
    known = {**shape.needed, **shape.allowed}
    problems = [f"{place}{key!r} is missing." for key in shape.needed if key not in value]
    for key, inner in value.items():
        if key in known:
            problems += shape_problems(inner, known[key], f"{place}{key}: ")
        else:
            problems.append(f"{place}unknown key {key!r}; known are {', '.join(known)}.")
    return problems


def _text_problems(value: Any, shape: Texts, place: str) -> list[str]:
    if shape.or_one and isinstance(value, str):
        return [] if value else [f"{place}must not be empty."]
    if not isinstance(value, dict) or not value:
        return [f"{place}must give at least one language and its text."]
    return [
        f"{place}{language}: must be a text in quotes."
        for language, text in value.items()
        if not isinstance(text, str) or not text
    ]
