"""What goes wrong: scanners, late answers, double presses, two people at once, a stop half-way."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from ecotone.core.models import OutgoingMail
from ecotone.matching.enums import InvitationState, NeedState
from ecotone.matching.links import invitation_token
from ecotone.matching.models import Invitation, Need
from ecotone.matching.selectors.candidates import Choice
from ecotone.matching.services import clock, reminders
from ecotone.matching.services.needs import NeedWish, NoSlot, SlotInThePast, send_need
from ecotone.matching.services.waves import NotACandidate, send_wave
from tests.factories import Cast, make_need, make_offer, next_weekday, school_hours


@pytest.fixture
def invitation(cast: Cast, now: dt.datetime) -> Invitation:
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    return send(need, cast, now, 1)[0]


def send(need: Need, cast: Cast, now: dt.datetime, people: int) -> list[Invitation]:
    slot = need.slots.all()[0]
    choices = [Choice(make_offer(cast.network).pk, slot.pk, n + 1) for n in range(people)]
    send_wave(
        need=need,
        choices=choices,
        subject="",
        message="",
        arm_next=True,
        now=now,
        by=cast.coordinator,
    )
    return list(need.invitations.order_by("rank"))


def url_of(invitation: Invitation) -> str:
    return reverse("matching:answer", args=[invitation_token(invitation)])


def test_scanner_that_opens_every_link_changes_nothing(
    client: Client, invitation: Invitation
) -> None:
    for _ in range(3):
        assert client.get(url_of(invitation)).status_code == 200
        client.head(url_of(invitation))
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT


def test_accept_from_the_mail_and_press_again(client: Client, invitation: Invitation) -> None:
    """RM-2: no account; the second press and the back button change nothing."""
    slot = invitation.need.slots.all()[0]
    form = {"act": "accept", "slot": str(slot.pk)}
    first = client.post(url_of(invitation), form)
    mails = OutgoingMail.objects.count()
    second = client.post(url_of(invitation), form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert OutgoingMail.objects.count() == mails
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.ACCEPTED


def test_link_opened_twice_shows_the_answer(client: Client, invitation: Invitation) -> None:
    client.post(url_of(invitation), {"act": "decline", "reason": "LOAD", "note": ""})
    page = client.get(url_of(invitation))
    assert page.templates[0].name == "matching/answered.html"
    again = client.post(
        url_of(invitation),
        {"act": "accept", "slot": str(invitation.need.slots.all()[0].pk)},
    )
    assert again.status_code == 409
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.DECLINED


def test_decline_without_reason_keeps_what_was_typed(
    client: Client, invitation: Invitation
) -> None:
    page = client.post(url_of(invitation), {"act": "decline", "note": "On a ship until May"})
    assert "On a ship until May" in page.content.decode()
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT


def test_answer_after_the_deadline_is_told_kindly(
    client: Client, invitation: Invitation, now: dt.datetime
) -> None:
    Invitation.objects.update(expires_at=now - dt.timedelta(minutes=1))
    slot = invitation.need.slots.all()[0]
    page = client.post(url_of(invitation), {"act": "accept", "slot": str(slot.pk)})
    assert page.status_code == 409
    assert page.templates[0].name == "matching/answered.html"
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT


def test_need_sent_twice_is_filed_once(cast: Cast, now: dt.datetime) -> None:
    wish = NeedWish(
        format="CAREER_TALK",
        theme="Wind",
        language="en",
        mode="ONSITE",
        slots=[school_hours(next_weekday(now.date()))],
    )
    first, second = (
        send_need(
            network=cast.network,
            class_group=cast.class_group,
            wish=wish,
            form_key="the-same",
            now=now,
            by=cast.teacher,
        )
        for _ in range(2)
    )
    assert first.pk == second.pk
    assert OutgoingMail.objects.filter(kind="matching.need_received").count() == 1


def test_need_without_time_or_in_the_past_is_refused(cast: Cast, now: dt.datetime) -> None:
    past = (now - dt.timedelta(days=2), now - dt.timedelta(days=2, hours=-1))
    for slots, error in (([], NoSlot), ([past], SlotInThePast)):
        wish = NeedWish("CAREER_TALK", "Wind", "en", "ONSITE", slots)
        with pytest.raises(error):
            send_need(
                network=cast.network,
                class_group=cast.class_group,
                wish=wish,
                form_key="",
                now=now,
                by=cast.teacher,
            )
    assert Need.objects.count() == 0


def test_wave_that_stops_half_way_leaves_nothing(cast: Cast, now: dt.datetime) -> None:
    """Whatever stops it after the first invitation, nobody is half invited."""
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    slot = need.slots.all()[0]
    mails = OutgoingMail.objects.count()
    with pytest.raises(NotACandidate):
        send_wave(
            need=need,
            choices=[Choice(make_offer(cast.network).pk, slot.pk, 1), Choice(0, slot.pk, 2)],
            subject="",
            message="",
            arm_next=True,
            now=now,
            by=cast.coordinator,
        )
    need.refresh_from_db()
    assert (need.state, need.invitations.count(), need.waves.count()) == (NeedState.OPEN, 0, 0)
    assert OutgoingMail.objects.count() == mails


def test_clock_that_runs_twice_asks_nobody_twice(cast: Cast, now: dt.datetime) -> None:
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    send(need, cast, now, 1)
    make_offer(cast.network)
    later = now + dt.timedelta(days=5)
    for _ in range(2):
        clock.expire_invitations(now=later)
        clock.send_due_waves(now=later)
    asked = need.invitations.values_list("person_id", flat=True)
    assert len(asked) == len(set(asked)) == 2
    assert OutgoingMail.objects.filter(kind="matching.ask").count() == 2


def test_reminder_goes_once_when_half_of_the_time_is_gone(
    invitation: Invitation, now: dt.datetime
) -> None:
    half = invitation.sent_at + (invitation.expires_at - invitation.sent_at) / 2
    assert reminders.remind_to_answer(now=half - dt.timedelta(minutes=1)) == 0
    assert reminders.remind_to_answer(now=half) == 1
    assert reminders.remind_to_answer(now=half + dt.timedelta(minutes=1)) == 0


def test_need_without_visitor_expires_and_teacher_is_told(
    invitation: Invitation, now: dt.datetime
) -> None:
    need = invitation.need
    last = max(slot.starts_at for slot in need.slots.all())
    clock.expire_needs(now=last + dt.timedelta(minutes=1))
    need.refresh_from_db()
    invitation.refresh_from_db()
    assert (need.state, invitation.state) == (NeedState.EXPIRED, InvitationState.WITHDRAWN)
    assert OutgoingMail.objects.filter(kind="matching.expired").count() == 1


def test_everybody_was_asked_and_the_coordinator_hears_it(cast: Cast, now: dt.datetime) -> None:
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    send(need, cast, now, 1)
    later = now + dt.timedelta(days=5)
    clock.expire_invitations(now=later)
    clock.send_due_waves(now=later)
    assert OutgoingMail.objects.filter(kind="matching.nobody_left").count() == 2
