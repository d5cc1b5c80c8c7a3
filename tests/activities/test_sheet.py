"""The visit sheet: the same for both sides, by link and at the desk, and for nobody else."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from freezegun import freeze_time
from icalendar import Calendar

from ecotone.accounts.models import User
from ecotone.activities.api import Side, read_visit_token, visit_token
from ecotone.activities.enums import ActivityStatus, CancelReason
from ecotone.activities.links import LinkNotValid, SteppedBack
from ecotone.activities.models import Activity
from ecotone.matching.models import Invitation
from ecotone.matching.selectors.answers import possible_slots
from ecotone.matching.services.answers import accept_invitation
from ecotone.matching.services.endings import cancel_by_school, cancel_by_visitor
from tests.factories import Cast, make_need, make_offer
from tests.matching.crowd import invite

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(cast: Cast, now: dt.datetime) -> Activity:
    """A confirmed visit of the professional to the teacher's class."""
    User.objects.filter(pk=cast.teacher.pk).update(phone="+32 470 11 22 33")
    need = make_need(cast.network, cast.class_group, cast.teacher, now, room="B12")
    [invitation] = invite(need, [make_offer(cast.network, cast.professional)], cast)
    slot = possible_slots(invitation, now)[0]
    accept_invitation(invitation=invitation, slot=slot, now=now, by=cast.professional)
    return Activity.objects.get()


def link(activity: Activity, person: User, side: Side, name: str = "sheet") -> str:
    return reverse(f"activities:{name}", args=[visit_token(activity, person, side)])


def event_of(content: bytes) -> tuple[str, Any]:
    """The method and the one event of a calendar file."""
    calendar = Calendar.from_ical(content)
    [event] = calendar.walk("VEVENT")
    return str(calendar["method"]), event


def test_both_sides_read_the_same_sheet(client: Client, cast: Cast, activity: Activity) -> None:
    """TE-2"""
    for person, side in ((cast.teacher, Side.SCHOOL), (cast.professional, Side.VISITOR)):
        page = client.get(link(activity, person, side))
        text = page.content.decode()
        assert (page.status_code, page.cookies) == (200, {})
        for words in (
            "B12",
            cast.school.name,
            "+32 470 11 22 33",
            cast.professional.name,
            "Accompanied at all times",
            "Three questions the pupils prepare",
            "Photos and phones",
        ):
            assert words in text, (side, words)
        assert "no-store" in page["Cache-Control"]


def test_sheet_is_there_at_every_state(
    client: Client, cast: Cast, activity: Activity, now: dt.datetime
) -> None:
    address = link(activity, cast.teacher, Side.SCHOOL)
    words = {
        ActivityStatus.OPEN: "Not confirmed yet",
        ActivityStatus.CONFIRMED: "I cannot make it",
        ActivityStatus.CANCELLED: "This visit does not take place.",
        ActivityStatus.HELD: "The school confirmed that the visit took place.",
        ActivityStatus.NOT_HELD: "Three questions",
    }
    for status, text in words.items():
        Activity.objects.update(
            status=status, confirmed_held_at=now, not_held_reason="CLASS_ABSENT"
        )
        page = client.get(address)
        assert page.status_code == 200
        assert text in page.content.decode(), status


def test_after_the_start_the_sheet_asks_how_it_was(
    client: Client, cast: Cast, activity: Activity
) -> None:
    with freeze_time(activity.starts_at):
        text = client.get(link(activity, cast.professional, Side.VISITOR)).content.decode()
    assert "Tell how it was" in text
    assert "I cannot make it" not in text


def test_calendar_by_link_and_at_the_desk_is_one_event(
    client: Client, cast: Cast, activity: Activity, now: dt.datetime
) -> None:
    by_link = client.get(link(activity, cast.teacher, Side.SCHOOL, "sheet-calendar"))
    client.force_login(cast.teacher)
    at_desk = client.get(reverse("activities:visit-calendar", args=[activity.public_id]))
    uids = set()
    for answer in (by_link, at_desk):
        assert answer["Content-Type"].startswith("text/calendar; charset=utf-8; method=PUBLISH")
        _method, event = event_of(answer.content)
        uids.add(str(event["uid"]))
        assert event["dtstart"].dt == activity.starts_at
        assert str(event["geo"].to_ical()) == f"{cast.school.latitude};{cast.school.longitude}"
    assert uids == {activity.calendar_uid}
    cancel_by_school(need=activity.need, reason=CancelReason.TEST, now=now, by=cast.teacher)
    after = client.get(link(activity, cast.teacher, Side.SCHOOL, "sheet-calendar"))
    method, cancelled = event_of(after.content)
    assert (method, str(cancelled["status"])) == ("CANCEL", "CANCELLED")
    assert int(cancelled["sequence"]) > int(event["sequence"])


def test_strange_words_do_not_break_the_calendar(
    client: Client, cast: Cast, activity: Activity
) -> None:
    evil = "Brook; BEGIN:VEVENT,\nEND:VCALENDAR\r\nATTENDEE:mailto:x@example.org é 😀"
    Activity.objects.update(title=evil[:200], arrival=evil * 20)
    answer = client.get(link(activity, cast.teacher, Side.SCHOOL, "sheet-calendar"))
    _method, event = event_of(answer.content)
    assert str(event["summary"]).replace("\r\n", "\n") == evil[:200].replace("\r\n", "\n")
    assert "attendee" not in event
    assert max(len(line) for line in answer.content.splitlines()) <= 75


def test_who_opens_the_sheet_at_the_desk(cast: Cast, activity: Activity) -> None:
    seen = set()
    for name, person in cast.people().items():
        client = Client()
        client.force_login(person)
        if client.get(activity.get_absolute_url()).status_code == 200:
            seen.add(name)
    assert {"teacher", "professional", "colleague", "head", "coordinator", "lead"} <= seen
    assert not seen & {"stranger", "other_teacher", "member", "parent_lead"}


def test_reader_who_is_no_side_gets_no_link_to_act(cast: Cast, activity: Activity) -> None:
    """A colleague reads the sheet; the buttons of the teacher are the teacher's."""
    for person in (cast.colleague, cast.coordinator):
        client = Client()
        client.force_login(person)
        text = client.get(activity.get_absolute_url()).content.decode()
        assert "/v/" not in text


def test_link_of_who_stepped_back_and_of_who_left(
    client: Client, cast: Cast, activity: Activity, now: dt.datetime
) -> None:
    token = visit_token(activity, cast.professional, Side.VISITOR)
    cancel_by_visitor(
        invitation=Invitation.objects.get(),
        reason=CancelReason.WORK,
        note="",
        now=now,
        by=cast.professional,
    )
    with pytest.raises(SteppedBack):
        read_visit_token(token, now=now)
    page = client.get(link(activity, cast.professional, Side.VISITOR))
    assert page.status_code == 410
    assert "+32 470 11 22 33" not in page.content.decode()
    User.objects.filter(pk=cast.teacher.pk).update(is_active=False)
    with pytest.raises(LinkNotValid):
        read_visit_token(visit_token(activity, cast.teacher, Side.SCHOOL), now=now)


@pytest.mark.parametrize("token", ["x", "é", "e30:abc", "a" * 5000, "%00"])
def test_broken_links_are_explained(client: Client, activity: Activity, token: str) -> None:
    for page in ("", "visit.ics"):
        assert client.get(f"/v/{token}/{page}").status_code in (404, 410)


def test_link_ends_sixty_days_after_the_visit(
    cast: Cast, activity: Activity, now: dt.datetime
) -> None:
    token = visit_token(activity, cast.teacher, Side.SCHOOL)
    last = activity.ends_at + dt.timedelta(days=60)
    assert read_visit_token(token, now=last).person == cast.teacher
    with pytest.raises(LinkNotValid):
        read_visit_token(token, now=last + dt.timedelta(seconds=1))


def test_sheet_asks_few_queries(client: Client, cast: Cast, activity: Activity) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get(link(activity, cast.teacher, Side.SCHOOL))
    assert len(queries) <= 10
