"""What a page was asked for, read from its address and written into the next one."""

import datetime as dt
from urllib.parse import urlencode

from django.http import HttpRequest

from ecotone.evaluation.statistics.network_figures import Choice
from ecotone.networks.api import SchoolYear, school_year_on

YEARS_ON_OFFER = 4


def years_on_offer(today: dt.date, country: str) -> list[SchoolYear]:
    """This school year and the three before it, the latest first."""
    now = school_year_on(today, country).start_year
    return [SchoolYear(year) for year in range(now, now - YEARS_ON_OFFER, -1)]


def chosen_year(request: HttpRequest, years: list[SchoolYear]) -> SchoolYear:
    """The year in the address; the present one when it names none of those on offer."""
    asked = request.GET.get("year", "")
    return next((year for year in years if year.label == asked), years[0])


def choice_query(year: SchoolYear, choice: Choice) -> str:
    """The year, municipality and level as the query part of an address."""
    query = {"year": year.label, "place": choice.place, "level": choice.level}
    return urlencode({name: value for name, value in query.items() if value})
