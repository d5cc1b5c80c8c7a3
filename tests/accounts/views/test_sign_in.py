"""Signing in by a code from the mail, without a password."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from ecotone.accounts.models import User
from ecotone.core.api import OutgoingMail
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def newest_code(address: str) -> str:
    mail = OutgoingMail.objects.filter(to=address).newest_first().first()
    assert mail is not None
    found = re.search(r"^([A-Z0-9-]{6,})$", mail.text, re.MULTILINE)
    assert found is not None
    return found[1]


def test_person_signs_in_with_the_code_from_the_outbox(client: Client) -> None:
    person = make_user("Ana", email="ana@example.org")
    response = client.post("/account/login/", {"email": "Ana@Example.org"}, follow=True)
    assert "ana@example.org" in response.content.decode().lower()
    code = newest_code("ana@example.org")
    answer = client.post("/account/login/code/", {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, reverse("portal:desk"))
    assert client.session["_auth_user_id"] == str(person.pk)


def test_code_mail_is_kept_and_speaks_the_language_of_the_person(client: Client) -> None:
    User.objects.filter(pk=make_user("Ana", email="ana@example.org").pk).update(language="nl")
    client.post("/account/login/", {"email": "ana@example.org"})
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.to_name, mail.language, mail.kind) == (
        "ana@example.org",
        "Ana",
        "nl",
        "accounts.sign_in",
    )


def test_wrong_code_lets_nobody_in_and_says_so(client: Client) -> None:
    make_user("Ana", email="ana@example.org")
    client.post("/account/login/", {"email": "ana@example.org"})
    response = client.post("/account/login/code/", {"code": "WRONG1"})
    assert response.status_code == 200
    assert "Incorrect code" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_code_works_in_the_browser_that_asked_for_it_only(client: Client) -> None:
    make_user("Ana", email="ana@example.org")
    client.post("/account/login/", {"email": "ana@example.org"})
    elsewhere = Client()
    elsewhere.post("/account/login/code/", {"code": newest_code("ana@example.org")})
    assert "_auth_user_id" not in elsewhere.session


def test_unknown_address_looks_the_same_and_gets_another_mail(client: Client) -> None:
    response = client.post("/account/login/", {"email": "nobody@example.org"}, follow=True)
    assert response.redirect_chain == [("/account/login/code/", 302)]
    assert OutgoingMail.objects.get().subject == "No account at Ecotone with this address"


def test_fourth_code_within_a_minute_is_refused(client: Client) -> None:
    make_user("Ana", email="ana@example.org")
    for _ in range(4):
        response = Client().post("/account/login/", {"email": "ana@example.org"})
    assert response.status_code == 200
    assert OutgoingMail.objects.count() == 3


def test_newcomer_makes_an_account_with_name_and_address(client: Client) -> None:
    client.post("/account/signup/", {"name": "  Rui   Costa ", "email": "rui@example.org"})
    person = User.objects.get(email="rui@example.org")
    assert (person.name, person.language, person.has_usable_password()) == (
        "Rui Costa",
        "en",
        False,
    )
    answer = client.post("/account/address/code/", {"code": newest_code("rui@example.org")})
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_known_address_cannot_sign_up_twice_and_nothing_tells_strangers(client: Client) -> None:
    make_user("Ana", email="ana@example.org")
    response = client.post("/account/signup/", {"name": "Eve", "email": "ana@example.org"})
    assert response.status_code == 302
    assert OutgoingMail.objects.get().subject == "You already have an account at Ecotone"
    assert User.objects.count() == 1


def test_closed_installation_says_whom_to_ask(client: Client, settings: LazySettings) -> None:
    settings.SELF_REGISTRATION = False
    response = client.post("/account/signup/", {"name": "Eve", "email": "eve@example.org"})
    assert "By invitation" in response.content.decode()
    assert not User.objects.exists()


def test_closed_account_gets_no_code(client: Client) -> None:
    User.objects.filter(pk=make_user(email="gone@example.org").pk).update(is_active=False)
    client.post("/account/login/", {"email": "gone@example.org"})
    assert "code" not in OutgoingMail.objects.get().subject


@pytest.mark.parametrize(
    "path",
    ["/account/password/change/", "/account/password/reset/", "/account/password/set/"],
)
def test_pages_for_passwords_are_not_there(client: Client, path: str) -> None:
    client.force_login(make_user())
    assert client.get(path).status_code == 404


def test_sign_in_page_leads_back_to_where_the_person_wanted_to_go(client: Client) -> None:
    make_user("Ana", email="ana@example.org")
    client.post(
        "/account/login/?next=/organisations/",
        {"email": "ana@example.org", "next": "/organisations/"},
    )
    answer = client.post(
        "/account/login/code/?next=/organisations/",
        {"code": newest_code("ana@example.org"), "next": "/organisations/"},
    )
    assert answer["Location"] == "/organisations/"


def test_person_changes_the_address_with_a_code_to_the_new_one(client: Client) -> None:
    person = make_user("Ana", email="ana@example.org")
    client.post("/account/login/", {"email": "ana@example.org"})
    client.post("/account/login/code/", {"code": newest_code("ana@example.org")})
    client.post("/account/address/", {"email": "ana@example.net", "action_add": "1"})
    person.refresh_from_db()
    assert person.email == "ana@example.org"
    client.post("/account/address/code/", {"code": newest_code("ana@example.net")})
    person.refresh_from_db()
    assert person.email == "ana@example.net"


def test_visitor_gets_no_cookie_on_a_public_page(client: Client) -> None:
    client.get("/networks/")
    assert client.cookies == {}
