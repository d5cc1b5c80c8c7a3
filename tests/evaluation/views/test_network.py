"""The page of a network's figures: content, readers, queries, and what must not be on it."""

import csv
import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ecotone.activities.enums import ActivityStatus
from ecotone.networks.models import Network
from tests.evaluation.worlds import enrol, school_with_class, visit
from tests.factories import Cast, make_class, make_network, make_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_november")]
OCTOBER = dt.date(2026, 10, 13)


def page_of(network: Network, **query: str) -> str:
    return reverse("evaluation:network-figures", args=[network.slug], query=query or None)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_pm1_coordinator_reads_reach_with_its_denominator_date_and_source(
    client: Client, cast: Cast
) -> None:
    """PM-1: 24 pupils of class 2A, visited twice, out of 120 enrolled: 24 / 120 = 20 %."""
    enrol(cast.school, 120)
    visit(cast.network, cast.class_group, on=OCTOBER)
    visit(cast.network, cast.class_group, on=OCTOBER + dt.timedelta(days=7))
    client.force_login(cast.coordinator)
    text = text_of(client, page_of(cast.network))
    assert "20 %" in text
    assert "24 of 120 pupils" in text
    assert "Register of the ministry (2026/27, as of Oct. 1, 2026)" in text
    assert "1 of 2 schools have data" in text
    assert "De Vaart" in text


@pytest.fixture
def client_of_coordinator(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client
