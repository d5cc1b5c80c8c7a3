"""What each desk shows: what waits, what comes next, what could be done."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ecotone.accounts.models import User
from ecotone.matching.models import Need
from ecotone.matching.selectors.candidates import choices_for
from ecotone.matching.services.answers import accept_invitation
from ecotone.matching.services.waves import send_wave
from ecotone.portal.selectors.desk.desks import Desk, desk_of
from tests.factories import (
    Cast,
    make_class,
    make_need,
    make_offer,
    make_user,
    next_weekday,
    school_hours,
)


def ask(cast: Cast, now: dt.datetime, **fields: object) -> Need:
    return make_need(cast.network, make_class(cast.school), cast.teacher, now, **fields)


def invite(cast: Cast, need: Need, now: dt.datetime) -> None:
    choices = choices_for(need, size=3, now=now)
    send_wave(
        need=need,
        choices=choices,
        subject="",
        message="",
        arm_next=False,
        now=now,
        by=cast.coordinator,
    )


def agree(cast: Cast, need: Need, now: dt.datetime) -> None:
    """The first who was asked says yes to the first time."""
    invite(cast, need, now)
    invitation = need.invitations.order_by("rank")[0]
    accept_invitation(
        invitation=invitation,
        slot=need.slots.order_by("rank")[0],
        now=now,
        by=invitation.person,
    )


def titles(desk: Desk) -> list[str]:
    return [task.title for task in desk.tasks]


def test_nobody_has_a_desk_without_signing_in(client: Client, db: None) -> None:
    assert client.get("/desk/").status_code == 302


def test_a_newcomer_is_told_how_to_begin(client: Client, cast: Cast) -> None:
    client.force_login(cast.stranger)
    page = client.get("/desk/").content.decode()
    assert "Nobody knows yet what you are" in page
    assert "Find your school or organisation" in page


def test_a_teacher_sees_needs_with_the_day_of_the_answer(cast: Cast, now: dt.datetime) -> None:
    """TE-1: sees when an answer is due."""
    need = ask(cast, now)
    desk = desk_of(cast.teacher, now=now)
    assert desk.teacher is not None
    [row] = desk.teacher.waiting
    assert row.need == need
    assert row.answer.startswith("answer by ")
    assert [deed.label for deed in desk.first_deeds] == ["Ask for a visit"]


def test_a_teacher_is_asked_what_happened(cast: Cast, now: dt.datetime) -> None:
    """TE-2: after the talk confirms that it took place."""
    make_offer(cast.network, cast.professional)
    need = ask(cast, now)
    agree(cast, need, now)
    later = now + dt.timedelta(days=40)
    assert titles(desk_of(cast.teacher, now=later)) == [
        "Did “The brook behind our school” take place?"
    ]


def test_a_teacher_sees_the_agreed_visit_and_its_visitor(cast: Cast, now: dt.datetime) -> None:
    make_offer(cast.network, cast.professional)
    need = ask(cast, now)
    agree(cast, need, now)
    [row] = desk_of(cast.teacher, now=now).coming
    assert row.title == "The brook behind our school"
    assert str(cast.professional) in row.detail


def test_a_professional_is_asked_and_then_sees_the_visit(cast: Cast, now: dt.datetime) -> None:
    """RM-2 and RM-5: the invitation waits; the year counts towards the own limit."""
    make_offer(cast.network, cast.professional, cap_per_year=2)
    need = ask(cast, now)
    invite(cast, need, now)
    [task] = desk_of(cast.professional, now=now).tasks
    assert task.title == "A class asks you: The brook behind our school"
    assert task.url.startswith("/i/")
    invitation = need.invitations.get()
    accept_invitation(
        invitation=invitation, slot=need.slots.all()[0], now=now, by=cast.professional
    )
    desk = desk_of(cast.professional, now=now)
    assert [row.title for row in desk.coming] == ["The brook behind our school"]
    assert desk.professional is not None
    [year] = desk.professional.offers
    assert (year.taken, year.reached_cap) == (1, False)


def test_a_coordinator_sees_the_queue_by_urgency(cast: Cast, now: dt.datetime) -> None:
    """HC-1: what is due first stands first."""
    ask(cast, now, theme="Later")
    soon = next_weekday(now.date(), weeks=1)
    ask(cast, now, theme="Soon", slots=[school_hours(soon)])
    desk = desk_of(cast.coordinator, now=now)
    assert titles(desk) == ["Soon", "Later"]
    assert desk.coordinator is not None
    [queue] = desk.coordinator.queues
    assert (queue.unasked, queue.asked, queue.stuck) == (2, 0, 0)


def test_a_coordinator_sees_what_cannot_be_confirmed(cast: Cast, now: dt.datetime) -> None:
    cast.school.school.two_adult_rule_confirmed_on = None
    cast.school.school.save()
    make_offer(cast.network, cast.professional)
    agree(cast, ask(cast, now), now)
    assert titles(desk_of(cast.coordinator, now=now)) == [
        "Cannot be confirmed yet: The brook behind our school"
    ]
    assert titles(desk_of(cast.teacher, now=now)) == [
        "Say that an adult of the school stays with the class"
    ]


def test_a_coordinator_sees_who_is_being_asked(cast: Cast, now: dt.datetime) -> None:
    make_offer(cast.network, cast.professional)
    make_offer(cast.network)
    invite(cast, ask(cast, now), now)
    desk = desk_of(cast.coordinator, now=now)
    assert desk.coordinator is not None
    [wave] = desk.coordinator.waves
    assert (wave.asked, wave.answered, wave.next_waits) == (2, 0, False)


def test_a_head_sees_visitors_and_classes_without_anything(cast: Cast, now: dt.datetime) -> None:
    """HT-2 and HT-3."""
    make_offer(cast.network, cast.professional)
    soon = next_weekday(now.date(), weeks=1, weekday=0)
    need = ask(cast, now, slots=[school_hours(soon)])
    agree(cast, need, now)
    desk = desk_of(cast.head, now=now)
    assert [row.title for row in desk.coming] == ["The brook behind our school"]
    assert desk.head is not None
    [school] = desk.head.schools
    assert (school.served, school.classes, school.without) == (1, 2, ["2A"])


def test_a_lead_sees_each_network_below_once(cast: Cast, now: dt.datetime) -> None:
    desk = desk_of(cast.parent_lead, now=now)
    assert desk.lead is not None
    rows = [(row.network.name, row.schools, row.visits) for row in desk.lead.progress]
    assert rows == [("Parent", 2, 0), ("Hub", 2, 0)]


def test_an_evaluator_has_figures_and_no_queue(cast: Cast, now: dt.datetime) -> None:
    desk = desk_of(cast.evaluator, now=now)
    assert desk.coordinator is None
    assert [deed.label for deed in desk.first_deeds] == ["Figures of Hub"]


def test_who_is_several_has_one_desk(cast: Cast, now: dt.datetime) -> None:
    """A teacher who also gives talks sees both, and a visit once."""
    make_offer(cast.network, cast.teacher)
    desk = desk_of(cast.teacher, now=now)
    assert desk.teacher is not None
    assert desk.professional is None


@pytest.mark.parametrize(
    "who", ["teacher", "head", "professional", "coordinator", "lead", "parent_lead", "stranger"]
)
def test_every_desk_opens(client: Client, cast: Cast, now: dt.datetime, who: str) -> None:
    make_offer(cast.network, cast.professional)
    agree(cast, ask(cast, now), now)
    client.force_login(getattr(cast, who))
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize("who", ["teacher", "head", "professional", "coordinator", "lead"])
def test_queries_do_not_grow_with_what_waits(cast: Cast, now: dt.datetime, who: str) -> None:
    person: User = getattr(cast, who)
    add_everything(cast, now, 0)
    one = count_queries(person, now)
    add_everything(cast, now, 1)
    add_everything(cast, now, 2)
    assert count_queries(person, now) == one


def add_everything(cast: Cast, now: dt.datetime, number: int) -> None:
    """An open need, one that is asked, one that is agreed; each for somebody else's time."""
    week = 3 + 4 * number
    make_offer(cast.network, cast.professional if number == 0 else make_user())
    ask(cast, now, theme=f"Open {number}")
    invite(cast, ask(cast, now, slots=[school_hours(next_weekday(now.date(), week))]), now)
    agree(cast, ask(cast, now, slots=[school_hours(next_weekday(now.date(), week, 1))]), now)


def count_queries(person: User, now: dt.datetime) -> int:
    with CaptureQueriesContext(connection) as queries:
        desk_of(person, now=now)
    return len(queries)
