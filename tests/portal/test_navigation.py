import datetime as dt

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from ecotone.accounts.models import User
from ecotone.portal.context import navigation
from ecotone.portal.navigation import NavigationEntry, entries_for
from tests.factories import Cast, make_need


def menu_of(person: User | AnonymousUser, path: str = "/desk/") -> list[NavigationEntry]:
    request = RequestFactory().get(path)
    request.user = person
    return entries_for(request)


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("teacher", ["Desk", "Needs", "Networks", "Organisations"]),
        ("head", ["Desk", "Needs", "Visitors", "Networks", "Organisations"]),
        ("professional", ["Desk", "Offers", "Networks", "Organisations"]),
        ("coordinator", ["Desk", "Queue", "Networks", "Organisations"]),
        ("evaluator", ["Desk", "Figures", "Networks", "Organisations"]),
        ("lead", ["Desk", "Queue", "Figures", "Networks", "Organisations"]),
        ("stranger", ["Desk", "Networks", "Organisations"]),
    ],
)
def test_everybody_has_the_entries_of_what_they_are(
    cast: Cast, who: str, labels: list[str]
) -> None:
    assert [entry.label for entry in menu_of(getattr(cast, who))] == labels


def test_a_visitor_is_not_looked_up(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert [entry.label for entry in menu_of(AnonymousUser(), "/")] == ["Networks"]


def test_a_page_without_a_person_has_a_menu_too(db: None) -> None:
    """Error pages may come before anybody is known."""
    assert [entry.label for entry in entries_for(RequestFactory().get("/"))] == ["Networks"]


def test_the_entry_of_the_page_is_current(cast: Cast) -> None:
    current = [entry.label for entry in menu_of(cast.teacher, "/needs/7/") if entry.is_current]
    assert current == ["Needs"]


def test_a_network_of_ones_own_queue_is_not_the_list_of_networks(cast: Cast) -> None:
    path = f"/networks/{cast.network.slug}/queue/"
    current = [entry.label for entry in menu_of(cast.coordinator, path) if entry.is_current]
    assert current == ["Queue"]


def test_the_queue_says_how_many_wait(cast: Cast, now: dt.datetime) -> None:
    make_need(cast.network, cast.class_group, cast.teacher, now)
    counts = {entry.label: entry.count for entry in menu_of(cast.coordinator)}
    assert counts == {"Desk": 0, "Queue": 1, "Networks": 0, "Organisations": 0}


def test_in_a_demo_mails_and_personas_are_at_hand(cast: Cast, settings: LazySettings) -> None:
    settings.DEMO = True
    assert [entry.label for entry in menu_of(cast.teacher)][-2:] == ["Mails", "Look around"]


def test_the_menu_is_asked_for_only_when_shown(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = RequestFactory().get("/desk/")
    request.user = cast.lead
    with django_assert_num_queries(0):
        navigation(request)
