"""What is public of a network: its figures at the end of a month, never newer."""

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache

from ecotone.evaluation.selectors.scopes import Scope
from ecotone.evaluation.statistics.disclosure.months import month_ends, publish
from ecotone.evaluation.statistics.disclosure.rules import PUBLIC
from ecotone.evaluation.statistics.disclosure.tables import Cell
from ecotone.evaluation.statistics.facts import ReachFacts
from ecotone.evaluation.statistics.reach_table import ReachTable, public_months, reach_table

A_DAY = 60 * 60 * 24


@dataclass(frozen=True)
class PublicState:
    """The month whose figures are public today (None before the first), and what it hides."""

    day: dt.date | None
    hidden: frozenset[Cell] = frozenset()


def published(facts: ReachFacts, scope: Scope) -> tuple[ReachFacts, ReachTable] | None:
    """The facts as they stood at the last published month, with their table; None before it.

    Which month that is follows from the facts alone, so nothing is stored: every month of the year
    is worked out again, and the answer is remembered for the day.
    """
    key = f"evaluation:published:{scope.network.pk}:{scope.year.label}:{scope.today}"
    state: PublicState | None = cache.get(key)
    if state is None:
        state = _state(facts, scope)
        cache.set(key, state, A_DAY)
    if state.day is None:
        return None
    seen = facts.known_by(state.day)
    return seen, reach_table(seen, PUBLIC, by_school=False, also_hide=state.hidden)


def _state(facts: ReachFacts, scope: Scope) -> PublicState:
    country = scope.network.country
    after = scope.year.end(country) + dt.timedelta(days=1)
    ends = month_ends(scope.year.start(country), min(scope.today, after))
    months = publish(public_months(facts, ends, PUBLIC), PUBLIC.k)
    return PublicState(months[-1].day, months[-1].hidden) if months else PublicState(None)
