"""Exact times of an offer: named, refused, taken away."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ecotone.matching.models import Offer, OfferSlot
from tests.factories import Cast, make_offer, next_weekday
from tests.matching.views.conftest import SignIn


@pytest.fixture
def offer(cast: Cast) -> Offer:
    return make_offer(cast.network, cast.professional)


@pytest.fixture
def person(as_: SignIn, cast: Cast) -> Client:
    return as_(cast.professional)


def url_of(offer: Offer) -> str:
    return f"/offers/{offer.pk}/times/"


@pytest.fixture
def form() -> dict[str, Any]:
    day = next_weekday(timezone.localdate())
    return {"day": day.isoformat(), "from_time": "09:00", "until_time": "11:00"}


def test_time_is_named_once(person: Client, offer: Offer, form: dict[str, Any]) -> None:
    assert person.post(url_of(offer), form).status_code == 302
    assert person.post(url_of(offer), form).status_code == 302
    page = person.post(url_of(offer), {**form, "from_time": "10:59"})
    assert page.status_code == 422
    assert "overlaps" in page.content.decode()
    [slot] = OfferSlot.objects.all()
    assert timezone.localtime(slot.starts_at).strftime("%H:%M") == "09:00"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"day": ""}, "day"),
        ({"day": "0001-01-01"}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"until_time": "09:00"}, "until_time"),
        ({"until_time": "08:00"}, "until_time"),
        ({"from_time": "25:00"}, "from_time"),
        ({"day": "2027-03-28", "from_time": "02:30", "until_time": "03:20"}, "until_time"),
    ],
)
def test_time_that_cannot_be(
    person: Client, offer: Offer, form: dict[str, Any], typed: dict[str, str], field: str
) -> None:
    page = person.post(url_of(offer), {**form, **typed})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert OfferSlot.objects.count() == 0


def test_nobody_else_names_or_removes_times(
    as_: SignIn, cast: Cast, person: Client, offer: Offer, form: dict[str, Any]
) -> None:
    person.post(url_of(offer), form)
    slot = OfferSlot.objects.get()
    for other in (cast.coordinator, cast.lead, cast.teacher, cast.stranger):
        client = as_(other)
        assert client.get(url_of(offer)).status_code == 404
        assert client.post(url_of(offer), form).status_code == 404
        removal = f"{url_of(offer)}{slot.pk}/remove/"
        assert client.post(removal).status_code == 404
    own = make_offer(cast.network, cast.teacher)
    as_(cast.teacher).post(f"{url_of(own)}{slot.pk}/remove/")
    assert OfferSlot.objects.count() == 1, "another offer's time is out of reach"
