"""Where countries lie, roughly, and what they are called in our languages."""

import tomllib
from functools import cache
from importlib import resources

from babel import Locale

LANGUAGES = ("en", "nl", "de", "fr", "es", "pt")
# Where the house number comes before the street.
NUMBER_FIRST = frozenset({"FR", "GB", "IE", "LU", "MT"})

type Box = tuple[float, float, float, float]


@cache
def _boxes() -> dict[str, list[Box]]:
    file = resources.files("ecotone.networks.importing").joinpath("countries.toml")
    found = tomllib.loads(file.read_text("utf-8"))
    return {country: [_box(*corners) for corners in boxes] for country, boxes in found.items()}


def _box(south: float, west: float, north: float, east: float) -> Box:
    return (south, west, north, east)


def known_countries() -> list[str]:
    """Alpha-2 codes of the countries that schools can be imported for, sorted."""
    return sorted(_boxes())


def lies_in(country: str, latitude: float, longitude: float) -> bool:
    """Whether the place is in or near the country; True for a country we have no box of."""
    boxes = _boxes().get(country)
    if boxes is None:
        return True
    return any(
        south <= latitude <= north and west <= longitude <= east
        for south, west, north, east in boxes
    )


def country_name(country: str, language: str) -> str:
    """The country's name in the language; the code when there is none."""
    return str(Locale.parse(language).territories.get(country, country))


@cache
def spellings_of(country: str) -> frozenset[str]:
    """The code and the names of a country in our languages, case-folded."""
    names = {country_name(country, language).casefold() for language in LANGUAGES}
    return frozenset(names | {country.casefold()})
