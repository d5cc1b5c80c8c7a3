"""The page behind the link of an invitation (RM-2), at every state, and with strange answers."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from ecotone.accounts.models import User
from ecotone.activities.models import Activity, TimeClaim
from ecotone.core.models import OutgoingMail
from ecotone.matching.enums import InvitationState, NeedState, OfferStatus
from ecotone.matching.links import invitation_token
from ecotone.matching.models import Invitation, Need
from ecotone.matching.services.needs import withdraw_need
from tests.factories import Cast, make_class, make_need, make_offer, next_weekday
from tests.matching.crowd import invite
from tests.matching.views.conftest import say_yes


def url_of(invitation: Invitation) -> str:
    return reverse("matching:answer", args=[invitation_token(invitation)])


def slot_of(invitation: Invitation) -> str:
    return str(invitation.need.slots.all()[0].pk)


def state_of(invitation: Invitation) -> str:
    return Invitation.objects.get(pk=invitation.pk).state


def heading(client: Client, invitation: Invitation) -> str:
    page = client.get(url_of(invitation))
    assert page.status_code == 200
    assert page.cookies == {}
    text = page.content.decode()
    return text.split("<h1", 1)[1].split(">", 1)[1].split("<", 1)[0].strip()


def test_question(client: Client, invitation: Invitation) -> None:
    assert heading(client, invitation) == "Would you visit this class?"
    text = client.get(url_of(invitation)).content.decode()
    for words in ("Yes, I will come", "Send my no", "Propose this date"):
        assert words in text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (InvitationState.DECLINED, "Thank you for your answer"),
        (InvitationState.PROPOSED, "Thank you, we have asked the teacher"),
        (InvitationState.EXPIRED, "The time to answer is over"),
        (InvitationState.WITHDRAWN, "No longer needed, thank you"),
        (InvitationState.CANCELLED, "You cancelled this visit"),
    ],
)
def test_settled(
    client: Client, invitation: Invitation, now: dt.datetime, state: str, words: str
) -> None:
    Invitation.objects.update(state=state, decline_reason="LOAD", proposed_starts_at=now)
    assert heading(client, invitation) == words


def test_yes_reserve_and_thanks(client: Client, cast: Cast, need: Need, now: dt.datetime) -> None:
    """The first yes is the visitor, the second the reserve; the third is thanked."""
    first, second, third = invite(need, [make_offer(cast.network) for _ in range(3)], cast)
    client.post(url_of(first), {"act": "accept", "slot": slot_of(first)})
    assert heading(client, first) == "Thank you, you are coming"
    assert heading(client, second) == "Would you be the reserve?"
    assert "Propose this date" not in client.get(url_of(second)).content.decode()
    client.post(url_of(second), {"act": "accept", "slot": slot_of(second)})
    assert heading(client, second) == "Thank you, you are the reserve"
    assert heading(client, third) == "No longer needed, thank you"
    page = client.post(url_of(third), {"act": "accept", "slot": slot_of(third)})
    assert page.status_code == 409
    assert state_of(third) == InvitationState.WITHDRAWN


def test_reserve_steps_back_from_the_page(
    client: Client, cast: Cast, need: Need, now: dt.datetime
) -> None:
    """The mail says "see or change your answer": so it can be changed."""
    first, second = invite(need, [make_offer(cast.network) for _ in range(2)], cast)
    say_yes(first, now)
    say_yes(Invitation.objects.get(pk=second.pk), now)
    page = client.post(url_of(second), {"act": "step_back", "note": "Moving to Oslo"})
    assert page.status_code == 422
    assert "Moving to Oslo" in page.content.decode()
    for _ in range(2):
        page = client.post(url_of(second), {"act": "step_back", "reason": "WORK"}, follow=True)
        assert page.status_code == 200
    assert state_of(second) == InvitationState.CANCELLED
    assert not TimeClaim.objects.filter(subject=f"person:{second.person_id}").exists()
    assert OutgoingMail.objects.filter(kind="matching.thank_for_cancelling").count() == 1


def test_visitor_cannot_step_back_with_a_form_that_is_not_theirs(
    client: Client, visit: Need, invitation: Invitation
) -> None:
    """Who has not said yes has nothing to step back from."""
    Invitation.objects.update(state=InvitationState.SENT)
    page = client.post(url_of(invitation), {"act": "step_back", "reason": "WORK"})
    assert page.status_code == 409


def test_called_up_reserve(client: Client, cast: Cast, need: Need, now: dt.datetime) -> None:
    first, second = invite(need, [make_offer(cast.network) for _ in range(2)], cast)
    say_yes(first, now)
    say_yes(Invitation.objects.get(pk=second.pk), now)
    assert need.pk == second.need_id
    Invitation.objects.filter(pk=first.pk).update(state=InvitationState.CANCELLED)
    Need.objects.update(state=NeedState.INVITED)
    Invitation.objects.filter(pk=second.pk).update(
        state=InvitationState.CALLED, expires_at=now + dt.timedelta(hours=5)
    )
    assert heading(client, second) == "Can you step in?"
    with freeze_time(now + dt.timedelta(hours=6)):
        assert heading(client, second) == "The time to answer is over"


def test_other_date_is_proposed_and_taken_back(client: Client, invitation: Invitation) -> None:
    day = next_weekday(timezone.localdate(), weeks=5)
    form = {"act": "other_date", "day": day.isoformat(), "time": "13:30", "note": "After lunch"}
    assert client.post(url_of(invitation), form).status_code == 302
    assert heading(client, invitation) == "Thank you, we have asked the teacher"
    assert "13:30" in client.get(url_of(invitation)).content.decode()
    page = client.post(url_of(invitation), {"act": "decline", "reason": "DATE"}, follow=True)
    assert page.status_code == 200
    assert state_of(invitation) == InvitationState.DECLINED


@pytest.mark.parametrize("day", ["", "soon", "1066-10-14", "9999-12-31", "2026-02-30"])
def test_other_date_that_cannot_be(client: Client, invitation: Invitation, day: str) -> None:
    form = {"act": "other_date", "day": day, "time": "13:30", "note": "x < y"}
    page = client.post(url_of(invitation), form)
    assert page.status_code == 422
    assert list(page.context["forms"]["other_date"].errors) == ["day"]
    assert "x &lt; y" in page.content.decode()
    assert state_of(invitation) == InvitationState.SENT


@pytest.mark.parametrize(
    "form",
    [
        {"act": "decline"},
        {"act": "decline", "reason": "BECAUSE"},
        {"act": "decline", "reason": "DATE", "note": "x" * 10_000},
        {"act": "accept"},
        {"act": "accept", "slot": "0"},
        {"act": "accept", "slot": "-1"},
        {"act": "accept", "slot": "'; DROP TABLE"},
    ],
)
def test_nonsense_is_refused(client: Client, invitation: Invitation, form: dict[str, str]) -> None:
    page = client.post(url_of(invitation), form)
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert state_of(invitation) == InvitationState.SENT


@pytest.mark.parametrize("form", [{}, {"act": ""}, {"act": "become_admin"}])
def test_no_button_was_pressed(
    client: Client, invitation: Invitation, form: dict[str, str]
) -> None:
    page = client.post(url_of(invitation), form)
    assert page.status_code == 409
    assert "Please press one of the buttons." in page.content.decode()


def test_time_of_another_need_cannot_be_chosen(
    client: Client, cast: Cast, invitation: Invitation, now: dt.datetime
) -> None:
    other = make_need(cast.network, make_class(cast.school), cast.teacher, now)
    slot = str(other.slots.all()[0].pk)
    page = client.post(url_of(invitation), {"act": "accept", "slot": slot})
    assert page.status_code == 422
    assert Activity.objects.count() == 0


def test_person_is_busy_then(
    client: Client, cast: Cast, visit: Need, invitation: Invitation, now: dt.datetime
) -> None:
    """The page says so, and the other time is still there to choose."""
    other = make_need(cast.network, make_class(cast.school), cast.teacher, now)
    [second] = invite(other, [invitation.offer], cast)
    page = client.post(url_of(second), {"act": "accept", "slot": slot_of(second)})
    assert page.status_code == 409
    assert "You already have a visit at that time." in page.content.decode()
    free = str(other.slots.all()[1].pk)
    assert client.post(url_of(second), {"act": "accept", "slot": free}).status_code == 302
    assert state_of(second) == InvitationState.ACCEPTED


def test_class_is_busy_then(client: Client, cast: Cast, visit: Need, now: dt.datetime) -> None:
    other = make_need(cast.network, cast.class_group, cast.teacher, now)
    [second] = invite(other, [make_offer(cast.network)], cast)
    page = client.post(url_of(second), {"act": "accept", "slot": slot_of(second)})
    assert page.status_code == 409
    assert "The class has become busy at that time." in page.content.decode()


def test_first_time_has_gone_by_and_the_second_is_offered(
    client: Client, invitation: Invitation
) -> None:
    first, second = invitation.need.slots.all()
    Invitation.objects.update(expires_at=second.starts_at)
    with freeze_time(first.starts_at + dt.timedelta(minutes=1)):
        page = client.get(url_of(invitation))
        offered = [value for value, _ in page.context["forms"]["accept"].fields["slot"].choices]
        assert offered == [str(second.pk)]
        gone = client.post(url_of(invitation), {"act": "accept", "slot": str(first.pk)})
        assert gone.status_code == 422
        taken = client.post(url_of(invitation), {"act": "accept", "slot": str(second.pk)})
        assert taken.status_code == 302


def test_withdrawn_need_is_told_kindly(
    client: Client, cast: Cast, invitation: Invitation, now: dt.datetime
) -> None:
    withdraw_need(need=invitation.need, reason="OTHER", now=now, by=cast.teacher)  # type: ignore[arg-type]
    assert heading(client, invitation) == "No longer needed, thank you"
    page = client.post(url_of(invitation), {"act": "decline", "reason": "DATE"})
    assert page.status_code == 409


def test_no_longer_pauses_the_offer(client: Client, invitation: Invitation) -> None:
    client.post(url_of(invitation), {"act": "decline", "reason": "NO_LONGER"})
    invitation.offer.refresh_from_db()
    assert invitation.offer.status == OfferStatus.PAUSED


@pytest.mark.parametrize(
    "token", ["x", "a.b.c", "eyJpIjoxfQ:1abc:sig", "%00", "é", "a" * 4000, "..%2f..%2fetc"]
)
def test_broken_link_is_explained(client: Client, invitation: Invitation, token: str) -> None:
    page = client.get(f"/i/{token}/")
    assert page.status_code in (404, 410)
    assert page.cookies == {}


def test_link_of_somebody_else_cannot_be_made(client: Client, invitation: Invitation) -> None:
    """Changing one letter of the link, or of its signature, opens nothing."""
    token = invitation_token(invitation)
    for place in (0, len(token) // 2, len(token) - 1):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        page = client.get(reverse("matching:answer", args=[changed]))
        assert page.status_code == 410
        assert invitation.need.theme not in page.content.decode()


def test_link_ends_after_ninety_days(client: Client, invitation: Invitation) -> None:
    address = url_of(invitation)
    with freeze_time(timezone.now() + dt.timedelta(days=91)):
        assert client.get(address).status_code == 410


def test_link_of_a_person_who_left_opens_nothing(client: Client, invitation: Invitation) -> None:
    address = url_of(invitation)
    User.objects.filter(pk=invitation.person_id).update(is_active=False)
    assert client.get(address).status_code == 410
    page = client.post(address, {"act": "accept", "slot": slot_of(invitation)})
    assert page.status_code == 410
    assert state_of(invitation) == InvitationState.SENT


def test_other_methods_are_refused(client: Client, invitation: Invitation) -> None:
    for method in (client.put, client.delete, client.patch):
        assert method(url_of(invitation)).status_code == 405
