"""How was it? Under a minute, and only the school's yes counts (TE-2)."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ecotone.activities.api import Side, visit_token
from ecotone.activities.enums import ActivityStatus, CancelReason
from ecotone.activities.models import Activity, ClassAttendance, Contribution, Report
from ecotone.matching.enums import NeedState
from ecotone.matching.models import Invitation, Need
from ecotone.matching.services.endings import cancel_by_school
from tests.factories import Cast

HELD = {"held": "yes", "present": "22", "pupils_asked": "yes", "again": "5", "note": ""}
SILENT = {"held": "no", "not_held_reason": "VISITOR_ABSENT"}


@pytest.fixture
def over(visit: Need, now: dt.datetime) -> Need:
    """The visit ended an hour ago."""
    Activity.objects.update(
        starts_at=now - dt.timedelta(hours=2), ends_at=now - dt.timedelta(hours=1)
    )
    return Need.objects.select_related("activity").get(pk=visit.pk)


def url_of(need: Need, invitation: Invitation, side: Side = Side.SCHOOL) -> str:
    assert need.activity is not None
    person = need.teacher if side == Side.SCHOOL else invitation.person
    return reverse("matching:afterwards", args=[visit_token(need.activity, person, side)])


def counted() -> tuple[str, int | None]:
    return Activity.objects.get().status, ClassAttendance.objects.get().present


def test_held_counts_once_however_often_it_is_sent(
    client: Client, over: Need, invitation: Invitation
) -> None:
    for _ in range(3):
        page = client.post(url_of(over, invitation), HELD)
        assert "The visit counts" in page.content.decode()
        assert page.cookies == {}
    assert counted() == (ActivityStatus.HELD, 22)
    assert Report.objects.count() == 1


def test_size_of_the_class_is_filled_in(client: Client, over: Need, invitation: Invitation) -> None:
    assert client.get(url_of(over, invitation)).context["form"]["present"].value() == 24
    page = client.get(url_of(over, invitation, Side.VISITOR))
    assert "present" not in page.context["form"].fields


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ({}, ["held"]),
        ({**HELD, "held": "perhaps"}, ["held"]),
        ({**HELD, "present": ""}, ["present"]),
        ({**HELD, "present": "0"}, ["present"]),
        ({**HELD, "present": "-5"}, ["present"]),
        ({**HELD, "present": "999"}, ["present"]),
        ({**HELD, "present": "49"}, ["present"]),
        ({**HELD, "present": "22.5"}, ["present"]),
        ({**HELD, "present": "many"}, ["present"]),
        ({**HELD, "present": "9" * 400}, ["present"]),
        ({**HELD, "again": "6"}, ["again"]),
        ({**HELD, "again": "x"}, ["again"]),
        ({**HELD, "pupils_asked": "always"}, ["pupils_asked"]),
        ({**HELD, "note": "x" * 10_000}, ["note"]),
        ({"held": "no"}, ["not_held_reason"]),
        ({"held": "no", "not_held_reason": "RAIN"}, ["not_held_reason"]),
    ],
)
def test_nonsense_is_refused_and_nothing_counts(
    client: Client, over: Need, invitation: Invitation, form: dict[str, str], fields: list[str]
) -> None:
    page = client.post(url_of(over, invitation), {"note": "It rained", **form})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == fields
    if "note" not in form:
        assert "It rained" in page.content.decode()
    assert counted() == (ActivityStatus.CONFIRMED, None)
    assert Report.objects.count() == 0


def test_twice_the_class_is_still_believed(
    client: Client, over: Need, invitation: Invitation
) -> None:
    client.post(url_of(over, invitation), {**HELD, "present": "48"})
    assert counted() == (ActivityStatus.HELD, 48)


@pytest.mark.parametrize("present", ["0", "-1", "24", "", "none"])
def test_headcount_does_not_matter_when_it_was_not_held(
    client: Client, over: Need, invitation: Invitation, present: str
) -> None:
    """A hurried teacher says no and leaves what stands in the field, or writes nought."""
    page = client.post(url_of(over, invitation), {**SILENT, "present": present})
    assert page.status_code == 200
    assert "Noted with its reason" in page.content.decode()
    assert counted() == (ActivityStatus.NOT_HELD, None)


def test_word_of_the_school_can_be_corrected(
    client: Client, over: Need, invitation: Invitation
) -> None:
    client.post(url_of(over, invitation), SILENT)
    client.post(url_of(over, invitation), HELD)
    assert counted() == (ActivityStatus.HELD, 22)
    client.post(url_of(over, invitation), {**HELD, "present": "20"})
    assert counted() == (ActivityStatus.HELD, 20)


def test_word_of_the_visitor_alone_counts_nothing(
    client: Client, over: Need, invitation: Invitation
) -> None:
    page = client.post(url_of(over, invitation, Side.VISITOR), {**HELD, "present": "400"})
    assert "Whether the visit counts is confirmed by the school." in page.content.decode()
    assert counted() == (ActivityStatus.CONFIRMED, None)


def test_no_show_needs_both_words(client: Client, over: Need, invitation: Invitation) -> None:
    client.post(url_of(over, invitation), SILENT)
    assert not Contribution.objects.get().no_show
    client.post(url_of(over, invitation, Side.VISITOR), SILENT)
    assert Contribution.objects.get().no_show
    over.refresh_from_db()
    assert over.state == NeedState.CLOSED


def test_too_early(client: Client, visit: Need, invitation: Invitation) -> None:
    page = client.post(url_of(visit, invitation), HELD)
    assert page.status_code == 422
    assert "The visit has not begun yet." in page.content.decode()
    assert counted() == (ActivityStatus.CONFIRMED, None)


def test_called_off_cannot_be_held(
    client: Client, cast: Cast, visit: Need, invitation: Invitation, now: dt.datetime
) -> None:
    address = url_of(visit, invitation)
    cancel_by_school(need=visit, reason=CancelReason.TEST, now=now, by=cast.teacher)
    Activity.objects.update(starts_at=now - dt.timedelta(hours=2), ends_at=now)
    page = client.post(address, HELD)
    assert page.status_code == 422
    assert "nothing was changed" in page.content.decode()
    assert counted() == (ActivityStatus.CANCELLED, None)
    assert Report.objects.count() == 0


def test_html_in_a_note_is_text(
    client: Client, as_: Any, cast: Cast, over: Need, invitation: Invitation
) -> None:
    evil = "<script>alert(1)</script>"
    client.post(url_of(over, invitation), {**HELD, "note": evil})
    assert Report.objects.get().note == evil
    page = as_(cast.coordinator).get(over.get_absolute_url())
    assert evil not in page.content.decode()


def test_link_ends_sixty_days_after_the_visit(
    client: Client, over: Need, invitation: Invitation, now: dt.datetime
) -> None:
    address = url_of(over, invitation)
    Activity.objects.update(
        starts_at=now - dt.timedelta(days=61), ends_at=now - dt.timedelta(days=60, hours=20)
    )
    assert client.post(address, HELD).status_code == 410
    assert counted()[0] == ActivityStatus.CONFIRMED
