"""A page behind a link speaks the language of the mail that brought its reader there."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from ecotone.matching.links import invitation_token
from ecotone.matching.models import Invitation
from ecotone.matching.selectors.candidates import Choice
from ecotone.matching.services.waves import send_wave
from tests.factories import Cast, make_need, make_offer


@pytest.fixture
def url(cast: Cast, now: dt.datetime) -> str:
    """The page that asks a Dutch-speaking professional."""
    cast.professional.language = "nl"
    cast.professional.save()
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    offer = make_offer(cast.network, cast.professional)
    send_wave(
        need=need,
        choices=[Choice(offer.pk, need.slots.all()[0].pk, 1)],
        subject="",
        message="",
        arm_next=False,
        now=now,
        by=cast.coordinator,
    )
    return reverse("matching:answer", args=[invitation_token(Invitation.objects.get())])


def test_page_speaks_to_the_person_and_not_to_the_browser(client: Client, url: str) -> None:
    page = client.get(url, headers={"accept-language": "fr"})
    assert page["Content-Language"] == "nl"
    assert '<html lang="nl"' in page.content.decode()


def test_chosen_language_wins(client: Client, url: str) -> None:
    page = client.get(f"{url}?lang=de", headers={"accept-language": "fr"})
    assert page["Content-Language"] == "de"


def test_next_visitor_of_the_process_is_not_spoken_to_in_it(client: Client, url: str) -> None:
    client.get(url)
    page = client.get("/", headers={"accept-language": "en"})
    assert page["Content-Language"] == "en"
