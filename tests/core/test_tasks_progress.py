import pytest
from django.contrib.auth.models import AnonymousUser

from ecotone.core.tasks.progress import (
    ProgressReporter,
    begin_progress,
    fail_progress,
    find_progress,
    finish_progress,
)
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_reports_show_how_far_it_is() -> None:
    row = begin_progress(title="Import of schools")
    ProgressReporter(row.token)("Reading rows", 3, 12)
    row.refresh_from_db()
    assert (row.message, row.percent, row.is_finished) == ("Reading rows", 25, False)


def test_reports_that_follow_at_once_are_left_out_but_the_last_is_written() -> None:
    row = begin_progress(title="Import of schools")
    report = ProgressReporter(row.token, at_most_every=60)
    for done in (1, 2, 3):
        report("Reading rows", done, 4)
    row.refresh_from_db()
    assert row.done == 1
    report("Reading rows", 4, 4)
    row.refresh_from_db()
    assert row.percent == 100


def test_percent_is_none_while_the_total_is_unknown() -> None:
    row = begin_progress(title="Import of schools")
    assert row.percent == 0


def test_finished_says_where_the_result_is() -> None:
    row = begin_progress(title="Import of schools")
    finish_progress(row.token, message="12 schools", next_url="/organisations/")
    fail_progress(row.token, error="too late to fail")
    row.refresh_from_db()
    assert (row.is_finished, row.message, row.next_url, row.error) == (
        True,
        "12 schools",
        "/organisations/",
        "",
    )


def test_failure_is_told_in_words() -> None:
    row = begin_progress(title="Import of schools")
    fail_progress(row.token, error="The file is empty.")
    row.refresh_from_db()
    assert (row.is_finished, row.error) == (True, "The file is empty.")


def test_only_the_owner_sees_what_has_an_owner() -> None:
    owner, stranger = make_user(), make_user()
    row = begin_progress(title="Import of schools", owner=owner)
    assert find_progress(row.token, viewer=owner) == row
    assert find_progress(row.token, viewer=stranger) is None
    assert find_progress(row.token, viewer=None) is None
    assert find_progress(row.token, viewer=AnonymousUser()) is None


def test_without_owner_the_token_is_enough() -> None:
    row = begin_progress(title="Building the demo")
    assert find_progress(row.token, viewer=None) == row
    assert find_progress("wrong", viewer=None) is None
