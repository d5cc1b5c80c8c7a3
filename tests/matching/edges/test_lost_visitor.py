"""The visitor is lost, and nobody is left without a plan."""

import datetime as dt

import pytest

from ecotone.activities.api import (
    TimeClaim,
)
from ecotone.activities.enums import ActivityStatus, CancelReason
from ecotone.core.models import OutgoingMail
from ecotone.matching.enums import DeclineReason, InvitationState, NeedState
from ecotone.matching.models import Need
from ecotone.matching.selectors.answers import possible_slots
from ecotone.matching.services import clock, reminders
from ecotone.matching.services.answers import (
    SlotNotOffered,
    accept_invitation,
    decline_invitation,
)
from ecotone.matching.services.needs import withdraw_need
from ecotone.matching.services.proposals import accept_proposal, propose_other_date
from ecotone.matching.services.seats import Outcome
from tests.factories import (
    Cast,
    make_need,
    make_offer,
    next_weekday,
    school_hours,
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


def test_nobody_found_after_the_visitor_was_lost_ends_the_visit_and_frees_the_class(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    """RM-4: everybody declines until the hour has come; no ghost of a visit is left."""
    first, second = agreed(need, cast, now, people=2)
    start = visit_of(need).starts_at
    cancel(first, now)
    decline_invitation(
        invitation=second, reason=DeclineReason.DATE, note="", now=now, by=second.person
    )
    clock.send_due_waves(now=now + HOUR)
    assert clock.expire_needs(now=start - HOUR) == 0
    assert clock.expire_needs(now=start) == 1
    assert clock.expire_needs(now=start) == 0
    assert state_of(need) == NeedState.EXPIRED
    assert visit_of(need).status == ActivityStatus.CANCELLED
    assert TimeClaim.objects.count() == 0
    assert kinds_to(cast.teacher)[-1] == "expired"


def test_teacher_withdraws_while_we_search_and_the_hour_is_free(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    [first] = agreed(need, cast, now)
    cancel(first, now)
    need.refresh_from_db()
    withdraw_need(need=need, reason=CancelReason.OTHER, now=now, by=cast.teacher)
    assert visit_of(need).status == ActivityStatus.CANCELLED
    assert TimeClaim.objects.count() == 0
    other = make_need(cast.network, cast.class_group, cast.teacher, now)
    assert accept(invite(other, [make_offer(cast.network)], cast)[0], now) == Outcome.VISITOR


def test_lost_visitor_and_an_answer_to_the_first_mail(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    """Somebody still open from the first wave can only say yes to the agreed hour."""
    first, second = agreed(need, cast, now, people=2)
    cancel(first, now)
    agreed_slot, other_slot = need.slots.all()
    with pytest.raises(SlotNotOffered):
        accept_invitation(invitation=second, slot=other_slot, now=now, by=second.person)
    second.refresh_from_db()
    assert possible_slots(second, now) == [agreed_slot]
    assert accept(second, now) == Outcome.VISITOR


def test_reserve_is_not_made_for_an_hour_that_was_not_chosen(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    """The page was open with both times while somebody else agreed on the first."""
    _first, second = agreed(need, cast, now, people=2)
    with pytest.raises(SlotNotOffered):
        accept_invitation(invitation=second, slot=need.slots.all()[1], now=now, by=second.person)
    assert state_of(second) == InvitationState.SENT


def test_other_date_is_taken_after_the_visitor_was_lost(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    """The visit moves to the new date; nothing of the old hour is kept."""
    [first] = agreed(need, cast, now)
    cancel(first, now)
    need.refresh_from_db()
    [second] = invite(need, [make_offer(cast.network)], cast)
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=6))
    propose_other_date(
        invitation=second, starts_at=starts_at, ends_at=ends_at, note="", now=now, by=second.person
    )
    accept_proposal(invitation=second, now=now, by=cast.teacher)
    visit = visit_of(need)
    assert (visit.starts_at, visit.ends_at) == (starts_at, ends_at)
    assert state_of(need) == NeedState.CONFIRMED
    assert {claim.quarter.date() for claim in TimeClaim.objects.all()} == {starts_at.date()}
    assert TimeClaim.objects.values("subject").distinct().count() == 2


def test_mail_of_a_later_wave_names_only_the_hour_that_is_left(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    [first] = agreed(need, cast, now)
    cancel(first, now)
    make_offer(cast.network)
    clock.send_due_waves(now=now)
    mail = OutgoingMail.objects.filter(kind="matching.ask").latest("id")
    times = [line for line in mail.text.splitlines() if line.startswith("- ")]
    assert len(times) == 1


def test_reserve_called_up_two_hours_before_has_one_hour(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    first, second = agreed(need, cast, now, people=2)
    accept(second, now)
    start = visit_of(need).starts_at
    cancel(first, start - 2 * HOUR)
    second.refresh_from_db()
    assert (second.state, second.expires_at) == (InvitationState.CALLED, start - HOUR)
    assert clock.tell_schools(now=start - 2 * HOUR) == 1, "the school hears it at once"
    assert clock.expire_invitations(now=start - HOUR) == 1
    assert state_of(second) == InvitationState.EXPIRED
    assert not TimeClaim.objects.filter(subject=f"person:{second.person_id}").exists()


def test_reserve_called_up_half_an_hour_before_has_until_the_start(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    first, second = agreed(need, cast, now, people=2)
    accept(second, now)
    start = visit_of(need).starts_at
    cancel(first, start - HOUR / 2)
    second.refresh_from_db()
    assert second.expires_at == start
    assert accept(second, start - HOUR / 4) == Outcome.VISITOR


def test_called_up_reserve_is_not_reminded_at_once(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    first, second = agreed(need, cast, now, people=2)
    accept(second, now)
    later = now + 5 * DAY
    cancel(first, later)
    assert reminders.remind_to_answer(now=later + dt.timedelta(minutes=10)) == 0
    assert reminders.remind_to_answer(now=later + 7 * HOUR) == 1


def test_somebody_else_is_faster_than_the_called_up_reserve(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    """The coordinator asked more people meanwhile; the reserve stays the reserve."""
    first, second = agreed(need, cast, now, people=2)
    accept(second, now)
    cancel(first, now)
    need.refresh_from_db()
    [third] = invite(need, [make_offer(cast.network)], cast)
    assert accept(third, now) == Outcome.VISITOR
    assert state_of(second) == InvitationState.RESERVE
    assert accept(second, now) == Outcome.RESERVE
    assert kinds_to(second.person).count("reserve") == 2
    cancel(third, now + HOUR)
    assert state_of(second) == InvitationState.CALLED
    assert kinds_to(second.person).count("call_up") == 2
