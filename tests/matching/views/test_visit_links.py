"""Cancel and confirm by the link in the mail (RM-4, HC-1), at every moment."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from ecotone.activities.api import Side, visit_token
from ecotone.activities.enums import CancelReason
from ecotone.activities.models import Activity, Contribution
from ecotone.core.models import OutgoingMail
from ecotone.matching.enums import InvitationState, NeedState
from ecotone.matching.models import Invitation, Need
from ecotone.matching.services.endings import cancel_by_school, cancel_by_visitor
from tests.factories import Cast
from tests.matching.views.conftest import say_yes


def url_of(page: str, need: Need, side: Side, invitation: Invitation) -> str:
    assert need.activity is not None
    person = need.teacher if side == Side.SCHOOL else invitation.person
    return reverse(f"matching:{page}", args=[visit_token(need.activity, person, side)])


@pytest.fixture
def links(visit: Need, invitation: Invitation) -> dict[tuple[str, str], str]:
    """Every link of both sides."""
    return {
        (page, side.value): url_of(page, visit, side, invitation)
        for page in ("cancel", "confirm")
        for side in Side
    }


def test_opening_a_link_changes_nothing(
    client: Client, visit: Need, links: dict[tuple[str, str], str]
) -> None:
    for link in links.values():
        page = client.get(link)
        assert (page.status_code, page.cookies) == (200, {})
        assert client.head(link).status_code == 200
    visit.refresh_from_db()
    assert visit.state == NeedState.CONFIRMED
    assert Contribution.objects.get().reconfirmed_at is None
    assert Activity.objects.get().school_reconfirmed_at is None


def test_cancelling_needs_a_reason(
    client: Client, visit: Need, links: dict[tuple[str, str], str]
) -> None:
    for form in ({}, {"reason": "BECAUSE"}, {"reason": "", "note": "I broke a leg"}):
        page = client.post(links["cancel", "visitor"], form)
        assert page.status_code == 422
        assert list(page.context["form"].errors) == ["reason"]
    assert "I broke a leg" in page.content.decode()
    visit.refresh_from_db()
    assert visit.state == NeedState.CONFIRMED


def test_visitor_cancels(
    client: Client, visit: Need, invitation: Invitation, links: dict[tuple[str, str], str]
) -> None:
    page = client.post(links["cancel", "visitor"], {"reason": "ILLNESS", "note": "Flu"})
    assert page.status_code == 200
    assert "Thank you for telling us" in page.content.decode()
    visit.refresh_from_db()
    invitation.refresh_from_db()
    assert (visit.state, invitation.state) == (NeedState.INVITED, InvitationState.CANCELLED)
    mails = OutgoingMail.objects.count()
    again = client.post(links["cancel", "visitor"], {"reason": "WORK"})
    assert again.status_code == 200
    assert "Thank you for telling us" in again.content.decode()
    assert client.get(links["confirm", "visitor"]).status_code == 410
    assert OutgoingMail.objects.count() == mails


def test_school_cancels_twice(
    client: Client, visit: Need, links: dict[tuple[str, str], str]
) -> None:
    page = client.post(links["cancel", "school"], {"reason": "TEST"})
    assert "The visitor has been told" in page.content.decode()
    again = client.post(links["cancel", "school"], {"reason": "TEST"})
    assert again.status_code == 409
    assert client.get(links["confirm", "school"]).status_code == 409
    visit.refresh_from_db()
    assert visit.state == NeedState.CANCELLED_BY_SCHOOL
    assert OutgoingMail.objects.filter(kind="matching.called_off").count() == 1


def test_confirming_says_that_all_is_well_once(
    client: Client, visit: Need, links: dict[tuple[str, str], str]
) -> None:
    for _ in range(2):
        for side in Side:
            page = client.post(links["confirm", side.value], follow=True)
            assert "The other side can count on it." in page.content.decode()
    assert Contribution.objects.get().reconfirmed_at is not None
    activity = Activity.objects.get()
    assert activity.school_reconfirmed_at is not None
    assert activity.two_adults_confirmed_at is not None


def test_school_confirms_the_adult_and_with_it_the_visit(
    client: Client, cast: Cast, need: Need, invitation: Invitation, now: dt.datetime
) -> None:
    profile = cast.school.school
    profile.two_adult_rule_confirmed_on = None
    profile.save()
    say_yes(invitation, now)
    need = Need.objects.select_related("activity").get(pk=need.pk)
    assert need.state == NeedState.ACCEPTED
    client.post(url_of("confirm", need, Side.SCHOOL, invitation))
    need.refresh_from_db()
    assert need.state == NeedState.CONFIRMED


def test_visit_that_was_called_off_cannot_be_confirmed(
    client: Client, cast: Cast, visit: Need, now: dt.datetime, links: dict[tuple[str, str], str]
) -> None:
    """Nobody reads "thank you, the other side can count on it" about a visit that is off."""
    cancel_by_school(need=visit, reason=CancelReason.TEST, now=now, by=cast.teacher)
    for side in Side:
        page = client.post(links["confirm", side.value])
        assert page.status_code == 409, side
        assert "Nothing was changed now." in page.content.decode()
    assert Activity.objects.get().school_reconfirmed_at is None


def test_school_cannot_confirm_while_we_search_for_a_visitor(
    client: Client,
    visit: Need,
    invitation: Invitation,
    now: dt.datetime,
    links: dict[tuple[str, str], str],
) -> None:
    cancel_by_visitor(
        invitation=invitation, reason=CancelReason.CARE, note="", now=now, by=invitation.person
    )
    assert client.post(links["confirm", "school"]).status_code == 409


def test_after_the_start_there_is_nothing_to_cancel(
    client: Client, visit: Need, now: dt.datetime, links: dict[tuple[str, str], str]
) -> None:
    Activity.objects.update(starts_at=now - dt.timedelta(minutes=1))
    for link in links.values():
        assert client.get(link).status_code == 409
        assert client.post(link, {"reason": "ILLNESS"}).status_code == 409
    visit.refresh_from_db()
    assert visit.state == NeedState.CONFIRMED


@pytest.mark.parametrize("page", ["cancel", "confirm", "afterwards"])
def test_broken_and_foreign_links_open_nothing(
    client: Client, cast: Cast, visit: Need, page: str
) -> None:
    assert visit.activity is not None
    tokens = [
        "nonsense",
        visit_token(visit.activity, cast.stranger, Side.VISITOR),
        visit_token(visit.activity, cast.head, Side.SCHOOL),
        visit_token(visit.activity, cast.teacher, Side.VISITOR),
        visit_token(visit.activity, cast.teacher, Side.SCHOOL) + "x",
    ]
    for token in tokens:
        link = reverse(f"matching:{page}", args=[token])
        for answer in (client.get(link), client.post(link, {"reason": "TEST", "held": "yes"})):
            assert answer.status_code == 410
            assert visit.theme not in answer.content.decode()
    visit.refresh_from_db()
    assert visit.state == NeedState.CONFIRMED


def test_link_of_a_visitor_cannot_act_for_the_school(
    client: Client, visit: Need, invitation: Invitation, links: dict[tuple[str, str], str]
) -> None:
    """The side is in the signature: what the visitor's link cancels is the visitor's part."""
    client.post(links["cancel", "visitor"], {"reason": "WORK", "side": "school"})
    visit.refresh_from_db()
    assert visit.state == NeedState.INVITED
