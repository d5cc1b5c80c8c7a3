"""The few figures that a desk shows, as the network's own people may see them."""

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache

from ecotone.evaluation.selectors.access import SchoolAudience
from ecotone.evaluation.selectors.reach import reach_rows
from ecotone.evaluation.selectors.school_page import SchoolFigures, school_figures
from ecotone.evaluation.selectors.scopes import Scope, current_year, scope_of
from ecotone.evaluation.statistics.disclosure.rules import HUB, OWN_SCHOOL
from ecotone.evaluation.statistics.lists import schools_not_reached
from ecotone.evaluation.statistics.network_figures import Choice, ReachFigures, reach_figures
from ecotone.evaluation.statistics.reach_table import reach_table
from ecotone.evaluation.wording import (
    absent_words,
    bounds_words,
    out_of,
    schools_with_data_words,
    source_words,
    value_words,
)
from ecotone.networks.api import Network, Organisation, SchoolYear, school_year_on

MANY_SCHOOLS = 500
TEN_MINUTES = 60 * 10


@dataclass(frozen=True)
class Headline:
    """A network's reach in words for a desk, with the figures it comes from.

    ``share`` is empty when there is none to show; then ``absent`` says why.
    """

    year: SchoolYear
    as_of: dt.date
    figures: ReachFigures
    schools_not_reached: int

    @property
    def share(self) -> str:
        return value_words(self.figures.reach)

    @property
    def absent(self) -> str:
        return absent_words(self.figures.reach)

    @property
    def out_of(self) -> str:
        return out_of(self.figures.reach)

    @property
    def schools_with_data(self) -> str:
        return schools_with_data_words(self.figures.reach)

    @property
    def bounds(self) -> str:
        return bounds_words(self.figures.reach)

    @property
    def source(self) -> str:
        return source_words(self.figures.reach.sources)


def headline_reach(
    network: Network, *, now: dt.datetime, year: SchoolYear | None = None
) -> Headline:
    """The hub's release of R1 to R4 for the network and all below it. Eight queries at any size.

    Asks nobody's permission: only for readers who may SEE_FIGURES of the network. A desk must open
    at once, so a network of many schools is counted anew every ten minutes only; the page of
    figures always counts anew.
    """
    scope = scope_of(network, year or current_year(network, now), now=now)
    if scope.schools().count() <= MANY_SCHOOLS:
        return _headline(scope)
    key = f"evaluation:headline:{network.pk}:{scope.year.label}"
    found: Headline | None = cache.get(key)
    if found is None:
        found = _headline(scope)
        cache.set(key, found, TEN_MINUTES)
    return found


def _headline(scope: Scope) -> Headline:
    facts = reach_rows(scope).facts
    table = reach_table(facts, HUB, by_school=True)
    return Headline(
        year=scope.year,
        as_of=scope.as_of,
        figures=reach_figures(facts, table, Choice()),
        schools_not_reached=len(schools_not_reached(facts)),
    )


def coverage_of_own_school(
    school: Organisation, *, now: dt.datetime, year: SchoolYear | None = None
) -> SchoolFigures:
    """Grade by grade for the school's own staff (HT-2). Six queries at any size."""
    found = year or school_year_on(now.date(), school.country)
    return school_figures(SchoolAudience(school, OWN_SCHOOL), found, now=now)
