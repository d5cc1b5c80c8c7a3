"""Days on which no school of a country is open."""

import datetime as dt
from collections.abc import Iterable

from ecotone.networks.countries.holidays import holiday_on
from ecotone.networks.countries.registry import find_country_pack


def closed_days(country: str, days: Iterable[dt.date]) -> frozenset[dt.date]:
    """Those of the days that are public holidays in the country; none for an unknown country."""
    pack = find_country_pack(country)
    if pack is None:
        return frozenset()
    return frozenset(day for day in days if holiday_on(pack, day) is not None)
