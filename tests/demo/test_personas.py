"""Each person of the look-around page opens a desk with life on it (the README's tour)."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.test import Client

from ecotone.accounts.models import User
from ecotone.demo.api import DemoSummary
from ecotone.portal.personas import PERSONAS, Persona
from ecotone.portal.selectors.desk.desks import Desk, desk_of
from tests.demo.conftest import NOON


def desk(key: str) -> Desk:
    return desk_of(User.objects.get(email=f"{key}@example.org"), now=NOON)


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.key)
def test_every_persona_has_something_on_the_desk(demo: DemoSummary, persona: Persona) -> None:
    shown = desk(persona.key)
    has_progress = shown.lead is not None and any(row.visits for row in shown.lead.progress)
    assert shown.tasks or shown.coming or has_progress


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.key)
def test_every_persona_can_be_chosen(
    client: Client, demo: DemoSummary, settings: LazySettings, persona: Persona
) -> None:
    settings.DEMO = True
    response = client.post("/look-around/", {"persona": persona.key}, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain == [("/desk/", 302)]
    assert persona.name in response.content.decode()


def test_the_teacher_prepares_one_visit_and_confirms_another(demo: DemoSummary) -> None:
    shown = desk("an.peeters")
    assert [task.title[:8] for task in shown.tasks] == ["Did “Hoe", "Say that"]
    assert [row.starts_at.weekday() for row in shown.coming] == [3]
    assert shown.teacher is not None
    assert len(shown.teacher.waiting) == 2


def test_the_chemist_has_two_invitations_and_a_visit(demo: DemoSummary) -> None:
    shown = desk("leen.wouters")
    assert len(shown.tasks) == 2
    assert len(shown.coming) == 1


def test_the_company_is_asked_by_two_classes_and_expects_one(demo: DemoSummary) -> None:
    shown = desk("koen.maes")
    assert (len(shown.tasks), len(shown.coming)) == (2, 1)


def test_the_coordinator_has_a_queue_two_blocked_visits_and_waves(demo: DemoSummary) -> None:
    shown = desk("sofie.jacobs").coordinator
    assert shown is not None
    [queue] = shown.queues
    assert (queue.unasked, queue.stuck) == (10, 2)
    assert queue.due_soon >= 1
    assert any(wave.next_waits for wave in shown.waves)


def test_a_paper_that_ran_out_and_one_that_will_block_two_visits_in_lisbon(
    demo: DemoSummary,
) -> None:
    shown = desk("ines.carvalho").coordinator
    assert shown is not None
    assert [queue.stuck for queue in shown.queues] == [2]


def test_the_head_sees_this_weeks_visitors(demo: DemoSummary) -> None:
    shown = desk("bart.claes")
    assert len(shown.coming) == 2
    assert all(row.starts_at - NOON < dt.timedelta(days=7) for row in shown.coming)


def test_the_teacher_in_lisbon_is_offered_another_date(demo: DemoSummary) -> None:
    assert [task.title for task in desk("joao.santos").tasks] == [
        "Rui Tavares (demo) proposes another date"
    ]


def test_the_teacher_in_freiburg_has_one_agreed_and_one_waiting(demo: DemoSummary) -> None:
    shown = desk("jonas.weber")
    assert len(shown.coming) == 1
    assert shown.teacher is not None
    assert len(shown.teacher.waiting) == 1


def test_the_lead_sees_five_countries_below_the_whole(demo: DemoSummary) -> None:
    shown = desk("katrin.vogel").lead
    assert shown is not None
    whole, *countries = shown.progress
    assert whole.network.slug == "icse-science-factory"
    assert [row.network.country for row in countries] == ["HR", "CY", "DE", "PT", "TR"]
    assert whole.visits == sum(row.visits for row in countries)
