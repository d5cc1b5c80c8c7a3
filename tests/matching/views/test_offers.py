"""A professional's offer (RM-1, RM-5): first page, details, induction, pause; and who sees it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ecotone.accounts.enums import AffiliationKind
from ecotone.core.audit import history_of
from ecotone.matching.enums import OfferStatus
from ecotone.matching.models import Offer
from tests.factories import Cast, affiliate, make_network, make_offer
from tests.matching.views.conftest import SignIn, queries_of

NEW = "/offers/new/"


@pytest.fixture
def person(as_: SignIn, cast: Cast) -> Client:
    return as_(cast.professional)


@pytest.fixture
def offer(cast: Cast) -> Offer:
    return make_offer(cast.network, cast.professional)


@pytest.fixture
def essentials() -> dict[str, Any]:
    return {
        "title": "I test the water of brooks",
        "job_in_plain_words": "Every day I look for what does not belong in it.",
        "formats": ["CAREER_TALK", "WORKSHOP"],
        "isced_levels": ["2", "3"],
        "languages": ["nl", "fr"],
        "mode": "HYBRID",
        "base_name": "Herentals",
        "radius_km": "30",
        "code_of_conduct": "on",
    }


@pytest.fixture
def details() -> dict[str, Any]:
    return {
        "fields_of_study": [],
        "weekdays": ["1", "3"],
        "months": ["11", "12", "1"],
        "from_time": "09:00",
        "until_time": "16:00",
        "group_min": "5",
        "group_max": "30",
        "cap_per_year": "3",
        "equipment_needed": "",
        "will_not_do": "No <b>advertising</b>",
    }


def url_of(offer: Offer, page: str = "") -> str:
    return f"/offers/{offer.pk}/{page}"


def test_ready_in_three_pages(
    person: Client, cast: Cast, essentials: dict[str, Any], details: dict[str, Any]
) -> None:
    """RM-1: first page, induction, found; the rest has sensible values."""
    page = person.post(NEW, essentials, follow=True)
    offer = Offer.objects.get()
    assert page.redirect_chain == [(url_of(offer, "induction/"), 302)]
    assert offer.status == OfferStatus.DRAFT
    assert (offer.latitude, offer.longitude) != (None, None)
    assert list(offer.networks.all()) == [cast.network]
    ticked = dict.fromkeys(["path", "work", "dialogue", "emphasis", "safety"], "on")
    page = person.post(url_of(offer, "induction/"), ticked, follow=True)
    assert "You are ready for accompanied visits." in page.content.decode()
    page = person.post(url_of(offer, "details/"), details, follow=True)
    offer.refresh_from_db()
    assert (offer.status, offer.weekdays, offer.cap_per_year) == (OfferStatus.READY, [1, 3], 3)
    assert "No &lt;b&gt;advertising&lt;/b&gt;" in page.content.decode()


def test_offer_in_no_network_says_so_and_joins_later(
    as_: SignIn, cast: Cast, essentials: dict[str, Any]
) -> None:
    """Somebody without an organisation is not left to wait for a year."""
    stranger = as_(cast.stranger)
    stranger.post(NEW, essentials)
    offer = Offer.objects.get()
    assert "Nobody can find this offer yet" in stranger.get(url_of(offer)).content.decode()
    affiliate(cast.stranger, cast.company, AffiliationKind.PROFESSIONAL)
    stranger.post(url_of(offer, "essentials/"), essentials)
    assert list(offer.networks.all()) == [cast.network]
    assert "Nobody can find this offer yet" not in stranger.get(url_of(offer)).content.decode()


def test_first_page_pressed_twice_makes_one_offer(
    person: Client, essentials: dict[str, Any]
) -> None:
    person.post(NEW, essentials)
    person.post(NEW, essentials)
    assert Offer.objects.count() == 1
    person.post(NEW, {**essentials, "title": "I build bridges"})
    assert Offer.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"job_in_plain_words": "x" * 10_000}, "job_in_plain_words"),
        ({"formats": []}, "formats"),
        ({"formats": ["PARTY"]}, "formats"),
        ({"isced_levels": ["9"]}, "isced_levels"),
        ({"languages": ["xx"]}, "languages"),
        ({"languages": []}, "languages"),
        ({"mode": "SPACE"}, "mode"),
        ({"base_name": ""}, "base_name"),
        ({"base_name": "Atlantis-on-Sea"}, "base_name"),
        ({"base_name": "x" * 10_000}, "base_name"),
        ({"radius_km": "-5"}, "radius_km"),
        ({"radius_km": "0"}, "radius_km"),
        ({"radius_km": "40000"}, "radius_km"),
        ({"radius_km": "far"}, "radius_km"),
        ({"code_of_conduct": ""}, "code_of_conduct"),
    ],
)
def test_nonsense_on_the_first_page_is_refused_and_the_rest_stays(
    person: Client, essentials: dict[str, Any], typed: dict[str, Any], field: str
) -> None:
    page = person.post(NEW, {**essentials, **typed})
    assert page.status_code == 422
    assert field in page.context["form"].errors
    if field != "job_in_plain_words":
        assert essentials["job_in_plain_words"] in page.content.decode()
    assert Offer.objects.count() == 0


def test_online_needs_no_town(person: Client, essentials: dict[str, Any]) -> None:
    person.post(NEW, {**essentials, "mode": "ONLINE", "base_name": ""})
    assert Offer.objects.get().latitude is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"weekdays": []}, "weekdays"),
        ({"weekdays": ["6"]}, "weekdays"),
        ({"weekdays": ["Monday"]}, "weekdays"),
        ({"months": []}, "months"),
        ({"months": ["13"]}, "months"),
        ({"group_min": "-1"}, "group_min"),
        ({"group_min": "40"}, "group_max"),
        ({"group_max": "99999999"}, "group_max"),
        ({"cap_per_year": "0"}, "cap_per_year"),
        ({"cap_per_year": "101"}, "cap_per_year"),
        ({"until_time": "08:00"}, "until_time"),
        ({"until_time": "09:00"}, "until_time"),
        ({"from_time": "soon"}, "from_time"),
        ({"equipment_needed": "x" * 201}, "equipment_needed"),
        ({"fields_of_study": ["053 OR 1"]}, "fields_of_study"),
    ],
)
def test_nonsense_in_the_details_is_refused(
    person: Client, offer: Offer, details: dict[str, Any], typed: dict[str, Any], field: str
) -> None:
    page = person.post(url_of(offer, "details/"), {**details, **typed})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    offer.refresh_from_db()
    assert offer.weekdays == [0, 1, 2, 3, 4]
    assert page.context["form"]["will_not_do"].value() == details["will_not_do"]


def test_change_is_traced_with_what_was_before(
    person: Client, offer: Offer, details: dict[str, Any]
) -> None:
    person.post(url_of(offer, "details/"), details)
    entry = history_of(offer).get(action="offer.detailed")
    assert (entry.before or {})["cap_per_year"] == "10"
    assert (entry.after or {})["cap_per_year"] == "3"


def test_induction_needs_every_tick(person: Client, cast: Cast) -> None:
    offer = make_offer(
        cast.network, cast.professional, status=OfferStatus.DRAFT, induction_done_on=None
    )
    page = person.post(url_of(offer, "induction/"), {"path": "on"})
    assert page.status_code == 422
    assert sorted(page.context["form"].errors) == ["dialogue", "emphasis", "safety", "work"]
    offer.refresh_from_db()
    assert offer.status == OfferStatus.DRAFT


def test_pause_pressed_twice_is_a_pause(person: Client, offer: Offer) -> None:
    """RM-5: stop in time, and come back when it suits."""
    for to, status in (("paused", OfferStatus.PAUSED), ("ready", OfferStatus.READY)):
        for _ in range(2):
            page = person.post(url_of(offer, "pause/"), {"to": to}, follow=True)
            offer.refresh_from_db()
            assert offer.status == status
        assert page.status_code == 200
    assert person.get(url_of(offer, "pause/")).status_code == 405


def test_button_says_what_it_does(person: Client, offer: Offer) -> None:
    address = reverse("matching:pause-offer", args=[offer.pk])
    text = person.get(url_of(offer)).content.decode()
    assert address in text
    assert 'value="paused"' in text
    person.post(address, {"to": "paused"})
    assert 'value="ready"' in person.get(url_of(offer)).content.decode()


def test_who_sees_and_who_changes_an_offer(as_: SignIn, cast: Cast, offer: Offer) -> None:
    seen = {
        name
        for name, one in cast.people().items()
        if as_(one).get(url_of(offer)).status_code == 200
    }
    assert seen == {"professional", "coordinator", "lead"}
    for name, one in cast.people().items():
        if name == "professional":
            continue
        for page in ("essentials/", "details/", "induction/", "pause/"):
            assert as_(one).post(url_of(offer, page), {"to": "paused"}).status_code == 404, name
    offer.refresh_from_db()
    assert offer.status == OfferStatus.READY


def test_offer_of_another_network_is_not_found(as_: SignIn, cast: Cast) -> None:
    elsewhere = make_offer(make_network("Other"))
    assert as_(cast.coordinator).get(url_of(elsewhere)).status_code == 404


def test_html_in_an_offer_is_text_for_the_coordinator(
    as_: SignIn, cast: Cast, person: Client, essentials: dict[str, Any]
) -> None:
    evil = "<script>alert(1)</script>"
    person.post(NEW, {**essentials, "title": evil, "job_in_plain_words": evil})
    offer = Offer.objects.get()
    for page in (person.get("/offers/"), as_(cast.coordinator).get(url_of(offer))):
        assert evil not in page.content.decode()
        assert "&lt;script&gt;" in page.content.decode()


def test_list_asks_the_same_number_of_queries_for_one_and_three(person: Client, cast: Cast) -> None:
    counts = []
    for _ in range(3):
        make_offer(cast.network, cast.professional, cleared=False)
        counts.append(queries_of(person, "/offers/"))
    assert counts[0] == counts[2]
