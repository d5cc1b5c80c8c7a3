"""Every mail of the main job: whole in every language, with links that open, and a calendar."""

import datetime as dt
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.template import engines
from django.test import Client
from icalendar import Calendar

from ecotone.accounts.models import User
from ecotone.activities.enums import CancelReason
from ecotone.activities.services.visits import describe_visit
from ecotone.core.mail.attachments import Attachment
from ecotone.core.models import OutgoingMail
from ecotone.matching import mails
from ecotone.matching.enums import DeclineReason, InvitationState
from ecotone.matching.models import Invitation, Need
from ecotone.matching.services import clock, reminders
from ecotone.matching.services.answers import accept_invitation, decline_invitation
from ecotone.matching.services.endings import cancel_by_school, cancel_by_visitor, move_need
from ecotone.matching.services.proposals import propose_other_date
from tests.factories import (
    Cast,
    make_class,
    make_need,
    make_offer,
    make_school,
    next_weekday,
    school_hours,
)
from tests.matching.crowd import invite

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "nl", "de", "fr", "es", "pt"]
MISSING = "⟪missing %s⟫"
TEMPLATES = Path(mails.__file__).parent.parent / "templates/matching/mails"
KINDS = {f"matching.{path.stem}" for path in TEMPLATES.glob("*.txt")}
PRIVATE = ("/needs/", "/networks/")


@pytest.fixture
def loud_templates(settings: LazySettings) -> None:
    """A variable that a template does not find shows in the text."""
    templates: list[dict[str, Any]] = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = MISSING
    settings.TEMPLATES = templates
    template = engines["django"].from_string("{{ nothing }}")
    assert "⟪" in template.render({})


def need_in_five_weeks(cast: Cast, now: dt.datetime, **fields: Any) -> Need:
    day = next_weekday(now.date(), weeks=5)
    slots = [school_hours(day), school_hours(day + dt.timedelta(days=1), 13)]
    group = fields.pop("group", None) or make_class(cast.school)
    return make_need(cast.network, group, cast.teacher, now, slots=slots, **fields)


def accept(invitation: Invitation, now: dt.datetime) -> None:
    slot = invitation.need.slots.all()[0]
    accept_invitation(invitation=invitation, slot=slot, now=now, by=invitation.person)


def cancel(invitation: Invitation, now: dt.datetime) -> None:
    cancel_by_visitor(
        invitation=invitation, reason=CancelReason.WORK, note="", now=now, by=invitation.person
    )


def walk(cast: Cast, now: dt.datetime) -> Iterator[None]:
    """Steps that together send a mail of every kind; one step at a time."""
    need = need_in_five_weeks(cast, now, already_done="We measured the pH")
    first, second, _third = invite(need, [make_offer(cast.network) for _ in range(3)], cast)
    yield
    reminders.remind_to_answer(now=now + dt.timedelta(days=1, hours=12))
    yield
    accept(first, now)
    accept(second, now)
    yield
    cancel(first, now)
    yield
    clock.tell_schools(now=now + dt.timedelta(hours=25))
    yield
    accept(second, now + dt.timedelta(hours=2))
    need.refresh_from_db()
    assert need.activity is not None
    yield
    for days in (14, 7, 2):
        reminders.remind_of_visits(now=need.activity.starts_at - dt.timedelta(days=days))
    reminders.remind_of_visits(now=need.activity.starts_at - dt.timedelta(hours=3))
    reminders.ask_what_happened(now=need.activity.ends_at)
    reminders.ask_what_happened(now=need.activity.ends_at + dt.timedelta(days=4))
    yield
    cancel_by_school(need=need, reason=CancelReason.TEST, now=now, by=cast.coordinator)
    yield
    yield from walk_unconfirmed(cast, now)
    yield from walk_in_vain(cast, now)


def walk_unconfirmed(cast: Cast, now: dt.datetime) -> Iterator[None]:
    """The school has not confirmed the two adults, and the paper of the visitor is missing."""
    cast.network.country_pack_confirmed_on = None
    cast.network.save()
    school = make_school("De Beek", cast.network, profile={"two_adult_rule_confirmed_on": None})
    need = need_in_five_weeks(cast, now, group=make_class(school))
    [only] = invite(need, [make_offer(cast.network, cleared=False)], cast)
    accept(only, now)
    yield
    need = need_in_five_weeks(cast, now)
    [only] = invite(need, [make_offer(cast.network, cleared=False)], cast)
    accept(only, now)
    yield


def walk_in_vain(cast: Cast, now: dt.datetime) -> Iterator[None]:
    need = need_in_five_weeks(cast, now, mode="ONLINE", format="SPEED_DATE")
    first, second = invite(need, [make_offer(cast.network) for _ in range(2)], cast)
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=6))
    propose_other_date(
        invitation=first, starts_at=starts_at, ends_at=ends_at, note="", now=now, by=first.person
    )
    decline_invitation(
        invitation=second, reason=DeclineReason.LOAD, note="", now=now, by=second.person
    )
    yield
    reminders.keep_promises(now=now + dt.timedelta(days=11))
    yield
    clock.send_due_waves(now=now + dt.timedelta(days=10))
    yield
    clock.expire_needs(now=ends_at)
    yield


def links_of(mail: OutgoingMail) -> list[str]:
    return re.findall(r"http://127\.0\.0\.1:8000(/\S+)", mail.text)


def check_whole(mail: OutgoingMail, language: str) -> None:
    assert mail.language == language, mail.kind
    assert mail.subject.strip(), mail.kind
    for text in (mail.subject, mail.text, mail.html):
        for trace in ("⟪", "[[", "{{", "{%", "%(", "None"):
            assert trace not in text, (mail.kind, trace, text)


def check_links(mail: OutgoingMail) -> None:
    """A visitor without an account opens every link, gets no cookie; desks ask to sign in."""
    for address in links_of(mail):
        visitor = Client()
        page = visitor.get(address)
        if address.startswith(PRIVATE):
            assert page.status_code == 302, (mail.kind, address)
            visitor.force_login(User.objects.get(email=mail.to))
            assert visitor.get(address).status_code == 200, (mail.kind, address)
        else:
            assert page.status_code == 200, (mail.kind, address)
            assert page.cookies == {}, (mail.kind, address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_is_whole_in_every_language(
    loud_templates: None, cast: Cast, now: dt.datetime, language: str
) -> None:
    User.objects.update(language=language)
    for person in cast.people().values():
        person.language = language
    seen: set[int] = set()
    for _step in walk(cast, now):
        User.objects.update(language=language)
        for mail in OutgoingMail.objects.exclude(pk__in=seen):
            seen.add(mail.pk)
            check_whole(mail, mail.language)
    kinds = set(OutgoingMail.objects.values_list("kind", flat=True))
    assert kinds == KINDS
    told = OutgoingMail.objects.filter(to=cast.teacher.email)
    assert set(told.values_list("language", flat=True)) == {language}


def test_links_of_every_mail_open_for_its_reader(cast: Cast, now: dt.datetime) -> None:
    seen: set[int] = set()
    for _step in walk(cast, now):
        for mail in OutgoingMail.objects.exclude(pk__in=seen):
            seen.add(mail.pk)
            check_links(mail)
    assert len(seen) > len(KINDS)


def test_invitation_tells_nothing_of_people_at_the_school(cast: Cast, now: dt.datetime) -> None:
    """Before the yes: school, grade, number, theme; no names, no numbers, no label of the class."""
    User.objects.filter(pk=cast.teacher.pk).update(name="Wilhelmina Tel", phone="+32 470 123 456")
    cast.teacher.refresh_from_db()
    group = make_class(cast.school, "Klas-Q7")
    need = need_in_five_weeks(cast, now, group=group)
    [invitation] = invite(need, [make_offer(cast.network)], cast)
    reminders.remind_to_answer(now=now + dt.timedelta(days=2))
    sent = OutgoingMail.objects.filter(to=invitation.person.email)
    assert sorted(sent.values_list("kind", flat=True)) == [
        "matching.ask",
        "matching.remind_to_answer",
    ]
    for mail in sent:
        for secret in ("Wilhelmina", "470", cast.teacher.email, "Klas-Q7"):
            assert secret not in mail.subject + mail.text + mail.html
    page = Client().get(links_of(sent[0])[0]).content.decode()
    for secret in ("Wilhelmina", "470", cast.teacher.email, "Klas-Q7"):
        assert secret not in page


def test_html_in_a_theme_stays_text(cast: Cast, now: dt.datetime) -> None:
    need = need_in_five_weeks(cast, now, theme='<img src=x onerror="alert(1)"> & {{ 7 }}')
    [invitation] = invite(need, [make_offer(cast.network)], cast)
    mail = OutgoingMail.objects.get(kind="matching.ask")
    assert "<img" not in mail.html
    assert "&lt;img src=x" in mail.html
    assert '<img src=x onerror="alert(1)"> & {{ 7 }}' in mail.text
    page = Client().get(links_of(mail)[0]).content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert invitation.state == InvitationState.SENT


def event_of(mail: OutgoingMail) -> tuple[str, Any]:
    """The method and the one event of the mail's calendar file."""
    [attachment] = [Attachment.from_json(one) for one in mail.attachments]
    calendar = Calendar.from_ical(attachment.content)
    [event] = calendar.walk("VEVENT")
    assert f"method={calendar['method']}" in attachment.media_type
    return str(calendar["method"]), event


def last(kind: str, to: User) -> OutgoingMail:
    mail = OutgoingMail.objects.filter(kind=f"matching.{kind}", to=to.email).order_by("-id").first()
    assert mail is not None, kind
    return mail


def test_calendar_keeps_its_uid_and_its_sequence_rises(cast: Cast, now: dt.datetime) -> None:
    need = need_in_five_weeks(cast, now)
    first, second = invite(need, [make_offer(cast.network) for _ in range(2)], cast)
    accept(first, now)
    accept(second, now)
    need.refresh_from_db()
    assert need.activity is not None
    method, event = event_of(last("sheet", cast.teacher))
    assert (method, str(event["status"])) == ("PUBLISH", "CONFIRMED")
    assert event["dtstart"].dt == need.activity.starts_at
    assert str(event["dtstart"].params["TZID"]) == "Europe/Brussels"
    trail = [(str(event["uid"]), int(event["sequence"]))]

    describe_visit(
        activity=need.activity,
        room="B2",
        arrival="",
        equipment="",
        meeting_link="",
        by=cast.teacher,
    )
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=7), 14)
    move_need(need=need, starts_at=starts_at, ends_at=ends_at, now=now, by=cast.teacher)
    _method, event = event_of(last("sheet", first.person))
    assert event["dtstart"].dt == starts_at
    assert "B2" in str(event["location"])
    trail.append((str(event["uid"]), int(event["sequence"])))

    cancel_by_school(need=need, reason=CancelReason.TEST, now=now, by=cast.teacher)
    for kind, person in (("visit_cancelled", first.person), ("called_off", cast.teacher)):
        method, event = event_of(last(kind, person))
        assert (method, str(event["status"])) == ("CANCEL", "CANCELLED")
        assert (str(event["uid"]), int(event["sequence"])) > trail[-1]
    assert len({uid for uid, _sequence in trail}) == 1
    assert trail == sorted(set(trail))
    assert str(event["uid"]) == trail[0][0]


def test_visitor_who_cancels_loses_the_visit_from_the_calendar_and_the_teacher_keeps_it(
    cast: Cast, now: dt.datetime
) -> None:
    """RM-4"""
    need = need_in_five_weeks(cast, now)
    first, second = invite(need, [make_offer(cast.network) for _ in range(2)], cast)
    accept(first, now)
    accept(second, now)
    _method, before = event_of(last("sheet", first.person))
    cancel(first, now)
    method, event = event_of(last("thank_for_cancelling", first.person))
    assert (method, str(event["status"])) == ("CANCEL", "CANCELLED")
    assert str(event["uid"]) == str(before["uid"])
    assert int(event["sequence"]) > int(before["sequence"])
    accept(second, now)
    for person in (cast.teacher, second.person):
        method, after = event_of(last("sheet", person))
        assert (method, str(after["status"])) == ("PUBLISH", "CONFIRMED")
        assert int(after["sequence"]) > int(event["sequence"])


def test_reserve_has_nothing_in_the_calendar(cast: Cast, now: dt.datetime) -> None:
    need = need_in_five_weeks(cast, now)
    first, second = invite(need, [make_offer(cast.network) for _ in range(2)], cast)
    accept(first, now)
    accept(second, now)
    cancel(second, now)
    sent = OutgoingMail.objects.filter(to=second.person.email).order_by("id")
    assert [(mail.kind, mail.attachments) for mail in sent] == [
        ("matching.ask", []),
        ("matching.reserve", []),
        ("matching.thank_for_cancelling", []),
    ]
    assert "no longer the reserve" in sent[2].text


def test_visit_in_lisbon_is_told_in_the_time_of_lisbon(cast: Cast, now: dt.datetime) -> None:
    """One hour behind Brussels, in mail, page and calendar."""
    cast.network.time_zone = "Europe/Lisbon"
    cast.network.save()
    day = next_weekday(now.date(), weeks=5)
    start = dt.datetime.combine(day, dt.time(9, 30), tzinfo=dt.UTC)
    need = make_need(
        cast.network,
        make_class(cast.school),
        cast.teacher,
        now,
        slots=[(start, start + dt.timedelta(hours=1))],
    )
    [invitation] = invite(need, [make_offer(cast.network)], cast)
    assert "09:30–10:30" in last("ask", invitation.person).text
    page = Client().get(links_of(last("ask", invitation.person))[0]).content.decode()
    assert "09:30–10:30" in page
    accept(invitation, now)
    sheet = last("sheet", cast.teacher)
    assert "09:30–10:30" in sheet.text
    _method, event = event_of(sheet)
    assert str(event["dtstart"].params["TZID"]) == "Europe/Lisbon"
    assert event["dtstart"].dt == start
    assert "09:30–10:30" in Client().get(links_of(sheet)[0]).content.decode().replace("\n", "")


def test_visit_after_the_clocks_change_keeps_its_hour(cast: Cast, now: dt.datetime) -> None:
    """Asked in winter for a day in summer: ten o'clock at the school stays ten o'clock."""
    start = dt.datetime(2027, 4, 6, 8, 0, tzinfo=dt.UTC)
    need = make_need(
        cast.network,
        make_class(cast.school),
        cast.teacher,
        now,
        slots=[(start, start + dt.timedelta(minutes=50))],
    )
    [invitation] = invite(need, [make_offer(cast.network)], cast)
    assert "10:00–10:50" in last("ask", invitation.person).text
    accept(invitation, now)
    _method, event = event_of(last("sheet", invitation.person))
    assert event["dtstart"].dt.strftime("%H:%M %z") == "10:00 +0200"
