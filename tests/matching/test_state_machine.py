"""No order of events double-books a person, a class or a reserve (domain brief 5.5)."""

import datetime as dt
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecotone.accounts.models import User
from ecotone.activities.api import AlreadyTaken, Side, Statement, TimeClaim, TooEarlyToReport
from ecotone.activities.enums import ActivityStatus, CancelReason
from ecotone.activities.models import Activity
from ecotone.core.states import NotAllowedNow
from ecotone.matching.enums import DeclineReason, InvitationState, NeedState
from ecotone.matching.models import Invitation, Need, Offer
from ecotone.matching.selectors.candidates import Choice
from ecotone.matching.services import clock, suspensions
from ecotone.matching.services.afterwards import report_need
from ecotone.matching.services.answers import (
    SlotNotOffered,
    accept_invitation,
    decline_invitation,
)
from ecotone.matching.services.confirmations import RulesNotMet, confirm_need
from ecotone.matching.services.endings import cancel_by_school, cancel_by_visitor, move_need
from ecotone.matching.services.needs import SlotInThePast, reopen_need, withdraw_need
from ecotone.matching.services.proposals import (
    accept_proposal,
    decline_proposal,
    propose_other_date,
)
from ecotone.matching.services.seats import TooLate
from ecotone.matching.services.waves import NobodyToAsk, NotACandidate, send_wave
from ecotone.matching.states import INVITATION, NEED, InvitationEvent, NeedEvent
from tests.factories import Cast, make_cast, make_class, make_need, make_offer, school_hours

REFUSALS = (
    AlreadyTaken,
    NotAllowedNow,
    TooLate,
    SlotNotOffered,
    SlotInThePast,
    NotACandidate,
    NobodyToAsk,
    RulesNotMet,
    TooEarlyToReport,
)
EVENTS = (
    "wave",
    "accept",
    "accept",
    "accept",
    "decline",
    "propose",
    "take_proposal",
    "refuse_proposal",
    "cancel_by_visitor",
    "cancel_by_school",
    "move",
    "withdraw",
    "reopen",
    "confirm",
    "clock",
    "report",
    "suspend",
)
step = st.tuples(
    st.sampled_from(EVENTS),
    st.integers(0, 1),
    st.integers(0, 3),
    st.integers(0, 2),
    st.integers(0, 30),
)


class World:
    """Two needs of two classes, four professionals, and a clock that only advances."""

    def __init__(self, cast: Cast, now: dt.datetime) -> None:
        self.cast, self.now = cast, now
        groups = [cast.class_group, make_class(cast.school)]
        self.needs = [make_need(cast.network, group, cast.teacher, now) for group in groups]
        self.offers: list[Offer] = [make_offer(cast.network) for _ in range(4)]

    def act(self, event: str, need: int, person: int, slot: int, hours: int) -> None:
        self.now += dt.timedelta(hours=hours)
        chosen = Need.objects.get(pk=self.needs[need].pk)
        offer = self.offers[person]
        act: Callable[[Need, Offer, int], None] = getattr(self, f"do_{event}")
        try:
            with transaction.atomic():
                act(chosen, offer, slot)
        except REFUSALS:
            pass

    def invitation(self, need: Need, offer: Offer) -> Invitation:
        found = need.invitations.filter(offer=offer).order_by("-round").first()
        if found is None:
            raise NobodyToAsk
        return found

    def do_wave(self, need: Need, offer: Offer, slot: int) -> None:
        first = need.slots.all()[0]
        people = [offer, self.offers[(self.offers.index(offer) + 1) % 4]]
        send_wave(
            need=need,
            choices=[Choice(o.pk, first.pk, rank) for rank, o in enumerate(people, start=1)],
            subject="",
            message="",
            arm_next=bool(slot),
            now=self.now,
            by=self.cast.coordinator,
        )

    def do_accept(self, need: Need, offer: Offer, slot: int) -> None:
        slots = list(need.slots.all())
        accept_invitation(
            invitation=self.invitation(need, offer),
            slot=slots[slot % len(slots)],
            now=self.now,
            by=offer.person,
        )

    def do_decline(self, need: Need, offer: Offer, slot: int) -> None:
        decline_invitation(
            invitation=self.invitation(need, offer),
            reason=DeclineReason.DATE,
            note="",
            now=self.now,
            by=offer.person,
        )

    def do_propose(self, need: Need, offer: Offer, slot: int) -> None:
        starts_at, ends_at = school_hours(self.now.date() + dt.timedelta(days=20 + slot))
        propose_other_date(
            invitation=self.invitation(need, offer),
            starts_at=starts_at,
            ends_at=ends_at,
            note="",
            now=self.now,
            by=offer.person,
        )

    def do_take_proposal(self, need: Need, offer: Offer, slot: int) -> None:
        accept_proposal(invitation=self.invitation(need, offer), now=self.now, by=self.cast.teacher)

    def do_refuse_proposal(self, need: Need, offer: Offer, slot: int) -> None:
        decline_proposal(
            invitation=self.invitation(need, offer), now=self.now, by=self.cast.teacher
        )

    def do_cancel_by_visitor(self, need: Need, offer: Offer, slot: int) -> None:
        cancel_by_visitor(
            invitation=self.invitation(need, offer),
            reason=CancelReason.ILLNESS,
            note="",
            now=self.now,
            by=offer.person,
        )

    def do_cancel_by_school(self, need: Need, offer: Offer, slot: int) -> None:
        cancel_by_school(need=need, reason=CancelReason.TEST, now=self.now, by=self.cast.teacher)

    def do_move(self, need: Need, offer: Offer, slot: int) -> None:
        starts_at, ends_at = school_hours(self.now.date() + dt.timedelta(days=20 + slot))
        move_need(
            need=need, starts_at=starts_at, ends_at=ends_at, now=self.now, by=self.cast.teacher
        )

    def do_withdraw(self, need: Need, offer: Offer, slot: int) -> None:
        withdraw_need(need=need, reason=CancelReason.OTHER, now=self.now, by=self.cast.teacher)

    def do_reopen(self, need: Need, offer: Offer, slot: int) -> None:
        reopen_need(
            need=need,
            slots=[school_hours(self.now.date() + dt.timedelta(days=25 + slot))],
            now=self.now,
            by=self.cast.teacher,
        )

    def do_confirm(self, need: Need, offer: Offer, slot: int) -> None:
        confirm_need(need=need, now=self.now, by=self.cast.coordinator)

    def do_clock(self, need: Need, offer: Offer, slot: int) -> None:
        clock.expire_invitations(now=self.now)
        clock.send_due_waves(now=self.now)
        clock.tell_schools(now=self.now)
        clock.expire_needs(now=self.now)
        clock.release_late_reserves(now=self.now)

    def do_suspend(self, need: Need, offer: Offer, slot: int) -> None:
        """Suspended, and back after the clock has seen it."""
        people = User.objects.filter(pk=offer.person_id)
        people.update(suspended_at=self.now)
        suspensions.stop_suspended(now=self.now)
        people.update(suspended_at=None)

    def do_report(self, need: Need, offer: Offer, slot: int) -> None:
        report_need(
            need=need,
            side=Side.SCHOOL,
            statement=Statement(held=True, present=20),
            now=self.now,
            by=self.cast.teacher,
        )


def check_invariants(world: World) -> None:
    """What must hold after every event, whatever came before."""
    live = Activity.objects.filter(status__in=[ActivityStatus.OPEN, ActivityStatus.CONFIRMED])
    busy: Counter[tuple[str, dt.datetime]] = Counter()
    for activity in live.prefetch_related("contributions", "attendance"):
        for row in activity.contributions.all():
            if row.withdrawn_at is None:
                busy[f"person:{row.person_id}", activity.starts_at] += 1
        for attendance in activity.attendance.all():
            busy[f"class:{attendance.class_group_id}", activity.starts_at] += 1
    for reserve in Invitation.objects.filter(state__in=["reserve", "called"]):
        agreed = reserve.need.activity
        assert agreed is not None
        busy[f"person:{reserve.person_id}", agreed.starts_at] += 1
    assert [key for key, times in busy.items() if times > 1] == []
    claimed = {(claim.subject, claim.quarter) for claim in TimeClaim.objects.all()}
    assert set(busy) <= claimed
    check_nothing_is_left_behind(live)
    for need in Need.objects.filter(pk__in=[n.pk for n in world.needs]):
        states = list(need.invitations.values_list("state", flat=True))
        assert states.count(InvitationState.ACCEPTED) <= 1
        if need.state in (NeedState.ACCEPTED, NeedState.CONFIRMED):
            assert states.count(InvitationState.ACCEPTED) == 1
        if need.state in (NeedState.WITHDRAWN, NeedState.EXPIRED, NeedState.CANCELLED_BY_SCHOOL):
            assert not {"sent", "proposed", "reserve", "called", "accepted"} & set(states)
    held = Activity.objects.filter(status=ActivityStatus.HELD)
    assert all(activity.confirmed_held_at for activity in held)


def check_nothing_is_left_behind(live: QuerySet[Activity]) -> None:
    """Whoever has taken time still needs it, and a visit that is on has a need that wants it."""
    holders = {f"activity:{activity.pk}" for activity in live}
    holders |= {
        f"activity:{pk}"
        for pk in Activity.objects.filter(
            status__in=[ActivityStatus.HELD, ActivityStatus.NOT_HELD]
        ).values_list("pk", flat=True)
    }
    reserves = Invitation.objects.filter(state__in=["reserve", "called"])
    holders |= {f"invitation:{pk}" for pk in reserves.values_list("pk", flat=True)}
    assert set(TimeClaim.objects.values_list("holder", flat=True)) <= holders
    wanted = Need.objects.filter(
        state__in=[NeedState.INVITED, NeedState.ACCEPTED, NeedState.CONFIRMED]
    )
    assert {activity.pk for activity in live} <= set(wanted.values_list("activity_id", flat=True))


@pytest.mark.django_db(transaction=False)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(step, min_size=1, max_size=14))
def test_no_order_of_events_double_books(
    now: dt.datetime, steps: list[tuple[str, int, int, int, int]]
) -> None:
    with transaction.atomic():
        world = World(make_cast(now), now)
        for one in [("wave", 0, 0, 1, 0), ("wave", 1, 1, 1, 0), *steps]:
            world.act(*one)
            check_invariants(world)
        transaction.set_rollback(True)


@pytest.mark.parametrize("state", list(NeedState))
def test_every_need_state_can_be_reached_or_starts(state: NeedState) -> None:
    reached = {after for arrows in NEED.arrows.values() for after in arrows.values()}
    assert state in reached | {NeedState.DRAFT}


def test_closed_need_stays_closed() -> None:
    assert [event for event in NeedEvent if NEED.allows(NeedState.CLOSED, event)] == []


def test_ended_invitations_take_no_answer() -> None:
    ended = [
        InvitationState.DECLINED,
        InvitationState.EXPIRED,
        InvitationState.WITHDRAWN,
        InvitationState.CANCELLED,
    ]
    allowed = [
        (state, event)
        for state in ended
        for event in InvitationEvent
        if INVITATION.allows(state, event)
    ]
    assert allowed == []
