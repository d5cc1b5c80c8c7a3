"""People who are suspended, pause, or leave."""

import datetime as dt

import pytest

from ecotone.accounts.models import User
from ecotone.activities.api import (
    Side,
    TimeClaim,
    read_visit_token,
    visit_token,
)
from ecotone.activities.links import LinkNotValid
from ecotone.matching.enums import DeclineReason, InvitationState, NeedState, OfferStatus
from ecotone.matching.models import Need, Offer
from ecotone.matching.services import suspensions
from ecotone.matching.services.answers import (
    decline_invitation,
)
from ecotone.matching.services.leaving import close_offers
from ecotone.matching.services.offers import pause_offer
from ecotone.matching.services.seats import Outcome, TooLate
from ecotone.matching.services.waves import NotACandidate
from tests.factories import (
    Cast,
    make_offer,
)
from tests.matching.crowd import invite
from tests.matching.edges.stories import (
    accept,
    agreed,
    cancel,
    kinds_to,
    state_of,
    visit_of,
)

pytestmark = pytest.mark.django_db

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def suspend(person: User, now: dt.datetime) -> None:
    User.objects.filter(pk=person.pk).update(suspended_at=now)


def test_suspension_withdraws_every_open_question(cast: Cast, need: Need, now: dt.datetime) -> None:
    """Domain brief 6.1: within a minute, on all open invitations."""
    first, second = invite(need, [make_offer(cast.network) for _ in range(2)], cast)
    suspend(first.person, now)
    with pytest.raises(TooLate):
        accept(first, now)
    assert suspensions.stop_suspended(now=now) == 1
    assert suspensions.stop_suspended(now=now) == 0
    assert state_of(first) == InvitationState.WITHDRAWN
    assert state_of(second) == InvitationState.SENT


def test_suspended_visitor_is_replaced_by_the_reserve(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    first, second = agreed(need, cast, now, people=2)
    accept(second, now)
    suspend(first.person, now)
    assert suspensions.stop_suspended(now=now) == 1
    assert state_of(first) == InvitationState.CANCELLED
    assert state_of(second) == InvitationState.CALLED
    assert kinds_to(first.person)[-1] == "visit_cancelled"
    token = visit_token(visit_of(need), first.person, Side.VISITOR)
    with pytest.raises(LinkNotValid):
        read_visit_token(token, now=now)
    assert "visitor_lost" in kinds_to(cast.coordinator)


def test_suspended_reserve_is_set_free_and_a_visit_under_way_is_left_alone(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    first, second = agreed(need, cast, now, people=2)
    accept(second, now)
    suspend(second.person, now)
    suspensions.stop_suspended(now=now)
    assert state_of(second) == InvitationState.WITHDRAWN
    assert not TimeClaim.objects.filter(subject=f"person:{second.person_id}").exists()
    suspend(first.person, now)
    assert suspensions.stop_suspended(now=visit_of(need).starts_at) == 0
    assert state_of(need) == NeedState.CONFIRMED


def test_offer_paused_after_the_mail_went_out_can_still_say_yes(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    offer = make_offer(cast.network)
    [invitation] = invite(need, [offer], cast)
    pause_offer(offer=offer, by=offer.person)
    assert accept(invitation, now) == Outcome.VISITOR


def test_offer_paused_before_the_wave_is_not_asked(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    offer = make_offer(cast.network)
    pause_offer(offer=offer, by=offer.person)
    with pytest.raises(NotACandidate):
        invite(need, [offer], cast)


def test_who_no_longer_does_visits_is_not_asked_again(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    [invitation] = invite(need, [make_offer(cast.network)], cast)
    decline_invitation(
        invitation=invitation,
        reason=DeclineReason.NO_LONGER,
        note="",
        now=now,
        by=invitation.person,
    )
    assert Offer.objects.get().status == OfferStatus.PAUSED


def test_person_who_leaves_is_no_reserve_any_more(cast: Cast, need: Need, now: dt.datetime) -> None:
    first, second = agreed(need, cast, now, people=2)
    accept(second, now)
    close_offers(second.person, now)
    assert state_of(second) == InvitationState.WITHDRAWN
    assert not TimeClaim.objects.filter(subject=f"person:{second.person_id}").exists()
    cancel(first, now)
    assert "call_up" not in kinds_to(second.person)
