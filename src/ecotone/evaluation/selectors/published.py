"""What is public of a network: its figures at the end of a month, never newer."""

import datetime as dt

from django.core.cache import cache

from ecotone.evaluation.selectors.scopes import Scope
from ecotone.evaluation.statistics.disclosure.months import (
    MonthlyCounts,
    last_published_day,
    month_ends,
)
from ecotone.evaluation.statistics.disclosure.rules import PUBLIC
from ecotone.evaluation.statistics.facts import ReachFacts
from ecotone.evaluation.statistics.reach_table import reached_by_place

A_DAY = 60 * 60 * 24


def published_facts(facts: ReachFacts, scope: Scope) -> ReachFacts | None:
    """The facts as they stood at the last month that may be published; None when there is none.

    Which month that is follows from the facts alone, so nothing is stored: every month of the year
    is worked out again, and remembered for the day.
    """
    key = f"evaluation:published:{scope.network.pk}:{scope.year.label}:{scope.today}"
    day: dt.date | None = cache.get(key)
    if day is None:
        day = _published_day(facts, scope)
        cache.set(key, day, A_DAY)
    return facts.known_by(day) if day else None


def _published_day(facts: ReachFacts, scope: Scope) -> dt.date | None:
    country = scope.network.country
    after = scope.year.end(country) + dt.timedelta(days=1)
    ends = month_ends(scope.year.start(country), min(scope.today, after))
    months = [MonthlyCounts(end, reached_by_place(facts.known_by(end)).counts) for end in ends]
    return last_published_day(months, PUBLIC.k)
