import pytest
from django.test import Client

from ecotone.core.tasks.progress import (
    ProgressReporter,
    begin_progress,
    fail_progress,
    finish_progress,
)
from tests.factories import Cast, make_user

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true"}


def test_page_shows_how_far_it_is_and_asks_again(client: Client) -> None:
    row = begin_progress(title="Importing the schools")
    ProgressReporter(row.token)("Checking rows", 30, 120)
    page = client.get(f"/tasks/{row.token}/")
    assert page.status_code == 200
    assert page.content.count(b"<h1>Importing the schools</h1>") == 1
    assert b"30 / 120" in page.content
    assert b'hx-trigger="every 2s"' in page.content


def test_part_is_the_same_without_the_page_around_it(client: Client) -> None:
    row = begin_progress(title="Importing the schools")
    ProgressReporter(row.token)("Checking rows", 30, 120)
    part = client.get(f"/tasks/{row.token}/", headers=PART)
    assert b"30 / 120" in part.content
    assert b"<h1>" not in part.content


def test_finished_leads_on(client: Client) -> None:
    row = begin_progress(title="Importing the schools")
    finish_progress(row.token, next_url="/networks/")
    assert client.get(f"/tasks/{row.token}/")["Location"] == "/networks/"
    assert client.get(f"/tasks/{row.token}/", headers=PART)["HX-Redirect"] == "/networks/"


def test_failure_is_told_and_asks_no_more(client: Client) -> None:
    row = begin_progress(title="Importing the schools")
    fail_progress(row.token, error="The file is empty.", next_url="/networks/")
    page = client.get(f"/tasks/{row.token}/")
    assert b"The file is empty." in page.content
    assert b"hx-trigger" not in page.content
    assert b'href="/networks/"' in page.content


def test_progress_of_another_is_as_absent_as_none(client: Client, cast: Cast) -> None:
    row = begin_progress(title="Importing the schools", owner=cast.coordinator)
    client.force_login(make_user())
    assert client.get(f"/tasks/{row.token}/").status_code == 404
    assert client.get("/tasks/nothing/").status_code == 404
    client.force_login(cast.coordinator)
    assert client.get(f"/tasks/{row.token}/").status_code == 200
