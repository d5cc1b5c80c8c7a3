import pytest
from django.conf import LazySettings
from django.test import Client

from ecotone.portal.personas import PERSONAS, find_persona
from tests.factories import make_user


@pytest.fixture
def in_demo(settings: LazySettings) -> None:
    settings.DEMO = True


def test_outside_a_demo_nobody_can_be_somebody_else(client: Client, db: None) -> None:
    make_user("An", email="an.peeters@example.org", is_synthetic=True)
    assert client.get("/look-around/").status_code == 404
    assert client.post("/look-around/", {"persona": "an.peeters"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_every_persona_has_a_card(client: Client, db: None, in_demo: None) -> None:
    page = client.get("/look-around/").content.decode()
    assert [persona.name for persona in PERSONAS if persona.name not in page] == []


def test_pressing_a_card_signs_in_and_opens_the_desk(
    client: Client, db: None, in_demo: None
) -> None:
    person = make_user("An", email="an.peeters@example.org", is_synthetic=True)
    response = client.post("/look-around/", {"persona": "an.peeters"})
    assert (response.status_code, response.headers["Location"]) == (302, "/desk/")
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("key", ["", "nobody", "an.peeters"])
def test_only_invented_people_can_be_chosen(
    client: Client, db: None, in_demo: None, key: str
) -> None:
    """A real person who happens to have a persona's address is not signed in."""
    make_user("Real An", email="an.peeters@example.org")
    assert client.post("/look-around/", {"persona": key}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_looking_is_not_signing_in(client: Client, db: None, in_demo: None) -> None:
    make_user("An", email="an.peeters@example.org", is_synthetic=True)
    client.get("/look-around/?persona=an.peeters")
    assert "_auth_user_id" not in client.session


def test_personas_have_different_keys_and_addresses() -> None:
    assert len({persona.email for persona in PERSONAS}) == len(PERSONAS)
    assert find_persona("sofie.jacobs") is not None
    assert find_persona("unknown") is None
