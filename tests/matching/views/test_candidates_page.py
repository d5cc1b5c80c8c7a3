"""One need as the coordinator sees it: who fits, who not and why not, and who was asked."""

import datetime as dt

import pytest
from django.test import Client

from ecotone.activities.enums import CancelReason
from ecotone.matching.enums import NeedState, WaveState
from ecotone.matching.models import Invitation, Need
from ecotone.matching.services.endings import cancel_by_visitor
from tests.factories import Cast, make_network, make_offer
from tests.matching.crowd import invite
from tests.matching.views.conftest import SignIn, queries_of, say_yes


@pytest.fixture
def coordinator(as_: SignIn, cast: Cast) -> Client:
    return as_(cast.coordinator)


def url_of(need: Need, page: str = "") -> str:
    return f"/networks/{need.network.slug}/queue/{need.pk}/{page}"


def test_who_fits_and_who_does_not_with_the_rule(
    coordinator: Client, cast: Cast, need: Need
) -> None:
    fits = make_offer(cast.network, cast.professional)
    fails = make_offer(cast.network, languages={"fr": "fluent"})
    page = coordinator.get(url_of(need))
    ranked = page.context["ranked"]
    assert [row.offer for row in ranked.candidates] == [fits]
    assert [row.offer for row in ranked.near_misses] == [fails]
    text = page.content.decode()
    assert ranked.candidates[0].sentence in text
    assert ranked.near_misses[0].reasons[0] in text


def test_looking_at_it_tells_the_teacher_that_it_moves(coordinator: Client, need: Need) -> None:
    for _ in range(2):
        coordinator.get(url_of(need))
    need.refresh_from_db()
    assert need.state == NeedState.SHORTLISTED


def test_page_asks_the_same_number_of_queries_for_one_and_three(
    coordinator: Client, cast: Cast, need: Need
) -> None:
    coordinator.get(url_of(need))
    counts = []
    for _ in range(3):
        make_offer(cast.network)
        counts.append(queries_of(coordinator, url_of(need)))
    assert counts[0] == counts[2]
    invite(need, [make_offer(cast.network) for _ in range(1)], cast)
    one = queries_of(coordinator, url_of(need))
    invite(need, [make_offer(cast.network) for _ in range(2)], cast)
    assert queries_of(coordinator, url_of(need)) == one


def test_armed_wave_can_be_held(coordinator: Client, cast: Cast, need: Need) -> None:
    invite(need, [make_offer(cast.network)], cast)
    wave = need.waves.get(state=WaveState.ARMED)
    assert "Wave 2 is ready" in coordinator.get(url_of(need)).content.decode()
    for _ in range(2):
        page = coordinator.post(url_of(need, f"hold/{wave.pk}/"), follow=True)
        assert "will not go out by itself" in page.content.decode()
    wave.refresh_from_db()
    assert wave.state == WaveState.STOOD_DOWN
    assert "Wave 2 is ready" not in page.content.decode()


def test_wave_of_another_need_cannot_be_held(
    coordinator: Client, cast: Cast, need: Need, now: dt.datetime
) -> None:
    invite(need, [make_offer(cast.network)], cast)
    wave = need.waves.get(state=WaveState.ARMED)
    address = f"/networks/{cast.network.slug}/queue/{need.pk + 1}/hold/{wave.pk}/"
    assert coordinator.post(address).status_code == 404
    assert coordinator.get(url_of(need, f"hold/{wave.pk}/")).status_code == 405
    wave.refresh_from_db()
    assert wave.state == WaveState.ARMED


def test_visit_is_confirmed_only_when_every_rule_is_met(
    coordinator: Client, cast: Cast, need: Need, invitation: Invitation, now: dt.datetime
) -> None:
    profile = cast.school.school
    profile.two_adult_rule_confirmed_on = None
    profile.save()
    say_yes(invitation, now)
    text = coordinator.get(url_of(need)).content.decode()
    assert "The school has not yet confirmed that an adult of the school stays." in text
    page = coordinator.post(url_of(need, "confirm/"), follow=True)
    assert "an adult of the school stays" in page.content.decode()
    need.refresh_from_db()
    assert need.state == NeedState.ACCEPTED
    profile.two_adult_rule_confirmed_on = now.date()
    profile.save()
    page = coordinator.post(url_of(need, "confirm/"), follow=True)
    assert "Confirmed. Both sides got the sheet." in page.content.decode()
    page = coordinator.post(url_of(need, "confirm/"), follow=True)
    assert "confirmed already, or no longer agreed" in page.content.decode()


def test_after_a_cancellation_only_the_agreed_hour_is_searched_for(
    coordinator: Client, cast: Cast, visit: Need, invitation: Invitation, now: dt.datetime
) -> None:
    cancel_by_visitor(
        invitation=invitation, reason=CancelReason.WORK, note="", now=now, by=invitation.person
    )
    make_offer(cast.network)
    page = coordinator.get(url_of(visit))
    [row] = page.context["ranked"].candidates
    assert visit.activity is not None
    slot = visit.slots.get(pk=row.candidate.slot_id)
    assert slot.starts_at == visit.activity.starts_at
    assert "Cancelled after accepting" in page.content.decode()


def test_need_under_the_address_of_another_network_is_not_found(
    coordinator: Client, as_: SignIn, cast: Cast, need: Need
) -> None:
    other = make_network("Other")
    assert coordinator.get(f"/networks/{other.slug}/queue/{need.pk}/").status_code == 404
    for page in ("", "wave/", "confirm/"):
        address = f"/networks/{cast.parent.slug}/queue/{need.pk}/{page}"
        assert as_(cast.parent_lead).post(address).status_code == 404, page
    assert coordinator.get(f"/networks/{cast.network.slug}/queue/0/").status_code == 404
    huge = f"/networks/{cast.network.slug}/queue/{10**30}/"
    assert coordinator.get(huge).status_code == 404
    need.refresh_from_db()
    assert need.state == NeedState.OPEN
