import pytest
from django.conf import LazySettings
from django.test import Client

from ecotone.core.api import Letter, OutgoingMail, Recipient, queue_mail
from tests.factories import make_user

LINK = "http://127.0.0.1:8000/i/abc/"


def make_mail(subject: str = "A class asks you", number: int = 1) -> OutgoingMail:
    return queue_mail(
        key=f"mail:{number}",
        kind="matching.ask",
        to=Recipient(email="leen@example.org", name="Leen Wouters", language="en"),
        letter=Letter(subject, f"Hello Leen,\n\nYour answer:\n{LINK}\n", "en"),
    )


@pytest.fixture
def in_demo(settings: LazySettings) -> None:
    settings.DEMO = True


PATHS = ("/mail/", "/mail/{pk}/", "/mail/{pk}/html/")


@pytest.mark.parametrize("path", PATHS)
def test_outside_a_demo_mails_are_not_there_for_visitors_and_members(
    client: Client, db: None, path: str
) -> None:
    address = path.format(pk=make_mail().pk)
    assert client.get(address).status_code == 404
    client.force_login(make_user())
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_staff_reads_mails(client: Client, db: None, path: str) -> None:
    client.force_login(make_user(is_staff=True))
    assert client.get(path.format(pk=make_mail().pk)).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_in_a_demo_everybody_reads_along(
    client: Client, db: None, in_demo: None, path: str
) -> None:
    assert client.get(path.format(pk=make_mail().pk)).status_code == 200


def test_mails_are_found_by_words_of_name_address_and_subject(
    client: Client, db: None, in_demo: None
) -> None:
    make_mail("The brook", 1)
    make_mail("The robot", 2)
    page = client.get("/mail/", {"q": "wouters ROBOT"}).content.decode()
    assert "The robot" in page
    assert "The brook" not in page
    assert "No mail fits" in client.get("/mail/", {"q": "unicorn"}).content.decode()


def test_the_text_has_links_that_lead_to_where_the_demo_is_served(
    client: Client, db: None, in_demo: None
) -> None:
    """A demo may be built for one port and served at another."""
    page = client.get(f"/mail/{make_mail().pk}/").content.decode()
    assert 'href="http://testserver/i/abc/"' in page
    assert LINK not in page


def test_the_frame_runs_nothing_and_opens_links_in_the_window(
    client: Client, db: None, in_demo: None
) -> None:
    response = client.get(f"/mail/{make_mail().pk}/html/")
    assert '<base target="_top">' in response.content.decode()
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_outside_a_demo_a_mail_shows_what_was_sent(client: Client, db: None) -> None:
    client.force_login(make_user(is_staff=True))
    assert LINK in client.get(f"/mail/{make_mail().pk}/").content.decode()


def test_an_unknown_mail_is_not_there(client: Client, db: None, in_demo: None) -> None:
    assert client.get("/mail/999999/").status_code == 404


def test_sign_in_codes_are_for_nobody_elses_eyes(
    client: Client, db: None, settings: LazySettings
) -> None:
    """Outside the demo even staff must not be able to enter another's account."""
    code = queue_mail(
        key="a-code",
        kind="accounts.sign_in",
        to=Recipient(email="teacher@example.org", name="Teacher", language="en"),
        letter=Letter("Your code: 123456", "Your code is 123456.\n", "en"),
    )
    staff = make_user(is_staff=True)
    client.force_login(staff)
    addresses = [f"/mail/{code.pk}/", f"/mail/{code.pk}/html/"]
    settings.DEMO = False
    assert "123456" not in client.get("/mail/").content.decode()
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    settings.DEMO = True
    assert [client.get(address).status_code for address in addresses] == [200, 200]
