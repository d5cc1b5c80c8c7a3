"""The visits behind a figure: who confirmed, what is missing, and what stays hidden (FU-1)."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ecotone.activities.enums import ActivityStatus
from ecotone.networks.models import Network
from tests.evaluation.worlds import enrol, school_with_class, visit
from tests.factories import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_november")]
OCTOBER = dt.date(2026, 10, 13)


def page_of(network: Network, **query: str) -> str:
    return reverse("evaluation:sessions", args=[network.slug], query=query or None)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def held_part(text: str) -> str:
    return text[text.index('id="held"') : text.index('id="unconfirmed"')]


def unconfirmed_part(text: str) -> str:
    return text[text.index('id="unconfirmed"') :]


def test_fu1_figure_leads_to_the_visits_and_to_who_confirmed_them(
    client: Client, cast: Cast
) -> None:
    """FU-1: from the figure to the visit, its class, the pupils present and the teacher's name."""
    enrol(cast.school, 120)
    visit(cast.network, cast.class_group, on=OCTOBER, by=cast.teacher, present=23)
    client.force_login(cast.evaluator)
    figures = text_of(client, reverse("evaluation:network-figures", args=[cast.network.slug]))
    assert f'href="{page_of(cast.network)}?year=2026/27"' in figures.replace("%2F", "/")
    held = held_part(text_of(client, page_of(cast.network)))
    assert cast.teacher.name in held
    assert "2A" in held
    assert ">23<" in held
    assert ">24<" in held


def test_visit_that_is_over_and_unconfirmed_is_missing_evidence(client: Client, cast: Cast) -> None:
    visit(cast.network, cast.class_group, on=OCTOBER, status=ActivityStatus.CONFIRMED, title="Old")
    coming = dt.date(2026, 12, 10)
    visit(cast.network, cast.class_group, on=coming, status=ActivityStatus.CONFIRMED, title="New")
    client.force_login(cast.coordinator)
    text = text_of(client, page_of(cast.network))
    assert "Old" in unconfirmed_part(text)
    assert "Old" not in held_part(text)
    assert "New" not in text


def test_pupils_of_a_class_are_not_shown_where_its_school_is_hidden(
    client: Client, cast: Cast
) -> None:
    """A class of 4 hides Dessel and Mol on the figures, so neither 4 nor Mol's 21 stands here."""
    for name, place, pupils in [
        ("Sint-Dimpna", "Geel", 33),
        ("Rozenberg", "Mol", 21),
        ("De Brug", "Dessel", 4),
    ]:
        group = school_with_class(cast.network, name, place, pupils, 90)
        visit(cast.network, group, on=OCTOBER, present=pupils)
    client.force_login(cast.coordinator)
    held = held_part(text_of(client, page_of(cast.network)))
    assert ">33<" in held
    assert ">21<" not in held
    assert ">4<" not in held
    assert "De Brug" in held


def test_three_pupils_present_are_not_shown(client: Client, cast: Cast) -> None:
    enrol(cast.school, 120)
    visit(cast.network, cast.class_group, on=OCTOBER, present=3)
    client.force_login(cast.coordinator)
    held = held_part(text_of(client, page_of(cast.network)))
    assert ">24<" in held
    assert ">3<" not in held


def test_choice_of_a_municipality_narrows_the_visits(client: Client, cast: Cast) -> None:
    visit(cast.network, cast.class_group, on=OCTOBER, title="In Herentals")
    group = school_with_class(cast.network, "Sint-Dimpna", "Geel", 30, 90)
    visit(cast.network, group, on=OCTOBER, title="In Geel")
    client.force_login(cast.coordinator)
    text = text_of(client, page_of(cast.network, place="BE/Geel", level="2"))
    assert "In Geel" in text
    assert "In Herentals" not in text


def test_only_readers_of_the_hub_s_figures_open_it(client: Client, cast: Cast) -> None:
    Network.objects.filter(pk=cast.network.pk).update(is_public=True)
    found = {}
    for name, person in cast.people().items():
        client.force_login(person)
        found[name] = client.get(page_of(cast.network)).status_code
    readers = {"lead", "coordinator", "evaluator", "parent_lead"}
    assert found == {name: 200 if name in readers else 404 for name in cast.people()}


def test_evaluator_gets_no_link_to_a_sheet_that_would_not_open(client: Client, cast: Cast) -> None:
    held = visit(cast.network, cast.class_group, on=OCTOBER)
    sheet = reverse("activities:visit", args=[held.public_id])
    client.force_login(cast.evaluator)
    assert sheet not in text_of(client, page_of(cast.network))
    client.force_login(cast.coordinator)
    assert sheet in text_of(client, page_of(cast.network))


def test_page_asks_the_same_number_of_queries_for_one_and_for_three_visits(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.coordinator)
    counts = []
    for number in range(3):
        group = school_with_class(cast.network, f"School {number}", f"Place {number}", 24, 90)
        visit(cast.network, group, on=OCTOBER, by=cast.teacher)
        visit(cast.network, group, on=OCTOBER, status=ActivityStatus.OPEN)
        client.get(page_of(cast.network))
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(cast.network))
        counts.append(len(queries))
    assert counts[0] == counts[2]
