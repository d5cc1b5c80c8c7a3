"""End, ask again, move, and the practical things of a visit."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ecotone.activities.models import Activity
from ecotone.core.models import OutgoingMail
from ecotone.matching.enums import InvitationState, NeedState
from ecotone.matching.models import Invitation, Need
from tests.factories import Cast, make_need, make_offer, next_weekday, school_hours
from tests.matching.crowd import invite
from tests.matching.views.conftest import SignIn, say_yes


@pytest.fixture
def teacher(as_: SignIn, cast: Cast) -> Client:
    return as_(cast.teacher)


def test_ending_needs_a_reason_and_keeps_what_was_typed(teacher: Client, need: Need) -> None:
    address = f"/needs/{need.pk}/end/"
    page = teacher.post(address, {"reason": "", "note": "The class is away"})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["reason"]
    assert "The class is away" in page.content.decode()
    need.refresh_from_db()
    assert need.state == NeedState.OPEN


def test_ending_twice_ends_once(teacher: Client, need: Need, invitation: Invitation) -> None:
    address = f"/needs/{need.pk}/end/"
    first = teacher.post(address, {"reason": "TEST"}, follow=True)
    mails = OutgoingMail.objects.count()
    second = teacher.post(address, {"reason": "OTHER"}, follow=True)
    assert "Done. Everybody concerned has been told." in first.content.decode()
    assert "This had ended already; nothing was changed." in second.content.decode()
    need.refresh_from_db()
    assert (need.state, need.ended_reason) == (NeedState.WITHDRAWN, "TEST")
    assert OutgoingMail.objects.count() == mails


def test_calling_off_after_the_start_changes_nothing(
    teacher: Client, visit: Need, now: dt.datetime
) -> None:
    Activity.objects.update(starts_at=now - dt.timedelta(minutes=1))
    page = teacher.post(f"/needs/{visit.pk}/end/", {"reason": "TEST"}, follow=True)
    assert "nothing was changed" in page.content.decode()
    visit.refresh_from_db()
    assert visit.state == NeedState.CONFIRMED


@pytest.fixture
def slots() -> dict[str, Any]:
    day = next_weekday(timezone.localdate(), weeks=4)
    return {"day_1": day.isoformat(), "time_1": "09:00", "duration": "50"}


def test_asking_again_ends_as_the_first_time(
    teacher: Client, need: Need, slots: dict[str, Any]
) -> None:
    """A new number of days, a new promise, and the same number to quote."""
    teacher.post(f"/needs/{need.pk}/end/", {"reason": "TEST"})
    page = teacher.post(f"/needs/{need.pk}/again/", slots, follow=True)
    assert page.redirect_chain == [(f"/needs/{need.pk}/?sent=1", 302)]
    need.refresh_from_db()
    assert (need.state, need.round) == (NeedState.OPEN, 2)
    again = teacher.post(f"/needs/{need.pk}/again/", slots, follow=True)
    assert "This request is still open" in again.content.decode()
    need.refresh_from_db()
    assert need.round == 2


def test_asking_again_for_yesterday_is_refused(
    teacher: Client, need: Need, slots: dict[str, Any]
) -> None:
    teacher.post(f"/needs/{need.pk}/end/", {"reason": "TEST"})
    page = teacher.post(f"/needs/{need.pk}/again/", {**slots, "day_1": "2026-01-01"})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["day_1"]
    need.refresh_from_db()
    assert need.state == NeedState.WITHDRAWN


def test_visit_moves_and_both_sides_hear(
    teacher: Client, visit: Need, invitation: Invitation, slots: dict[str, Any]
) -> None:
    page = teacher.post(
        f"/needs/{visit.pk}/move/",
        {"day": slots["day_1"], "time": "14:00"},
        follow=True,
    )
    assert "Moved. Everybody concerned has been told." in page.content.decode()
    activity = Activity.objects.get()
    assert timezone.localtime(activity.starts_at).strftime("%Y-%m-%d %H:%M") == (
        f"{slots['day_1']} 14:00"
    )
    sheets = OutgoingMail.objects.filter(kind="matching.sheet").values_list("to", flat=True)
    assert sorted(sheets) == sorted([visit.teacher.email, invitation.person.email] * 2)


@pytest.mark.parametrize("day", ["", "never", "1999-01-01", "9999-12-31"])
def test_visit_cannot_move_to_nonsense(teacher: Client, visit: Need, day: str) -> None:
    before = Activity.objects.get().starts_at
    page = teacher.post(f"/needs/{visit.pk}/move/", {"day": day, "time": "14:00"})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["day"]
    assert Activity.objects.get().starts_at == before


def test_visit_cannot_move_onto_another_visit_of_the_class(
    teacher: Client, cast: Cast, visit: Need, now: dt.datetime
) -> None:
    start, end = school_hours(next_weekday(now.date(), weeks=4))
    other = make_need(cast.network, cast.class_group, cast.teacher, now, slots=[(start, end)])
    [invitation] = invite(other, [make_offer(cast.network)], cast)
    say_yes(invitation, now)
    local = timezone.localtime(start)
    typed = {"day": local.date().isoformat(), "time": local.strftime("%H:%M")}
    page = teacher.post(f"/needs/{visit.pk}/move/", typed)
    assert page.status_code == 422
    assert "busy then" in page.content.decode()


def test_need_without_a_visit_cannot_be_moved(teacher: Client, need: Need) -> None:
    assert teacher.get(f"/needs/{need.pk}/move/").status_code == 404
    assert teacher.get(f"/needs/{need.pk}/practical/").status_code == 404


def test_visit_that_has_begun_cannot_be_moved(
    teacher: Client, visit: Need, now: dt.datetime
) -> None:
    Activity.objects.update(starts_at=now - dt.timedelta(minutes=1))
    page = teacher.get(f"/needs/{visit.pk}/move/", follow=True)
    assert "This visit can no longer be moved." in page.content.decode()


def test_practical_things_stand_on_the_sheet(teacher: Client, visit: Need) -> None:
    typed = {
        "room": "B12",
        "arrival": "Ring twice.\nSay <b>hello</b>.",
        "equipment": "Screen",
        "meeting_link": "meet.example.org/brook",
    }
    page = teacher.post(f"/needs/{visit.pk}/practical/", typed, follow=True)
    assert "Saved. It stands on the visit sheet." in page.content.decode()
    activity = Activity.objects.get()
    assert activity.meeting_link == "https://meet.example.org/brook"
    sheet = teacher.get(activity.get_absolute_url()).content.decode()
    assert "B12" in sheet
    assert "Ring twice.<br>Say &lt;b&gt;hello&lt;/b&gt;." in sheet


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"room": "x" * 81}, "room"),
        ({"arrival": "x" * 10_000}, "arrival"),
        ({"meeting_link": "javascript:alert(1)"}, "meeting_link"),
        ({"meeting_link": "not a link"}, "meeting_link"),
    ],
)
def test_practical_nonsense_is_refused(
    teacher: Client, visit: Need, typed: dict[str, str], field: str
) -> None:
    before = Activity.objects.get().sequence
    page = teacher.post(f"/needs/{visit.pk}/practical/", typed)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert Activity.objects.get().sequence == before


def test_reserve_hears_that_the_visit_moved_away(
    teacher: Client, cast: Cast, need: Need, now: dt.datetime, slots: dict[str, Any]
) -> None:
    first, second = invite(need, [make_offer(cast.network) for _ in range(2)], cast)
    say_yes(first, now)
    say_yes(Invitation.objects.get(pk=second.pk), now)
    old = timezone.localtime(Activity.objects.get().starts_at)
    teacher.post(f"/needs/{need.pk}/move/", {"day": slots["day_1"], "time": "14:00"})
    second.refresh_from_db()
    assert second.state == InvitationState.WITHDRAWN
    mail = OutgoingMail.objects.filter(to=second.person.email).latest("id")
    assert mail.kind == "matching.visit_cancelled"
    assert old.strftime("%H:%M") in mail.text
