"""RM-1 and PO-1: an offer is usable after the first page and two minutes of reading."""

import datetime as dt
from typing import Any

from django.test import Client
from django.urls import reverse

from ecotone.accounts.enums import AffiliationKind
from ecotone.matching.enums import OfferStatus
from ecotone.matching.models import Offer
from ecotone.matching.selectors.candidates import choices_for
from tests.factories import Cast, affiliate, make_need

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
READ = dict.fromkeys(["path", "work", "dialogue", "emphasis", "safety"], "on")


def first_page(**fields: Any) -> dict[str, Any]:
    return {
        "title": "I test the water of brooks",
        "job_in_plain_words": "I take samples and look for what lives in them.",
        "formats": ["CAREER_TALK"],
        "isced_levels": ["2"],
        "languages": ["nl"],
        "languages_good": ["en"],
        "mode": "HYBRID",
        "base_name": "Herentals",
        "radius_km": "20",
        "code_of_conduct": "on",
        **fields,
    }


def test_offer_is_found_after_the_first_page_and_the_reading(
    client: Client, cast: Cast, now: dt.datetime
) -> None:
    client.force_login(cast.professional, backend=BACKEND)
    client.post(reverse("matching:new-offer"), first_page())
    offer = Offer.objects.get()
    assert (offer.status, offer.languages) == (
        OfferStatus.DRAFT,
        {"nl": "fluent", "en": "good"},
    )
    client.post(reverse("matching:induction", args=[offer.pk]), READ)
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    assert [one.offer_id for one in choices_for(need, size=3, now=now)] == [offer.pk]


def test_offer_without_language_or_known_town_says_how_to_mend_it(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.professional, backend=BACKEND)
    form = first_page(languages=[], languages_good=[], base_name="Atlantis")
    page = client.post(reverse("matching:new-offer"), form).content.decode()
    assert "Choose at least one language." in page
    assert "We do not know Atlantis" in page
    assert "I test the water of brooks" in page
    assert Offer.objects.count() == 0


def test_contact_of_a_partner_offers_in_its_name(client: Client, cast: Cast) -> None:
    affiliate(cast.professional, cast.company, AffiliationKind.PARTNER_CONTACT)
    client.force_login(cast.professional, backend=BACKEND)
    client.post(reverse("matching:new-offer"), first_page(who=str(cast.company.pk)))
    offer = Offer.objects.get()
    assert (offer.is_of_organisation, offer.organisation) == (True, cast.company)


def test_nobody_offers_in_the_name_of_a_stranger(client: Client, cast: Cast) -> None:
    client.force_login(cast.professional, backend=BACKEND)
    client.post(reverse("matching:new-offer"), first_page(who=str(cast.company.pk)))
    offer = Offer.objects.get()
    assert offer.is_of_organisation is False
