"""From a need to a visit that counts, through the services (TE-1, HC-1, RM-2, TE-2)."""

import datetime as dt

import pytest
from freezegun import freeze_time

from ecotone.activities.api import AlreadyTaken, Side, Statement, TimeClaim
from ecotone.activities.enums import ActivityStatus, CancelReason
from ecotone.core.models import OutgoingMail
from ecotone.core.states import NotAllowedNow
from ecotone.matching.enums import DeclineReason, InvitationState, NeedState, WaveState
from ecotone.matching.models import Invitation, Need, Offer
from ecotone.matching.selectors.candidates import Choice
from ecotone.matching.services.afterwards import report_need
from ecotone.matching.services.answers import accept_invitation, decline_invitation
from ecotone.matching.services.endings import cancel_by_school, cancel_by_visitor, move_need
from ecotone.matching.services.proposals import accept_proposal, propose_other_date
from ecotone.matching.services.seats import Outcome, TooLate
from ecotone.matching.services.waves import NotACandidate, send_wave
from tests.factories import Cast, make_class, make_need, make_offer, school_hours


def invite(need: Need, offers: list[Offer], cast: Cast, now: dt.datetime) -> list[Invitation]:
    slot = need.slots.all()[0]
    choices = [
        Choice(offer_id=offer.pk, slot_id=slot.pk, rank=rank)
        for rank, offer in enumerate(offers, start=1)
    ]
    send_wave(
        need=need,
        choices=choices,
        subject="",
        message="",
        arm_next=True,
        now=now,
        by=cast.coordinator,
    )
    return list(need.invitations.order_by("rank"))


def accept(invitation: Invitation, now: dt.datetime) -> Outcome:
    slot = invitation.need.slots.all()[0]
    return accept_invitation(invitation=invitation, slot=slot, now=now, by=invitation.person)


def test_need_to_held_visit_counts_once(cast: Cast, now: dt.datetime) -> None:
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    first, second, third = invite(need, [make_offer(cast.network) for _ in range(3)], cast, now)

    assert accept(first, now) == Outcome.VISITOR
    assert accept(second, now) == Outcome.RESERVE

    need.refresh_from_db()
    third.refresh_from_db()
    assert need.state == NeedState.CONFIRMED
    assert third.state == InvitationState.WITHDRAWN
    assert need.waves.get(number=2).state == WaveState.STOOD_DOWN
    assert need.activity is not None
    after = need.activity.ends_at
    statement = Statement(held=True, present=22, pupils_asked="yes", again=5)
    with freeze_time(after):
        report_need(need=need, side=Side.SCHOOL, statement=statement, now=after, by=cast.teacher)
        report_need(need=need, side=Side.SCHOOL, statement=statement, now=after, by=cast.teacher)
    need.refresh_from_db()
    need.activity.refresh_from_db()
    assert need.state == NeedState.HELD
    assert need.activity.status == ActivityStatus.HELD
    assert [a.present for a in need.activity.attendance.all()] == [22]
    assert OutgoingMail.objects.filter(kind="matching.ask").count() == 3
    assert OutgoingMail.objects.filter(kind="matching.sheet").count() == 2


def test_answering_twice_changes_nothing(cast: Cast, now: dt.datetime) -> None:
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    [invitation] = invite(need, [make_offer(cast.network)], cast, now)
    accept(invitation, now)
    mails = OutgoingMail.objects.count()
    assert accept(invitation, now) == Outcome.VISITOR
    assert OutgoingMail.objects.count() == mails
    with pytest.raises(TooLate):
        decline_invitation(
            invitation=invitation,
            reason=DeclineReason.DATE,
            note="",
            now=now,
            by=invitation.person,
        )


def test_two_coordinators_second_cannot_invite_after_acceptance(
    cast: Cast, now: dt.datetime
) -> None:
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    [invitation] = invite(need, [make_offer(cast.network)], cast, now)
    accept(invitation, now)
    with pytest.raises(NotAllowedNow):
        invite(need, [make_offer(cast.network)], cast, now)


def test_nobody_is_asked_twice_in_a_round(cast: Cast, now: dt.datetime) -> None:
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    offer = make_offer(cast.network)
    invite(need, [offer], cast, now)
    with pytest.raises(NotACandidate):
        invite(need, [offer], cast, now)
    assert need.invitations.count() == 1


def test_person_cannot_accept_two_visits_at_one_time(cast: Cast, now: dt.datetime) -> None:
    offer = make_offer(cast.network)
    first = make_need(cast.network, cast.class_group, cast.teacher, now)
    second = make_need(cast.network, make_class(cast.school), cast.teacher, now)
    [one] = invite(first, [offer], cast, now)
    [two] = invite(second, [offer], cast, now)
    accept(one, now)
    with pytest.raises(AlreadyTaken):
        accept(two, now)
    second.refresh_from_db()
    assert second.state == NeedState.INVITED


def test_visitor_cancels_and_reserve_steps_in(cast: Cast, now: dt.datetime) -> None:
    """RM-4: the reserve is asked at once; the class keeps its hour."""
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    first, second = invite(need, [make_offer(cast.network) for _ in range(2)], cast, now)
    accept(first, now)
    accept(second, now)
    cancel_by_visitor(
        invitation=first, reason=CancelReason.ILLNESS, note="", now=now, by=first.person
    )
    second.refresh_from_db()
    assert second.state == InvitationState.CALLED
    assert accept(second, now) == Outcome.VISITOR
    need.refresh_from_db()
    assert need.state == NeedState.CONFIRMED
    assert need.activity is not None
    came = need.activity.contributions.filter(withdrawn_at=None).values_list("person", flat=True)
    assert list(came) == [second.person_id]
    holders = set(TimeClaim.objects.values_list("holder", flat=True))
    assert holders == {f"activity:{need.activity_id}"}


def test_visitor_cancels_without_reserve_arms_a_wave_at_once(cast: Cast, now: dt.datetime) -> None:
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    [first] = invite(need, [make_offer(cast.network)], cast, now)
    accept(first, now)
    cancel_by_visitor(invitation=first, reason=CancelReason.WORK, note="", now=now, by=first.person)
    need.refresh_from_db()
    assert need.state == NeedState.INVITED
    assert need.waves.get(state=WaveState.ARMED).send_at == now
    assert need.tell_school_at is not None
    [again] = invite(need, [make_offer(cast.network)], cast, now)[1:]
    assert accept(again, now) == Outcome.VISITOR


def test_other_date_is_proposed_and_taken(cast: Cast, now: dt.datetime) -> None:
    """RM-2: not this date, but that one."""
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    [invitation] = invite(need, [make_offer(cast.network)], cast, now)
    starts_at, ends_at = school_hours((now + dt.timedelta(days=30)).date())
    propose_other_date(
        invitation=invitation,
        starts_at=starts_at,
        ends_at=ends_at,
        note="",
        now=now,
        by=invitation.person,
    )
    accept_proposal(invitation=invitation, now=now, by=cast.teacher)
    need.refresh_from_db()
    assert need.state == NeedState.CONFIRMED
    assert need.activity is not None
    assert need.activity.starts_at == starts_at


def test_school_cancels_and_all_time_is_free_again(cast: Cast, now: dt.datetime) -> None:
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    first, second = invite(need, [make_offer(cast.network) for _ in range(2)], cast, now)
    accept(first, now)
    accept(second, now)
    cancel_by_school(need=need, reason=CancelReason.TEST, now=now, by=cast.teacher)
    assert TimeClaim.objects.count() == 0
    assert set(need.invitations.values_list("state", flat=True)) == {InvitationState.WITHDRAWN}


def test_moved_visit_keeps_its_calendar_uid_and_raises_sequence(
    cast: Cast, now: dt.datetime
) -> None:
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    [first] = invite(need, [make_offer(cast.network)], cast, now)
    accept(first, now)
    need.refresh_from_db()
    assert need.activity is not None
    before = need.activity.sequence
    starts_at, ends_at = school_hours((now + dt.timedelta(days=40)).date())
    move_need(need=need, starts_at=starts_at, ends_at=ends_at, now=now, by=cast.teacher)
    need.activity.refresh_from_db()
    assert need.activity.sequence == before + 1
    assert need.activity.starts_at == starts_at


def test_visit_without_clearance_waits_unconfirmed(cast: Cast, now: dt.datetime) -> None:
    """While nobody has confirmed the country's rules, the strictest known one holds."""
    cast.network.country_pack_confirmed_on = None
    cast.network.save()
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    [first] = invite(need, [make_offer(cast.network, cleared=False)], cast, now)
    accept(first, now)
    need.refresh_from_db()
    assert need.state == NeedState.ACCEPTED
    assert OutgoingMail.objects.filter(kind="matching.cannot_confirm").count() == 2
