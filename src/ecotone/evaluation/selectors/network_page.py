"""What the page of a network's figures shows, and its CSV file with the same numbers."""

import datetime as dt
from dataclasses import dataclass, replace

from ecotone.evaluation.selectors.access import Audience
from ecotone.evaluation.selectors.brokerage import BrokerageFigures, brokerage_figures
from ecotone.evaluation.selectors.published import published
from ecotone.evaluation.selectors.reach import (
    ReachRows,
    SchoolLine,
    choice_in,
    levels_in,
    places_in,
    reach_rows,
)
from ecotone.evaluation.selectors.scopes import Scope, scope_of
from ecotone.evaluation.statistics.lists import schools_not_reached, schools_without_data
from ecotone.evaluation.statistics.network_figures import Choice, ReachFigures, reach_figures
from ecotone.evaluation.statistics.reach_table import (
    ReachTable,
    place_row,
    reach_table,
    school_row,
)
from ecotone.evaluation.statistics.standing import Missing
from ecotone.evaluation.statistics.values import IndicatorValue
from ecotone.networks.api import SchoolYear


@dataclass(frozen=True)
class PlaceLine:
    """One municipality in the table."""

    place: str
    reach: IndicatorValue
    schools_served: int
    visits: int


@dataclass(frozen=True)
class SchoolResult:
    """One school in the table; with a reason in ``missing`` it has no place in the share."""

    key: int
    school: SchoolLine
    reach: IndicatorValue
    visits: int
    missing: Missing | None


@dataclass(frozen=True)
class UnreachedSchool:
    """A school to call. ``is_asking`` when it has a request that waits."""

    school: SchoolLine
    is_asking: bool


@dataclass(frozen=True)
class NetworkFigures:
    """All that one reader sees of one network, year and choice.

    ``figures`` is None while nothing may be published yet. Lists of schools and everything about
    requests and people are empty in public.
    """

    audience: Audience
    scope: Scope
    choice: Choice
    places: tuple[str, ...]
    levels: tuple[str, ...]
    table: ReachTable | None = None
    figures: ReachFigures | None = None
    brokerage: BrokerageFigures | None = None
    place_lines: tuple[PlaceLine, ...] = ()
    school_results: tuple[SchoolResult, ...] = ()
    unreached: tuple[UnreachedSchool, ...] = ()

    @property
    def missing(self) -> tuple[SchoolResult, ...]:
        """The schools without data, by name of their municipality."""
        return tuple(row for row in self.school_results if row.missing)


def network_figures(
    audience: Audience,
    year: SchoolYear,
    *,
    place: str | None,
    level: str | None,
    now: dt.datetime,
) -> NetworkFigures:
    """Everything for one page: seven queries in public, fourteen inside, at any size.

    A place or level that the network does not have is taken as none chosen.
    """
    scope = scope_of(audience.network, year, now=now)
    rows = reach_rows(scope)
    choice = choice_in(rows, place=place, level=level)
    page = NetworkFigures(audience, scope, choice, places_in(rows), levels_in(rows))
    return _for_everybody(page, rows) if audience.is_public else _for_the_hub(page, rows)


def _for_everybody(page: NetworkFigures, rows: ReachRows) -> NetworkFigures:
    found = published(rows.facts, page.scope)
    if found is None:
        return page
    facts, table = found
    return replace(
        page,
        table=table,
        figures=reach_figures(facts, table, page.choice),
        place_lines=_place_lines(table, page.choice, page.places),
    )


def _for_the_hub(page: NetworkFigures, rows: ReachRows) -> NetworkFigures:
    release = page.audience.release
    table = reach_table(rows.facts, release, by_school=True)
    brokerage = brokerage_figures(page.scope, page.choice, release, n_schools=len(rows.schools))
    return replace(
        page,
        table=table,
        figures=reach_figures(rows.facts, table, page.choice),
        brokerage=brokerage,
        place_lines=_place_lines(table, page.choice, page.places),
        school_results=_school_results(rows, table, page.choice),
        unreached=_unreached(rows, page.choice, brokerage),
    )


def _place_lines(
    table: ReachTable, choice: Choice, places: tuple[str, ...]
) -> tuple[PlaceLine, ...]:
    shown = places if choice.place is None else (choice.place,)
    return tuple(
        PlaceLine(
            place=place,
            reach=table.value(place_row(place), choice.column),
            schools_served=table.schools_served(place_row(place), choice.column),
            visits=table.visits_held(place_row(place), choice.column),
        )
        for place in shown
        if (place_row(place), choice.column) in table.standings
    )


def _school_results(rows: ReachRows, table: ReachTable, choice: Choice) -> tuple[SchoolResult, ...]:
    """Schools of the choice, by municipality and name."""
    missing = schools_without_data(table.standings.get((choice.row, choice.column), ()))
    return tuple(
        SchoolResult(
            key=key,
            school=line,
            reach=table.value(school_row(key), choice.column),
            visits=table.visits_held(school_row(key), choice.column),
            missing=missing.get(key),
        )
        for key, line in rows.schools.items()
        if choice.place in (None, line.place)
        and (school_row(key), choice.column) in table.standings
    )


def _unreached(
    rows: ReachRows, choice: Choice, brokerage: BrokerageFigures
) -> tuple[UnreachedSchool, ...]:
    """Schools to call: under-served areas first, then by municipality and name."""
    keys = schools_not_reached(rows.facts, level=choice.level)
    found = [
        UnreachedSchool(line, is_asking=key in brokerage.asking_schools)
        for key, line in rows.schools.items()
        if key in keys and choice.place in (None, line.place)
    ]
    return tuple(sorted(found, key=lambda row: not row.school.is_underserved))
