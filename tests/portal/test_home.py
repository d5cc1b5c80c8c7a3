import datetime as dt

from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ecotone.activities.enums import ActivityStatus
from ecotone.activities.models import Activity, ActivityNetwork, ClassAttendance
from ecotone.networks.models import Network
from ecotone.portal.selectors.home import home_page
from tests.factories import Cast, make_class, make_network


def hold_visits(cast: Cast, now: dt.datetime, network: Network, count: int) -> None:
    """So many held visits, each of a class of its own."""
    for number in range(count):
        group = make_class(cast.school, f"H{number}")
        activity = Activity.objects.create(
            format="CAREER_TALK",
            title="The brook",
            status=ActivityStatus.HELD,
            school_year=group.school_year,
            starts_at=now - dt.timedelta(days=9),
            ends_at=now - dt.timedelta(days=9, hours=-1),
            time_zone="Europe/Brussels",
            host=cast.school,
            language="nl",
            confirmed_held_at=now,
        )
        ActivityNetwork.objects.create(activity=activity, network=network)
        ClassAttendance.objects.create(
            activity=activity, class_group=group, expected=20, present=20
        )


def test_home_is_public_and_sets_no_cookie(client: Client, db: None) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert response.cookies == {}
    assert "Sign in" in response.content.decode()


def test_home_names_public_networks_that_stand_on_their_own(client: Client, db: None) -> None:
    parent = make_network("Open parent", is_public=True)
    make_network("Open child", parent, is_public=True)
    make_network("Closed circle")
    page = client.get("/").content.decode()
    assert "Open parent" in page
    assert "Open child" not in page
    assert "Closed circle" not in page


def test_figures_count_only_what_was_held_in_public_networks(cast: Cast, now: dt.datetime) -> None:
    public = make_network(is_public=True)
    hold_visits(cast, now, public, 10)
    hold_visits(cast, now, cast.network, 0)
    figures = home_page().figures
    assert (figures.visits, figures.class_groups, figures.schools) == (10, 10, 1)
    assert figures.can_be_shown


def test_a_handful_of_classes_is_no_figure(cast: Cast, now: dt.datetime) -> None:
    hold_visits(cast, now, make_network(is_public=True), 9)
    assert not home_page().figures.can_be_shown


def test_visits_of_closed_networks_stay_unsaid(cast: Cast, now: dt.datetime) -> None:
    hold_visits(cast, now, cast.network, 12)
    assert home_page().figures.visits == 0


def test_home_asks_two_queries(
    cast: Cast, now: dt.datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hold_visits(cast, now, make_network(is_public=True), 3)
    with django_assert_num_queries(2):
        home_page()


def test_home_offers_to_look_around_only_in_a_demo(
    client: Client, db: None, settings: LazySettings
) -> None:
    assert "/look-around/" not in client.get("/").content.decode()
    settings.DEMO = True
    assert "/look-around/" in client.get("/").content.decode()
