"""What happens at the edges: too late, in between, twice, after the end."""

import datetime as dt

import pytest
from django.utils import timezone
from freezegun import freeze_time

from ecotone.accounts.models import User
from ecotone.activities.api import (
    Activity,
    AlreadyTaken,
    Side,
    Statement,
    TimeClaim,
    TooEarlyToReport,
    read_visit_token,
    visit_token,
)
from ecotone.activities.enums import ActivityStatus, CancelReason
from ecotone.activities.links import LinkNotValid
from ecotone.core.audit import history_of
from ecotone.core.models import OutgoingMail
from ecotone.core.states import NotAllowedNow
from ecotone.matching.enums import DeclineReason, InvitationState, NeedState, OfferStatus, WaveState
from ecotone.matching.models import Invitation, Need, Offer
from ecotone.matching.rules import Rule, unmet_rules
from ecotone.matching.selectors.answers import possible_slots
from ecotone.matching.services import clock, reminders, suspensions
from ecotone.matching.services.afterwards import report_need
from ecotone.matching.services.answers import (
    SlotNotOffered,
    accept_invitation,
    decline_invitation,
)
from ecotone.matching.services.endings import cancel_by_school, cancel_by_visitor, move_need
from ecotone.matching.services.leaving import close_offers
from ecotone.matching.services.needs import SlotInThePast, reopen_need, withdraw_need
from ecotone.matching.services.offers import pause_offer
from ecotone.matching.services.proposals import accept_proposal, propose_other_date
from ecotone.matching.services.seats import Outcome, TooLate
from ecotone.matching.services.waves import NotACandidate
from tests.factories import (
    Cast,
    give_clearance,
    make_class,
    make_need,
    make_network,
    make_offer,
    make_school,
    next_weekday,
    school_hours,
)
from tests.matching.crowd import invite

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def need(cast: Cast, now: dt.datetime) -> Need:
    return make_need(cast.network, cast.class_group, cast.teacher, now)


def accept(invitation: Invitation, now: dt.datetime) -> Outcome:
    slot = possible_slots(Invitation.objects.get(pk=invitation.pk), now)[0]
    return accept_invitation(invitation=invitation, slot=slot, now=now, by=invitation.person)


def agreed(need: Need, cast: Cast, now: dt.datetime, people: int = 1) -> list[Invitation]:
    """Invitations of so many people, of whom the first is the visitor."""
    invitations = invite(need, [make_offer(cast.network) for _ in range(people)], cast)
    accept(invitations[0], now)
    need.refresh_from_db()
    return invitations


def visit_of(need: Need) -> Activity:
    return Activity.objects.get(need=need)


def cancel(invitation: Invitation, now: dt.datetime) -> None:
    cancel_by_visitor(
        invitation=invitation, reason=CancelReason.ILLNESS, note="", now=now, by=invitation.person
    )


def state_of(thing: Need | Invitation) -> str:
    return type(thing)._default_manager.get(pk=thing.pk).state


def kinds_to(person: User) -> list[str]:
    mails = OutgoingMail.objects.filter(to=person.email).order_by("id")
    return [kind.removeprefix("matching.") for kind in mails.values_list("kind", flat=True)]


# The visitor is lost


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


# Too late


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


# Afterwards


def report(need: Need, cast: Cast, now: dt.datetime, side: Side = Side.SCHOOL) -> None:
    report_need(
        need=need,
        side=side,
        statement=Statement(held=True, present=20),
        now=now,
        by=cast.teacher,
    )


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


# Asking again


@pytest.mark.parametrize("how", ["expired", "withdrawn", "cancelled_by_school"])
def test_asking_again_makes_a_new_visit_at_the_new_time(
    cast: Cast, need: Need, now: dt.datetime, how: str
) -> None:
    """After any end without a visit: a new round, new times, and nothing of the old visit."""
    [first] = agreed(need, cast, now)
    old = visit_of(need)
    if how == "cancelled_by_school":
        cancel_by_school(need=need, reason=CancelReason.TEST, now=now, by=cast.teacher)
    else:
        cancel(first, now)
        if how == "expired":
            clock.expire_needs(now=old.starts_at)
        else:
            withdraw_need(need=need, reason=CancelReason.OTHER, now=now, by=cast.teacher)
    assert state_of(need) == how
    slots = [school_hours(next_weekday(now.date(), weeks=6))]
    reopen_need(need=need, slots=slots, now=now, by=cast.teacher)
    need.refresh_from_db()
    assert (need.round, need.activity, need.ended_reason) == (2, None, "")
    assert need.answer_due_on is not None
    assert need.answer_due_on > timezone.localdate(now)
    [again] = invite(need, [first.offer], cast)[-1:]
    assert accept(again, now) == Outcome.VISITOR
    new = visit_of(need)
    assert new.pk != old.pk
    assert new.starts_at == slots[0][0]
    old.refresh_from_db()
    assert old.status == ActivityStatus.CANCELLED
    assert kinds_to(cast.teacher).count("need_received") == 2


def test_words_of_the_first_round_are_not_sent_in_the_second(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    invite(need, [make_offer(cast.network)], cast)
    need.waves.update(subject="Old", message="On Tuesday, [[name]]: [[link]]")
    withdraw_need(need=need, reason=CancelReason.OTHER, now=now, by=cast.teacher)
    slots = [school_hours(next_weekday(now.date(), weeks=6))]
    reopen_need(need=need, slots=slots, now=now, by=cast.teacher)
    need.refresh_from_db()
    invite(need, [make_offer(cast.network)], cast)
    make_offer(cast.network)
    clock.send_due_waves(now=now + 20 * DAY)
    assert not OutgoingMail.objects.filter(subject="Old").exists()
    assert need.invitations.filter(round=2).count() > 1


# People


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


# Moving


def test_moved_visit_is_reminded_anew_at_the_new_time(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    agreed(need, cast, now)
    old = visit_of(need).starts_at
    assert reminders.remind_of_visits(now=old - 7 * DAY) == 1
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=8))
    move_need(need=need, starts_at=starts_at, ends_at=ends_at, now=now, by=cast.teacher)
    assert reminders.remind_of_visits(now=old - 2 * DAY) == 0
    assert reminders.remind_of_visits(now=starts_at - 7 * DAY) == 1
    assert reminders.remind_of_visits(now=starts_at - 7 * DAY + HOUR) == 1
    assert kinds_to(cast.teacher).count("remind_7") == 2


def test_reminder_is_not_sent_when_its_words_are_no_longer_true(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    """The worker was away for days: "in two weeks" nine days before is worse than nothing."""
    start = now + 40 * DAY
    created = now
    assert reminders.reminder_due(start, created, start - 14 * DAY + HOUR) == 14
    assert reminders.reminder_due(start, created, start - 9 * DAY) is None
    assert reminders.reminder_due(start, created, start - 7 * DAY) == 7
    assert reminders.reminder_due(start, created, start - 3 * HOUR) == 0
    assert reminders.reminder_due(start, created, start) is None


def test_lost_visitor_of_a_moved_visit_is_replaced_at_the_new_time(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    first, second = agreed(need, cast, now, people=2)
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=8))
    move_need(need=need, starts_at=starts_at, ends_at=ends_at, now=now, by=cast.teacher)
    cancel(first, now)
    [slot] = possible_slots(Invitation.objects.get(pk=second.pk), now)
    assert slot.starts_at == starts_at
    assert accept(second, now) == Outcome.VISITOR
    assert visit_of(need).starts_at == starts_at


def test_visit_moved_behind_the_end_of_the_clearance_is_no_longer_confirmed(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    cast.network.country_pack_confirmed_on = None
    cast.network.save()
    offer = make_offer(cast.network, cleared=False)
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=8))
    give_clearance(offer.person, starts_at.date() - DAY, type="be-596-2")
    [invitation] = invite(need, [offer], cast)
    accept(invitation, now)
    assert state_of(need) == NeedState.CONFIRMED
    move_need(need=need, starts_at=starts_at, ends_at=ends_at, now=now, by=cast.teacher)
    need = Need.objects.get(pk=need.pk)
    assert need.state == NeedState.ACCEPTED
    assert visit_of(need).status == ActivityStatus.OPEN
    assert [one.rule for one in unmet_rules(need)] == [Rule.CLEARANCE]
    assert kinds_to(offer.person)[-1] == "accepted_visitor"
    assert kinds_to(cast.coordinator)[-1] == "cannot_confirm"
    back, end = school_hours(next_weekday(now.date(), weeks=3))
    move_need(need=need, starts_at=back, ends_at=end, now=now, by=cast.teacher)
    assert state_of(need) == NeedState.CONFIRMED


def test_moving_onto_the_visitors_other_visit_changes_nothing(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    offer = make_offer(cast.network)
    accept(invite(need, [offer], cast)[0], now)
    day = school_hours(next_weekday(now.date(), weeks=4))
    other = make_need(cast.network, make_class(cast.school), cast.teacher, now, slots=[day])
    accept(invite(other, [offer], cast)[0], now)
    before = list(TimeClaim.objects.values_list("subject", "quarter", "holder"))
    with pytest.raises(AlreadyTaken):
        move_need(need=need, starts_at=day[0], ends_at=day[1], now=now, by=cast.teacher)
    assert list(TimeClaim.objects.values_list("subject", "quarter", "holder")) == before


# Promises


def test_teacher_hears_on_the_promised_day_once(cast: Cast, need: Need, now: dt.datetime) -> None:
    """TE-1: "you have an answer by the 2nd" is kept, also when the answer is "not yet"."""
    assert need.answer_due_on is not None
    noon = dt.datetime.combine(need.answer_due_on, dt.time(12), tzinfo=dt.UTC)
    assert reminders.keep_promises(now=noon - DAY / 2) == 0
    for _ in range(3):
        reminders.keep_promises(now=noon)
    assert kinds_to(cast.teacher) == ["need_received", "not_yet"]
    assert reminders.keep_promises(now=noon + 10 * DAY) == 0


def test_teacher_hears_of_a_yes_that_waits_for_papers(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    cast.network.country_pack_confirmed_on = None
    cast.network.save()
    [invitation] = invite(need, [make_offer(cast.network, cleared=False)], cast)
    accept(invitation, now)
    assert kinds_to(cast.teacher) == ["need_received", "somebody_found"]
    assert kinds_to(invitation.person) == ["ask", "accepted_visitor"]
    noon = now + 30 * DAY
    assert reminders.keep_promises(now=noon) == 0


# The clock


def test_one_need_that_fails_does_not_stop_the_others(
    cast: Cast, now: dt.datetime, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault in one network, here settings that somebody broke, is logged; others go on."""
    broken = make_need(cast.network, make_class(cast.school), cast.teacher, now)
    invite(broken, [make_offer(cast.network)], cast)
    make_offer(cast.network)
    other_network = make_network("Other")
    school = make_school("Elsewhere", other_network)
    sound = make_need(other_network, make_class(school), cast.teacher, now)
    invite(sound, [make_offer(other_network)], cast)
    make_offer(other_network)
    cast.network.matching_settings = {"wave_size": "three"}
    cast.network.save()
    later = now + 6 * DAY
    assert clock.send_due_waves(now=later) == 1
    assert sound.invitations.count() == 2
    assert broken.waves.get(number=2).state == WaveState.ARMED
    assert "could not be done" in caplog.text
    cast.network.matching_settings = {}
    cast.network.save()
    assert clock.send_due_waves(now=later) == 1


def test_too_early_to_report(cast: Cast, need: Need, now: dt.datetime) -> None:
    agreed(need, cast, now)
    with pytest.raises(TooEarlyToReport), freeze_time(now):
        report(need, cast, now)
    assert history_of(visit_of(need)).filter(action__startswith="visit.reported").count() == 0
