"""My own page (RM-5, AD-2)."""

import datetime as dt
import json

import pytest
from django.test import Client

from ecotone.accounts.enums import Gender
from ecotone.accounts.models import Consent, User
from ecotone.accounts.selectors.personal_data import personal_data_of
from tests.factories import Cast, give_clearance, make_user


@pytest.fixture
def signed_in(client: Client, cast: Cast) -> Client:
    client.force_login(cast.professional)
    return client


def test_page_says_who_i_am_and_where_i_belong(signed_in: Client) -> None:
    page = signed_in.get("/me/").content.decode()
    assert "professional@example.org" in page
    assert "Aqualab" in page


def test_name_language_and_phone_are_kept_and_what_was_wrong_stays_typed(
    signed_in: Client, cast: Cast
) -> None:
    values = {"name": " Ana  Silva ", "language": "pt", "phone": "+351 900 000 000"}
    assert signed_in.post("/me/", values).status_code == 302
    person = User.objects.get(pk=cast.professional.pk)
    assert (person.name, person.language, person.phone) == (
        "Ana Silva",
        "pt",
        "+351 900 000 000",
    )
    page = signed_in.post("/me/", {**values, "name": "", "phone": "12"}).content.decode()
    assert 'value="12"' in page


def test_gender_needs_consent_and_goes_when_it_is_taken_back(signed_in: Client, cast: Cast) -> None:
    assert signed_in.post("/me/gender/", {"gender": "woman"}).status_code == 200
    assert signed_in.post("/me/gender/", {"gender": "woman", "agrees": "on"}).status_code == 302
    assert User.objects.get(pk=cast.professional.pk).gender == Gender.WOMAN
    signed_in.post("/me/consents/gender_balance/", {"act": "withdraw"})
    assert User.objects.get(pk=cast.professional.pk).gender == ""


def test_consent_is_given_and_taken_back(signed_in: Client, cast: Cast) -> None:
    signed_in.post("/me/consents/public_profile/", {"act": "give"})
    assert Consent.objects.get(person=cast.professional).withdrawn_at is None
    signed_in.post("/me/consents/public_profile/", {"act": "withdraw"})
    assert Consent.objects.get(person=cast.professional).withdrawn_at is not None
    assert signed_in.post("/me/consents/anything/").status_code == 404


def test_file_holds_my_rows_and_nobody_elses(
    signed_in: Client, cast: Cast, now: dt.datetime
) -> None:
    give_clearance(cast.professional, now.date(), seen_by=cast.coordinator)
    give_clearance(cast.stranger, now.date(), seen_by=cast.professional)
    response = signed_in.get("/me/data/file/")
    data = json.loads(response.content)
    assert response["Content-Disposition"].startswith("attachment")
    assert [row["e-mail address"] for row in data["accounts.user"]] == ["professional@example.org"]
    assert len(data["accounts.clearance"]) == 1
    assert "password" not in data["accounts.user"][0]


def test_page_shows_the_same_sections_as_the_file(signed_in: Client, cast: Cast) -> None:
    page = signed_in.get("/me/data/").content.decode()
    for section in personal_data_of(cast.professional):
        assert section.title.capitalize()[:5] in page


def test_leaving_needs_the_own_address_typed(signed_in: Client, cast: Cast) -> None:
    page = signed_in.post("/me/leave/", {"email": "another@example.org"})
    assert page.status_code == 200
    assert User.objects.get(pk=cast.professional.pk).is_active
    answer = signed_in.post("/me/leave/", {"email": "Professional@example.org"})
    assert answer["Location"] == "/goodbye/"
    assert not User.objects.get(pk=cast.professional.pk).is_active
    assert "_auth_user_id" not in signed_in.session


def test_only_lead_reads_what_to_settle_first(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    page = client.post("/me/leave/", {"email": "lead@example.org"}).content.decode()
    assert "You are the only lead of Hub" in page
    assert User.objects.get(pk=cast.lead.pk).is_active


@pytest.mark.parametrize(
    "path", ["/me/", "/me/gender/", "/me/data/", "/me/data/file/", "/me/leave/", "/me/clearances/"]
)
def test_visitors_are_led_to_the_sign_in_page(client: Client, db: None, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={path}")


def test_person_without_a_name_is_asked_for_it(client: Client, db: None) -> None:
    client.force_login(make_user(name=" "))
    assert client.get("/me/").status_code == 200
