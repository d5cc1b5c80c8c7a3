"""The demo's own files, read once and typed."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("nl", "de", "fr", "es", "pt", "en")


@dataclass(frozen=True)
class Place:
    """The middle of a municipality, roughly."""

    name: str
    country: str
    latitude: float
    longitude: float
    code: str = ""


@dataclass(frozen=True)
class Area:
    """Where invented schools of one network stand, and of what their names are made."""

    network: str
    language: str
    offers: str
    places: Mapping[str, int]
    primary: Sequence[str]
    secondary: Sequence[str]
    names: Sequence[str]
    secondary_share: int
    also: str = ""


@dataclass(frozen=True)
class Company:
    """An invented organisation at which an invented professional works."""

    key: str
    name: str
    sector: str
    place: str


@dataclass(frozen=True)
class OfferWords:
    """What one invented professional offers, in their own words."""

    person: str
    company: str
    title: str
    job: str
    formats: Sequence[str]
    fields: Sequence[str]
    topics: Sequence[str]
    levels: Sequence[str]
    gender: str
    languages: Mapping[str, str]
    mode: str
    radius: int
    cap: int
    equipment: str
    will_not: str
    of_place: bool = False


@dataclass(frozen=True)
class NeedWords:
    """What an invented teacher asks for, in their own words."""

    theme: str
    done: str
    topics: Sequence[str]
    format: str
    levels: Sequence[str]
    wish: str = ""


@dataclass(frozen=True)
class Words:
    """All that is written in one language."""

    companies: Sequence[Company]
    offers: Sequence[OfferWords]
    needs: Sequence[NeedWords]


@dataclass(frozen=True)
class Names:
    """Of what the names of people are made in one language."""

    women: Sequence[str] = field(default_factory=list)
    men: Sequence[str] = field(default_factory=list)
    last: Sequence[str] = field(default_factory=list)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("ecotone.demo").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def networks() -> Sequence[dict[str, Any]]:
    """The networks, parents before children."""
    rows: list[dict[str, Any]] = _read("networks.toml")["networks"]
    return rows


@cache
def organisations() -> Sequence[dict[str, Any]]:
    """Real bodies with where they are named."""
    rows: list[dict[str, Any]] = _read("organisations.toml")["organisations"]
    return rows


@cache
def places() -> Mapping[str, Place]:
    return {name: Place(name=name, **row) for name, row in _read("places.toml")["places"].items()}


@cache
def areas() -> Sequence[Area]:
    return [Area(**row) for row in _read("schools.toml")["areas"]]


@cache
def words(language: str) -> Words:
    rows = _read(f"words/{language}.toml")
    return Words(
        companies=[Company(**row) for row in rows["companies"]],
        offers=[OfferWords(**row) for row in rows["offers"]],
        needs=[NeedWords(**row) for row in rows["needs"]],
    )


@cache
def names() -> Mapping[str, Names]:
    return {language: Names(**rows) for language, rows in _read("names.toml").items()}
