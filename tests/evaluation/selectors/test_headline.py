"""What desks ask of this room."""

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ecotone.evaluation.api import coverage_of_own_school, headline_reach
from ecotone.evaluation.selectors.headline import MANY_SCHOOLS
from ecotone.networks.models import Membership, Organisation
from tests.evaluation.worlds import enrol, school_with_class, visit
from tests.factories import LONG_AGO, Cast, make_class

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_november")]
OCTOBER = dt.date(2026, 10, 13)


def test_headline_speaks_in_words(cast: Cast) -> None:
    """24 of 120; De Vaart has a class list and no visit, so it is the one school to call."""
    enrol(cast.school, 120)
    make_class(cast.other_school)
    visit(cast.network, cast.class_group, on=OCTOBER)
    found = headline_reach(cast.network, now=timezone.now())
    assert (found.share, found.out_of, found.absent) == ("20 %", "24 of 120", "")
    assert found.schools_with_data == "1 of 2 schools have data"
    assert found.figures.too_few_schools
    assert found.schools_not_reached == 1
    assert (str(found.year), found.as_of) == ("2026/27", dt.date(2026, 11, 22))


def test_headline_without_data_says_so(cast: Cast) -> None:
    found = headline_reach(cast.network, now=timezone.now())
    assert (found.share, found.absent) == ("", "No data")


@pytest.mark.parametrize("schools", [1, 3])
def test_headline_asks_eight_queries_at_any_size(
    cast: Cast, schools: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(schools):
        group = school_with_class(cast.network, f"School {number}", f"Place {number}", 24, 90)
        visit(cast.network, group, on=OCTOBER)
    now = timezone.now()
    with django_assert_num_queries(8):
        headline_reach(cast.network, now=now)


def test_own_school_sees_its_grades(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    visit(cast.network, cast.class_group, on=OCTOBER)
    make_class(cast.school, "3A", grade="S3", isced_level="3")
    with django_assert_num_queries(6):
        found = coverage_of_own_school(cast.school, now=timezone.now())
    assert (found.class_groups_reached, found.class_groups) == (1, 2)
    assert [row.grade for row in found.empty_grades] == ["S3"]


def test_headline_of_many_schools_is_kept_for_ten_minutes(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    schools = Organisation.objects.bulk_create(
        Organisation(name=f"School {n}", sector="SCH-PRI", country="BE", municipality_name="Mol")
        for n in range(MANY_SCHOOLS)
    )
    Membership.objects.bulk_create(
        Membership(network=cast.network, organisation=school, since=LONG_AGO) for school in schools
    )
    first = headline_reach(cast.network, now=timezone.now())
    visit(cast.network, cast.class_group, on=OCTOBER)
    with django_assert_num_queries(2):
        second = headline_reach(cast.network, now=timezone.now())
    assert second == first
