"""Somebody signed in, and a need at the state that a page is about."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ecotone.accounts.models import User
from ecotone.matching.models import Invitation, Need
from ecotone.matching.selectors.answers import possible_slots
from ecotone.matching.services.answers import accept_invitation
from tests.factories import Cast, make_need, make_offer
from tests.matching.crowd import invite

type SignIn = Callable[[User], Client]


@pytest.fixture
def as_(db: None) -> SignIn:
    """A browser in which the person is signed in."""

    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


def queries_of(client: Client, address: str) -> int:
    """How many questions a page asks the database, once what can be kept is kept."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    assert page.status_code == 200
    return len(queries)


@pytest.fixture
def need(cast: Cast, now: dt.datetime) -> Need:
    return make_need(cast.network, cast.class_group, cast.teacher, now)


@pytest.fixture
def invitation(need: Need, cast: Cast) -> Invitation:
    """Somebody was asked for the need and has not answered."""
    offer = make_offer(cast.network, cast.professional)
    return invite(need, [offer], cast)[0]


@pytest.fixture
def visit(need: Need, invitation: Invitation, now: dt.datetime) -> Need:
    """The need with its visitor; confirmed, because nothing stands in the way."""
    say_yes(invitation, now)
    return Need.objects.select_related("activity").get(pk=need.pk)


def say_yes(invitation: Invitation, now: dt.datetime) -> None:
    slot = possible_slots(invitation, now)[0]
    accept_invitation(invitation=invitation, slot=slot, now=now, by=invitation.person)
