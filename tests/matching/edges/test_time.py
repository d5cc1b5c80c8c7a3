"""Too late, too early, and after the end."""

import datetime as dt

import pytest
from freezegun import freeze_time

from ecotone.activities.api import (
    Side,
    Statement,
    TimeClaim,
    TooEarlyToReport,
)
from ecotone.activities.enums import ActivityStatus, CancelReason
from ecotone.core.audit import history_of
from ecotone.core.states import NotAllowedNow
from ecotone.matching.enums import InvitationState, NeedState, WaveState
from ecotone.matching.models import Invitation, Need
from ecotone.matching.selectors.answers import possible_slots
from ecotone.matching.services import clock
from ecotone.matching.services.afterwards import report_need
from ecotone.matching.services.answers import (
    SlotNotOffered,
    accept_invitation,
)
from ecotone.matching.services.endings import cancel_by_school, move_need
from ecotone.matching.services.needs import SlotInThePast, withdraw_need
from ecotone.matching.services.proposals import accept_proposal, propose_other_date
from ecotone.matching.services.seats import TooLate
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
    report,
    state_of,
    visit_of,
)

pytestmark = pytest.mark.django_db

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def test_time_that_has_gone_by_cannot_be_chosen(cast: Cast, need: Need, now: dt.datetime) -> None:
    [invitation] = invite(need, [make_offer(cast.network)], cast)
    Invitation.objects.update(expires_at=now + 100 * DAY)
    early, late = need.slots.all()
    with pytest.raises(SlotNotOffered):
        accept_invitation(
            invitation=invitation, slot=early, now=early.starts_at, by=invitation.person
        )
    assert possible_slots(invitation, early.starts_at) == [late]
    assert possible_slots(invitation, late.starts_at) == []


def test_nobody_may_answer_after_the_last_possible_time(cast: Cast, now: dt.datetime) -> None:
    """Asked for tomorrow: the answer is due before, and early enough to ask others."""
    start = now + DAY
    need = make_need(
        cast.network, cast.class_group, cast.teacher, now, slots=[(start, start + HOUR)]
    )
    [invitation] = invite(need, [make_offer(cast.network)], cast)
    assert invitation.expires_at < start
    assert need.waves.get(state=WaveState.ARMED).send_at == invitation.expires_at


def test_visitor_cannot_cancel_once_the_visit_has_begun(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    first, second = agreed(need, cast, now, people=2)
    accept(second, now)
    start = visit_of(need).starts_at
    with pytest.raises(TooLate):
        cancel(first, start)
    assert state_of(need) == NeedState.CONFIRMED
    assert state_of(second) == InvitationState.RESERVE


def test_school_cannot_cancel_or_move_once_the_visit_has_begun(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    agreed(need, cast, now)
    start = visit_of(need).starts_at
    with pytest.raises(NotAllowedNow):
        cancel_by_school(need=need, reason=CancelReason.TEST, now=start, by=cast.teacher)
    with pytest.raises(NotAllowedNow):
        move_need(
            need=need, starts_at=start + DAY, ends_at=start + DAY + HOUR, now=start, by=cast.teacher
        )
    with pytest.raises(SlotInThePast):
        move_need(
            need=need, starts_at=now - DAY, ends_at=now - DAY + HOUR, now=now, by=cast.teacher
        )
    assert state_of(need) == NeedState.CONFIRMED


def test_proposed_date_that_has_gone_by_cannot_be_taken(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    [invitation] = invite(need, [make_offer(cast.network)], cast)
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=1))
    propose_other_date(
        invitation=invitation,
        starts_at=starts_at,
        ends_at=ends_at,
        note="",
        now=now,
        by=invitation.person,
    )
    with pytest.raises(TooLate):
        accept_proposal(invitation=invitation, now=starts_at, by=cast.teacher)


def test_need_waits_for_a_proposed_date_after_its_own_times(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    [invitation] = invite(need, [make_offer(cast.network)], cast)
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=5))
    propose_other_date(
        invitation=invitation,
        starts_at=starts_at,
        ends_at=ends_at,
        note="",
        now=now,
        by=invitation.person,
    )
    last = max(slot.starts_at for slot in need.slots.all())
    assert clock.expire_needs(now=last) == 0
    accept_proposal(invitation=invitation, now=last, by=cast.teacher)
    assert visit_of(need).starts_at == starts_at


def test_unanswered_proposal_ends_with_its_date(cast: Cast, need: Need, now: dt.datetime) -> None:
    [invitation] = invite(need, [make_offer(cast.network)], cast)
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=5))
    propose_other_date(
        invitation=invitation,
        starts_at=starts_at,
        ends_at=ends_at,
        note="",
        now=now,
        by=invitation.person,
    )
    assert clock.expire_needs(now=starts_at) == 1
    assert state_of(invitation) == InvitationState.WITHDRAWN
    assert kinds_to(invitation.person) == ["ask", "no_longer_needed"]


def test_proposals_are_told_when_somebody_else_says_yes(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    first, second = invite(need, [make_offer(cast.network) for _ in range(2)], cast)
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=5))
    propose_other_date(
        invitation=first, starts_at=starts_at, ends_at=ends_at, note="", now=now, by=first.person
    )
    accept(second, now)
    assert state_of(first) == InvitationState.WITHDRAWN
    assert kinds_to(first.person) == ["ask", "no_longer_needed"]


def test_withdrawing_with_a_proposal_open_tells_the_visitor(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    [invitation] = invite(need, [make_offer(cast.network)], cast)
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=5))
    propose_other_date(
        invitation=invitation,
        starts_at=starts_at,
        ends_at=ends_at,
        note="",
        now=now,
        by=invitation.person,
    )
    withdraw_need(need=need, reason=CancelReason.OTHER, now=now, by=cast.teacher)
    assert state_of(invitation) == InvitationState.WITHDRAWN
    with pytest.raises(TooLate):
        accept_proposal(invitation=invitation, now=now, by=cast.teacher)


def test_visit_without_its_visitor_cannot_be_reported_as_held(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    """The visitor cancelled and nobody came: what did not happen never counts."""
    [first] = agreed(need, cast, now)
    visit = visit_of(need)
    cancel(first, now)
    with pytest.raises(NotAllowedNow):
        report(need, cast, visit.ends_at)
    clock.expire_needs(now=visit.starts_at)
    with pytest.raises(NotAllowedNow):
        report(need, cast, visit.ends_at)
    visit.refresh_from_db()
    assert visit.status == ActivityStatus.CANCELLED
    assert visit.reports.count() == 0


def test_school_corrects_its_word_for_two_weeks_and_not_after(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    agreed(need, cast, now)
    end = visit_of(need).ends_at
    report(need, cast, end, Side.VISITOR)
    report(need, cast, end)
    assert state_of(need) == NeedState.CLOSED
    wrong = Statement(held=False, not_held_reason="CLASS_ABSENT")
    report_need(need=need, side=Side.SCHOOL, statement=wrong, now=end + 13 * DAY, by=cast.teacher)
    assert visit_of(need).status == ActivityStatus.NOT_HELD
    report(need, cast, end + 14 * DAY)
    with pytest.raises(NotAllowedNow):
        report_need(
            need=need, side=Side.SCHOOL, statement=wrong, now=end + 15 * DAY, by=cast.teacher
        )
    assert visit_of(need).status == ActivityStatus.HELD


def test_reserve_is_free_when_the_visit_begins_even_if_it_was_never_confirmed(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    cast.network.country_pack_confirmed_on = None
    cast.network.save()
    offers = [make_offer(cast.network, cleared=False), make_offer(cast.network)]
    first, second = invite(need, offers, cast)
    accept(first, now)
    accept(second, now)
    assert state_of(need) == NeedState.ACCEPTED
    start = visit_of(need).starts_at
    assert clock.release_late_reserves(now=start - DAY) == 0
    assert clock.release_late_reserves(now=start) == 1
    assert state_of(second) == InvitationState.WITHDRAWN
    assert not TimeClaim.objects.filter(subject=f"person:{second.person_id}").exists()


def test_too_early_to_report(cast: Cast, need: Need, now: dt.datetime) -> None:
    agreed(need, cast, now)
    with pytest.raises(TooEarlyToReport), freeze_time(now):
        report(need, cast, now)
    assert history_of(visit_of(need)).filter(action__startswith="visit.reported").count() == 0
