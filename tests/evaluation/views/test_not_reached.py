"""The list of schools to call."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ecotone.networks.models import Network
from tests.evaluation.worlds import visit
from tests.factories import Cast, make_class, make_need, make_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_november")]


def page_of(network: Network) -> str:
    return reverse("evaluation:not-reached", args=[network.slug])


@pytest.fixture
def coordinator(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def test_schools_without_a_visit_are_listed_under_served_ones_first(
    coordinator: Client, cast: Cast
) -> None:
    visit(cast.network, cast.class_group, on=dt.date(2026, 10, 13))
    make_class(make_school("Aan de Kerk", cast.network))
    make_class(make_school("Zonder Bus", cast.network, profile={"is_underserved": True}))
    text = coordinator.get(page_of(cast.network)).content.decode()
    assert text.index("Zonder Bus") < text.index("Aan de Kerk")
    assert "Under-served area" in text
    assert cast.school.name not in text


def test_school_that_asked_leads_to_the_queue_and_a_silent_one_to_its_page(
    coordinator: Client, cast: Cast
) -> None:
    make_need(cast.network, cast.class_group, cast.teacher, timezone.now())
    make_class(cast.other_school)
    text = coordinator.get(page_of(cast.network)).content.decode()
    assert text.count("Has asked") == 1
    assert reverse("matching:queue", args=[cast.network.slug]) in text
    assert reverse("networks:organisation", args=[cast.other_school.public_id]) in text


def test_only_readers_of_the_hub_s_figures_open_it(client: Client, cast: Cast) -> None:
    found = {}
    for name, person in cast.people().items():
        client.force_login(person)
        found[name] = client.get(page_of(cast.network)).status_code
    readers = {"lead", "coordinator", "evaluator", "parent_lead"}
    assert found == {name: 200 if name in readers else 404 for name in cast.people()}


def test_page_asks_the_same_number_of_queries_for_one_and_for_three_schools(
    coordinator: Client, cast: Cast
) -> None:
    counts = []
    for number in range(3):
        make_class(make_school(f"School {number}", cast.network))
        coordinator.get(page_of(cast.network))
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(page_of(cast.network))
        counts.append(len(queries))
    assert counts[0] == counts[2]
