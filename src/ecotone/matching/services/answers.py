"""What an invited person answers, from the mail or the desk."""

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction

from ecotone.activities.api import (
    VisitPlan,
    claim_time,
    hand_over_time,
    holder_of,
    plan_visit,
    release_time,
    set_visitor,
)
from ecotone.activities.enums import Mode
from ecotone.matching import mails
from ecotone.matching.enums import DeclineReason, InvitationState, NeedState, SlotSource
from ecotone.matching.models import Invitation, Need, NeedSlot
from ecotone.matching.services.closing import (
    OPEN_STATES,
    close_invitations,
    reserve_holder,
    stand_down_waves,
)
from ecotone.matching.services.confirmations import confirm_if_possible
from ecotone.matching.services.transitions import change_invitation, change_need, lock_need
from ecotone.matching.states import INVITATION, InvitationEvent, NeedEvent
from ecotone.networks.api import primary_employer_of

if TYPE_CHECKING:
    from ecotone.accounts.api import User


class Outcome(StrEnum):
    """What an acceptance led to."""

    VISITOR = "visitor"
    RESERVE = "reserve"
    NOT_NEEDED = "not_needed"


class TooLate(Exception):
    """The invitation was answered, withdrawn or ran out before this answer came."""

    def __init__(self, state: InvitationState) -> None:
        super().__init__(str(state))
        self.state = state


class SlotNotOffered(Exception):
    """The chosen time is not one of this need's times."""


def lock_invitation(invitation_id: int) -> tuple[Need, Invitation]:
    """Need and invitation as they are now; the need is the lock for all that hangs on it."""
    need_id = Invitation.objects.values_list("need_id", flat=True).get(pk=invitation_id)
    need = lock_need(need_id)
    invitation = Invitation.objects.select_related("offer", "person", "slot").get(pk=invitation_id)
    return need, invitation


def check_still_open(invitation: Invitation, event: InvitationEvent, now: dt.datetime) -> None:
    """Raises TooLate when the answer can no longer be taken."""
    state = InvitationState(invitation.state)
    waits = state in (InvitationState.SENT, InvitationState.CALLED)
    if not INVITATION.allows(state, event) or (waits and invitation.expires_at <= now):
        raise TooLate(state)


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, slot: NeedSlot, now: dt.datetime, by: "User"
) -> Outcome:
    """Say yes to one of the times. The first yes is the visitor, the second the reserve.

    Saying yes twice is no second yes: it answers what the first led to. Raises TooLate,
    SlotNotOffered, and AlreadyTaken when the person or the class is busy at that time.
    """
    need, invitation = lock_invitation(invitation.pk)
    if invitation.state == InvitationState.ACCEPTED:
        return Outcome.VISITOR
    if invitation.state == InvitationState.RESERVE:
        return Outcome.RESERVE
    check_still_open(invitation, InvitationEvent.ACCEPT, now)
    if slot.need_id != need.pk:
        raise SlotNotOffered
    invitation.answered_at, invitation.slot = now, slot
    if invitation.state == InvitationState.CALLED:
        return _step_in(need, invitation, by)
    if need.state in (NeedState.ACCEPTED, NeedState.CONFIRMED):
        return _stand_by(need, invitation, now, by)
    return _become_visitor(need, invitation, slot, now, by)


def _become_visitor(
    need: Need, invitation: Invitation, slot: NeedSlot, now: dt.datetime, by: "User"
) -> Outcome:
    _plan_or_rejoin(need, invitation, slot, by)
    change_invitation(invitation, InvitationEvent.ACCEPT, by=by, also=("answered_at", "slot"))
    change_need(
        need, NeedEvent.ACCEPT, by=by, also=("activity", "tell_school_at", "school_told_at")
    )
    stand_down_waves(need)
    mails.tell_accepted(invitation)
    confirm_if_possible(need=need, now=now, by=by)
    return Outcome.VISITOR


def _plan_or_rejoin(need: Need, invitation: Invitation, slot: NeedSlot, by: "User") -> None:
    """Make the activity, or put the new visitor into the one whose visitor was lost."""
    offer = invitation.offer
    if need.activity is None:
        need.activity = plan_visit(plan=_visit_plan(need, invitation, slot), by=by)
    need.tell_school_at = None
    claim_time(
        subjects=[offer.claim_subject],
        starts_at=need.activity.starts_at,
        ends_at=need.activity.ends_at,
        holder=holder_of(need.activity),
    )
    set_visitor(
        activity=need.activity,
        person=invitation.person,
        organisation=offer.organisation or primary_employer_of(invitation.person),
        by=by,
    )


def _visit_plan(need: Need, invitation: Invitation, slot: NeedSlot) -> VisitPlan:
    online = need.mode == Mode.ONLINE or invitation.offer.mode == Mode.ONLINE
    far = invitation.distance_km is not None and (
        invitation.distance_km > invitation.offer.radius_km
    )
    profile = getattr(need.school, "school", None)
    return VisitPlan(
        format=need.format,
        title=need.theme,
        host=need.school,
        class_group=need.class_group,
        network=need.network,
        host_contact=need.teacher,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        mode=Mode.ONLINE if online or (far and need.mode == Mode.HYBRID) else Mode.ONSITE,
        language=need.language,
        topics=need.topics,
        room=need.room,
        arrival=profile.arrival if profile else "",
        equipment=need.equipment,
        is_synthetic=need.is_synthetic,
    )


def _stand_by(need: Need, invitation: Invitation, now: dt.datetime, by: "User") -> Outcome:
    """The visitor is found: become the reserve of the same time, or be thanked."""
    activity = need.activity
    has_reserve = need.invitations.filter(
        state__in=[InvitationState.RESERVE, InvitationState.CALLED]
    ).exists()
    if activity is None or has_reserve:
        change_invitation(invitation, InvitationEvent.WITHDRAW, by=by, also=("answered_at", "slot"))
        return Outcome.NOT_NEEDED
    claim_time(
        subjects=[invitation.offer.claim_subject],
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        holder=reserve_holder(invitation),
    )
    change_invitation(
        invitation, InvitationEvent.BECOME_RESERVE, by=by, also=("answered_at", "slot")
    )
    mails.tell_reserve(invitation)
    close_invitations(need, now=now, by=by, states=OPEN_STATES)
    return Outcome.RESERVE


def _step_in(need: Need, invitation: Invitation, by: "User") -> Outcome:
    """The reserve takes the visit: the time kept free becomes the visit's."""
    activity = need.activity
    if activity is None:
        raise TooLate(InvitationState(invitation.state))
    hand_over_time(
        subject=invitation.offer.claim_subject,
        from_holder=reserve_holder(invitation),
        to_holder=holder_of(activity),
    )
    set_visitor(
        activity=activity,
        person=invitation.person,
        organisation=invitation.offer.organisation or primary_employer_of(invitation.person),
        by=by,
    )
    change_invitation(invitation, InvitationEvent.ACCEPT, by=by, also=("answered_at", "slot"))
    need.tell_school_at = None
    change_need(need, NeedEvent.ACCEPT, by=by, also=("tell_school_at",))
    stand_down_waves(need)
    mails.tell_accepted(invitation)
    confirm_if_possible(need=need, now=invitation.answered_at or need.created_at, by=by)
    return Outcome.VISITOR


@transaction.atomic
def decline_invitation(
    *, invitation: Invitation, reason: DeclineReason, note: str, now: dt.datetime, by: "User"
) -> None:
    """Say no, with the reason. Saying it again changes nothing. Raises TooLate."""
    need, invitation = lock_invitation(invitation.pk)
    if invitation.state == InvitationState.DECLINED:
        return
    check_still_open(invitation, InvitationEvent.DECLINE, now)
    was_called = invitation.state == InvitationState.CALLED
    invitation.decline_reason, invitation.note, invitation.answered_at = reason, note, now
    change_invitation(
        invitation, InvitationEvent.DECLINE, by=by, also=("decline_reason", "note", "answered_at")
    )
    from_here_on(need, invitation, was_called=was_called, now=now, by=by)


def from_here_on(
    need: Need, invitation: Invitation, *, was_called: bool, now: dt.datetime, by: "User | None"
) -> None:
    """After a no or a silence: free a called-up reserve's time and ask the next wave early.

    When the last open invitation of the wave is gone there is nothing to wait for.
    """
    if was_called:
        release_time(holder=reserve_holder(invitation))
    if need.state != NeedState.INVITED:
        return
    waiting = need.invitations.filter(
        round=need.round, state__in=[InvitationState.SENT, InvitationState.CALLED]
    ).exists()
    if not waiting:
        need.waves.filter(state="armed", send_at__gt=now).update(send_at=now)


@transaction.atomic
def propose_other_date(
    *,
    invitation: Invitation,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    note: str,
    now: dt.datetime,
    by: "User",
) -> None:
    """Not this date, but that one: the teacher is asked. Raises TooLate."""
    need, invitation = lock_invitation(invitation.pk)
    if invitation.state == InvitationState.PROPOSED:
        return
    check_still_open(invitation, InvitationEvent.PROPOSE, now)
    if need.state != NeedState.INVITED:
        raise TooLate(InvitationState(invitation.state))
    invitation.proposed_starts_at, invitation.proposed_ends_at = starts_at, ends_at
    invitation.note, invitation.answered_at = note, now
    change_invitation(
        invitation,
        InvitationEvent.PROPOSE,
        by=by,
        also=("proposed_starts_at", "proposed_ends_at", "note", "answered_at"),
    )
    mails.ask_teacher_about_date(invitation)


@transaction.atomic
def accept_proposal(*, invitation: Invitation, now: dt.datetime, by: "User") -> None:
    """The teacher takes the proposed date; it becomes a time of the need and the visit's.

    Raises TooLate when somebody else was found, AlreadyTaken when class or person is busy then.
    """
    need, invitation = lock_invitation(invitation.pk)
    starts_at, ends_at = invitation.proposed_starts_at, invitation.proposed_ends_at
    state = InvitationState(invitation.state)
    if state != InvitationState.PROPOSED or starts_at is None or ends_at is None:
        raise TooLate(state)
    if need.state not in (NeedState.OPEN, NeedState.SHORTLISTED, NeedState.INVITED):
        raise TooLate(state)
    last = need.slots.order_by("-rank").values_list("rank", flat=True).first() or 0
    slot = NeedSlot.objects.create(
        need=need,
        rank=last + 1,
        starts_at=starts_at,
        ends_at=ends_at,
        source=SlotSource.VISITOR,
    )
    invitation.slot = slot
    _become_visitor(need, invitation, slot, now, by)


@transaction.atomic
def decline_proposal(*, invitation: Invitation, now: dt.datetime, by: "User") -> None:
    """The teacher cannot on the proposed date. Raises TooLate."""
    need, invitation = lock_invitation(invitation.pk)
    if invitation.state != InvitationState.PROPOSED:
        raise TooLate(InvitationState(invitation.state))
    change_invitation(invitation, InvitationEvent.WITHDRAW, by=by)
    mails.tell_no_longer_needed(invitation, InvitationState.PROPOSED)
    from_here_on(need, invitation, was_called=False, now=now, by=by)
