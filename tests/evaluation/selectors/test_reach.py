"""The facts behind reach, as read from the database."""

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ecotone.activities.enums import ActivityStatus
from ecotone.evaluation.selectors.reach import ReachRows, choice_in, reach_rows
from ecotone.evaluation.selectors.scopes import scope_of
from ecotone.evaluation.statistics.facts import Attendance, Hosting, Reporting
from ecotone.evaluation.statistics.network_figures import Choice
from ecotone.networks.api import SchoolYear
from ecotone.networks.models import Membership, Network
from tests.evaluation.worlds import enrol, school_with_class, visit
from tests.factories import Cast, make_network, make_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_november")]
OCTOBER = dt.date(2026, 10, 13)


def rows_of(network: Network, year: int = 2026) -> ReachRows:
    return reach_rows(scope_of(network, SchoolYear(year), now=timezone.now()))


def test_only_confirmed_visits_are_attended(cast: Cast) -> None:
    held = visit(cast.network, cast.class_group, on=OCTOBER, present=22)
    visit(cast.network, cast.class_group, on=OCTOBER, status=ActivityStatus.CONFIRMED)
    visit(cast.network, cast.class_group, on=OCTOBER, status=ActivityStatus.NOT_HELD)
    visit(cast.network, cast.class_group, on=OCTOBER, status=ActivityStatus.CANCELLED)
    visit(cast.network, cast.class_group, on=dt.date(2027, 1, 12), status=ActivityStatus.OPEN)
    facts = rows_of(cast.network).facts
    assert facts.attendances == (Attendance(held.pk, cast.class_group.pk, OCTOBER, 22),)
    assert facts.hostings == (Hosting(held.pk, cast.school.pk, OCTOBER),)
    assert facts.reporting == {cast.school.pk: Reporting(not_held=1, unreported=1)}


def test_school_that_left_the_network_is_not_in_it(cast: Cast) -> None:
    Membership.objects.filter(organisation=cast.school).update(until=dt.date(2026, 9, 1))
    assert [school.name for school in rows_of(cast.network).facts.schools] == ["De Vaart"]
    assert len(rows_of(cast.network, 2025).facts.schools) == 2


def test_companies_are_not_schools(cast: Cast) -> None:
    assert cast.company.pk not in rows_of(cast.network).schools


def test_networks_below_are_included_once(cast: Cast) -> None:
    sister = make_network("Sister", cast.parent)
    Membership.objects.create(network=sister, organisation=cast.school, since=dt.date(2024, 9, 1))
    rows = rows_of(cast.parent)
    assert sorted(school.name for school in rows.facts.schools) == ["De Vaart", "Sint-Jan"]


def test_enrolment_of_two_years_ago_stands_in_and_older_does_not(cast: Cast) -> None:
    enrol(cast.school, 100, school_year="2024/25")
    enrol(cast.school, 90, school_year="2023/24")
    assert [row.period for row in rows_of(cast.network).facts.enrolments] == ["2024/25"]


def test_level_of_a_school_without_profile_comes_from_its_sector(cast: Cast) -> None:
    make_school("Kleuters", cast.network, sector="SCH-PRE", profile={"isced_levels": []})
    (found,) = [row for row in rows_of(cast.network).facts.schools if row.name == "Kleuters"]
    assert found.levels == {"02"}


def test_bergen_in_two_countries_are_two_places(cast: Cast) -> None:
    make_school("A", cast.network, municipality_name="Bergen", country="BE")
    make_school("B", cast.network, municipality_name="Bergen", country="NL")
    rows = rows_of(cast.network)
    assert choice_in(rows, place="NL/Bergen", level=None) == Choice(place="NL/Bergen")
    assert choice_in(rows, place="Bergen", level="9") == Choice()


@pytest.mark.parametrize("schools", [1, 3])
def test_six_queries_at_any_size(
    cast: Cast, schools: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(schools):
        group = school_with_class(cast.network, f"School {number}", f"Place {number}", 24, 90)
        visit(cast.network, group, on=OCTOBER)
    scope = scope_of(cast.network, SchoolYear(2026), now=timezone.now())
    with django_assert_num_queries(6):
        reach_rows(scope)
