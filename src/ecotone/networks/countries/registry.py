"""Handing out country packs, each file read once a process."""

from collections.abc import Mapping
from functools import cache

from ecotone.networks.countries.packs import CountryPack
from ecotone.networks.countries.reading import read_packs


class UnknownCountry(LookupError):
    """There is no pack for the country; the strictest known rules hold for it."""

    def __init__(self, code: str) -> None:
        known = ", ".join(country_codes())
        super().__init__(f"There is no country pack {code!r}; there are {known}.")
        self.code = code


def get_country_pack(code: str) -> CountryPack:
    """The pack of a country by its alpha-2 code. Raises UnknownCountry."""
    pack = find_country_pack(code)
    if pack is None:
        raise UnknownCountry(code)
    return pack


def find_country_pack(code: str) -> CountryPack | None:
    """The pack of a country by its alpha-2 code, or None."""
    return _packs().get(code.upper())


def country_codes() -> tuple[str, ...]:
    """The alpha-2 codes of all countries with a pack, in order."""
    return tuple(_packs())


@cache
def _packs() -> Mapping[str, CountryPack]:
    return read_packs()
