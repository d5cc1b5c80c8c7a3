"""The mail of a wave is read, perhaps reworded, and sent."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from ecotone.core.models import OutgoingMail
from ecotone.matching.enums import NeedState, OfferStatus, WaveState
from ecotone.matching.models import Need, Offer
from tests.factories import Cast, make_offer
from tests.matching.crowd import invite
from tests.matching.views.conftest import SignIn, say_yes


@pytest.fixture
def coordinator(as_: SignIn, cast: Cast) -> Client:
    return as_(cast.coordinator)


@pytest.fixture
def offers(cast: Cast) -> list[Offer]:
    return [make_offer(cast.network) for _ in range(3)]


def url_of(need: Need) -> str:
    return f"/networks/{need.network.slug}/queue/{need.pk}/wave/"


def sent(chosen: list[Offer], **more: Any) -> dict[str, Any]:
    return {
        "send": "1",
        "offers": [str(offer.pk) for offer in chosen],
        "arm_next": "on",
        "subject": "Hello",
        "message": "Dear [[name]], please answer: [[link]]",
        **more,
    }


def test_mail_is_shown_before_it_goes(coordinator: Client, need: Need, offers: list[Offer]) -> None:
    chosen = [str(offer.pk) for offer in offers[:2]]
    page = coordinator.post(url_of(need), {"offers": chosen})
    assert page.status_code == 200
    form = page.context["form"]
    assert sorted(form["offers"].value()) == sorted(chosen)
    assert "[[name]]" in form["message"].value()
    assert "[[link]]" in form["message"].value()
    assert OutgoingMail.objects.filter(kind="matching.ask").count() == 0


def test_wave_goes_out(coordinator: Client, need: Need, offers: list[Offer]) -> None:
    page = coordinator.post(url_of(need), sent(offers[:2]), follow=True)
    assert "Sent. You will see the answers here." in page.content.decode()
    assert need.invitations.count() == 2
    subjects = set(
        OutgoingMail.objects.filter(kind="matching.ask").values_list("was_edited", flat=True)
    )
    assert subjects == {False}, "the standard mail, as nothing was to be reworded"


def test_reworded_mail_has_each_persons_name_and_link(
    coordinator: Client, need: Need, offers: list[Offer]
) -> None:
    coordinator.post(url_of(need), sent(offers, reword="on"))
    mails = OutgoingMail.objects.filter(kind="matching.ask").order_by("to")
    assert [mail.subject for mail in mails] == ["Hello"] * 3
    for mail, offer in zip(mails, sorted(offers, key=lambda o: o.person.email), strict=True):
        assert f"Dear {offer.person.name}, please answer: http" in mail.text
    assert len({mail.text for mail in mails}) == 3


@pytest.mark.parametrize("place", ["[[name]]", "[[link]]"])
def test_place_that_was_removed_is_asked_for_and_the_words_stay(
    coordinator: Client, need: Need, offers: list[Offer], place: str
) -> None:
    message = "Dear [[name]], a long letter of mine. [[link]]".replace(place, "")
    page = coordinator.post(url_of(need), sent(offers, reword="on", message=message))
    assert page.status_code == 422
    assert page.context["form"].errors == {
        "message": [f"Keep {place} in the text: it becomes each person's own."]
    }
    assert "a long letter of mine" in page.content.decode()
    assert need.invitations.count() == 0


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"offers": []}, "offers"),
        ({"offers": ["0"]}, "offers"),
        ({"offers": ["x' OR 1=1"]}, "offers"),
        ({"reword": "on", "message": "[[name]] [[link]]" + "x" * 10_000}, "message"),
        ({"subject": "x" * 300}, "subject"),
    ],
)
def test_nonsense_is_refused(
    coordinator: Client, need: Need, offers: list[Offer], more: dict[str, Any], field: str
) -> None:
    page = coordinator.post(url_of(need), sent(offers, **more))
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert need.invitations.count() == 0


def test_reworded_mail_without_a_subject_is_refused(
    coordinator: Client, need: Need, offers: list[Offer]
) -> None:
    page = coordinator.post(url_of(need), sent(offers, reword="on", subject="  "))
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["subject"]


def test_subject_cannot_hold_a_header(coordinator: Client, need: Need, offers: list[Offer]) -> None:
    evil = "Hello\r\nBcc: everybody@example.org"
    coordinator.post(url_of(need), sent(offers[:1], reword="on", subject=evil))
    for mail in OutgoingMail.objects.filter(kind="matching.ask"):
        assert "\n" not in mail.subject
        assert "\r" not in mail.subject


def test_html_in_the_words_stays_text(coordinator: Client, need: Need, offers: list[Offer]) -> None:
    message = "<script>alert(1)</script> [[name]] [[link]] {{ 7|add:1 }}"
    coordinator.post(url_of(need), sent(offers[:1], reword="on", message=message))
    mail = OutgoingMail.objects.get(kind="matching.ask")
    assert "<script>" not in mail.html
    assert "{{ 7|add:1 }}" in mail.text


def test_pressed_twice_asks_once(coordinator: Client, need: Need, offers: list[Offer]) -> None:
    coordinator.post(url_of(need), sent(offers[:2]))
    page = coordinator.post(url_of(need), sent(offers[:2]), follow=True)
    assert "They have been asked already; nobody was asked twice." in page.content.decode()
    assert need.invitations.count() == 2
    assert OutgoingMail.objects.filter(kind="matching.ask").count() == 2


def test_somebody_paused_between_looking_and_sending(
    coordinator: Client, need: Need, offers: list[Offer]
) -> None:
    """The page is shown again with those who are left, and the words that were typed."""
    Offer.objects.filter(pk=offers[0].pk).update(status=OfferStatus.PAUSED)
    page = coordinator.post(url_of(need), sent(offers, reword="on", message="My words"))
    assert page.status_code == 422
    assert "My words" in page.content.decode()
    assert "can no longer be asked" in page.content.decode()
    assert offers[0].person.name not in [
        label for _value, label in page.context["form"].fields["offers"].choices
    ]
    assert need.invitations.count() == 0


def test_somebody_said_yes_in_the_meantime(
    coordinator: Client, cast: Cast, need: Need, offers: list[Offer], now: dt.datetime
) -> None:
    [first] = invite(need, offers[:1], cast)
    say_yes(first, now)
    for form in ({"offers": [str(offers[1].pk)]}, sent(offers[1:])):
        page = coordinator.post(url_of(need), form, follow=True)
        assert page.redirect_chain
        assert "Somebody said yes in the meantime" in page.content.decode()
    assert need.invitations.count() == 1


def test_without_arming_no_wave_waits(coordinator: Client, need: Need, offers: list[Offer]) -> None:
    coordinator.post(url_of(need), {**sent(offers[:1]), "arm_next": ""})
    assert list(need.waves.values_list("state", flat=True)) == [WaveState.SENT]


def test_only_who_may_invite_sends(
    as_: SignIn, cast: Cast, need: Need, offers: list[Offer]
) -> None:
    for person in (cast.teacher, cast.evaluator, cast.member, cast.professional, cast.stranger):
        assert as_(person).post(url_of(need), sent(offers)).status_code == 404, person
    need.refresh_from_db()
    assert need.state == NeedState.OPEN
