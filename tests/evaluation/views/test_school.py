"""The figures of one school, for its own people and for its networks (HT-2)."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ecotone.activities.enums import ActivityStatus
from ecotone.networks.models import Organisation
from tests.evaluation.worlds import enrol, visit
from tests.factories import Cast, make_class, make_network

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_november")]
OCTOBER = dt.date(2026, 10, 13)


def page_of(school: Organisation, **query: str) -> str:
    return reverse("evaluation:school-figures", args=[school.public_id], query=query or None)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_ht2_head_sees_the_grade_that_had_nothing_and_can_ask(client: Client, cast: Cast) -> None:
    """HT-2: S2 had a visit for 24 of its 24 pupils, S4 has a class of 19 and nothing."""
    enrol(cast.school, 120)
    make_class(cast.school, "4B", grade="S4", isced_level="2", headcount=19)
    visit(cast.network, cast.class_group, on=OCTOBER, by=cast.teacher, present=22)
    client.force_login(cast.head)
    text = text_of(client, page_of(cast.school))
    assert "1 of 2 classes have had a visit" in text
    notice = text[text.index("Grades that had nothing yet") : text.index('id="grades"')]
    assert reverse("matching:new-need") in notice
    assert "0 of 19" in text
    assert "24 of 24" in text
    assert "24 of 120 pupils" in text
    assert ">22<" in text


def test_visit_through_any_network_counts_for_the_school(client: Client, cast: Cast) -> None:
    visit(make_network("Elsewhere"), cast.class_group, on=OCTOBER)
    client.force_login(cast.teacher)
    assert "1 of 1 class has had a visit" in text_of(client, page_of(cast.school))


def test_networks_see_classes_and_visits_of_a_school_but_no_pupils(
    client: Client, cast: Cast
) -> None:
    enrol(cast.school, 120)
    visit(cast.network, cast.class_group, on=OCTOBER, present=22)
    client.force_login(cast.coordinator)
    text = text_of(client, page_of(cast.school))
    assert "1 of 1 class has had a visit" in text
    for pupils in ("24 of 24", "24 of 120", ">22<", ">24<"):
        assert pupils not in text


def test_school_sees_only_its_own_classes_of_a_shared_visit(client: Client, cast: Cast) -> None:
    theirs = make_class(cast.other_school, "Zebra-9")
    visit(cast.network, cast.class_group, theirs, on=OCTOBER)
    client.force_login(cast.head)
    text = text_of(client, page_of(cast.school))
    assert "2A" in text
    assert "Zebra-9" not in text


def test_visit_that_waits_for_the_school_s_word_is_shown_as_waiting(
    client: Client, cast: Cast
) -> None:
    waiting = visit(
        cast.network, cast.class_group, on=OCTOBER, status=ActivityStatus.CONFIRMED, title="Brook"
    )
    client.force_login(cast.teacher)
    text = text_of(client, page_of(cast.school))
    assert "Waiting for the school to confirm" in text
    assert reverse("activities:visit", args=[waiting.public_id]) in text


def test_readers_are_the_school_s_staff_and_those_who_see_its_network_s_figures(
    client: Client, cast: Cast
) -> None:
    found = {}
    for name, person in cast.people().items():
        client.force_login(person)
        found[name] = client.get(page_of(cast.school)).status_code
    readers = {"teacher", "colleague", "head", "lead", "coordinator", "evaluator", "parent_lead"}
    assert found == {name: 200 if name in readers else 404 for name in cast.people()}


def test_company_has_no_such_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    assert client.get(page_of(cast.company)).status_code == 404


def test_page_asks_the_same_number_of_queries_for_one_and_for_three_classes(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.head)
    counts = []
    for number in range(3):
        group = make_class(cast.school, f"5{number}")
        visit(cast.network, group, on=OCTOBER, by=cast.teacher)
        client.get(page_of(cast.school))
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(cast.school))
        counts.append(len(queries))
    assert counts[0] == counts[2]
