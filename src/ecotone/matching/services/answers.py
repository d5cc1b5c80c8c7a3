"""What an invited person answers, from the mail or the desk."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from ecotone.activities.api import release_time
from ecotone.matching.enums import DeclineReason, InvitationState, NeedState, WaveState
from ecotone.matching.models import Invitation, Need, NeedSlot
from ecotone.matching.services.closing import reserve_holder
from ecotone.matching.services.offers import pause_offer
from ecotone.matching.services.seats import (
    Outcome,
    TooLate,
    become_visitor,
    check_still_open,
    lock_invitation,
    stand_by,
    step_in,
)
from ecotone.matching.services.transitions import change_invitation
from ecotone.matching.states import InvitationEvent

if TYPE_CHECKING:
    from ecotone.accounts.api import User

AGREED = (NeedState.ACCEPTED, NeedState.CONFIRMED)


class SlotNotOffered(Exception):
    """The chosen time is not one of this need's times, or has gone by."""


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
    if invitation.person.suspended_at is not None:
        raise TooLate(InvitationState(invitation.state))
    _check_offered(need, slot, now)
    was_called = invitation.state == InvitationState.CALLED
    invitation.answered_at, invitation.slot = now, slot
    if was_called:
        step_in(need, invitation, now, by)
        return Outcome.VISITOR
    if need.state in AGREED:
        return stand_by(need, invitation, now, by)
    become_visitor(need, invitation, slot, now, by)
    return Outcome.VISITOR


def _check_offered(need: Need, slot: NeedSlot, now: dt.datetime) -> None:
    """A yes counts for the time that was chosen, never for another that was agreed meanwhile."""
    agreed = need.activity
    if (
        slot.need_id != need.pk
        or slot.starts_at <= now
        or (agreed is not None and agreed.starts_at != slot.starts_at)
    ):
        raise SlotNotOffered


@transaction.atomic
def decline_invitation(
    *, invitation: Invitation, reason: DeclineReason, note: str, now: dt.datetime, by: "User"
) -> None:
    """Say no, with the reason. Saying it again changes nothing. Raises TooLate.

    Who no longer does visits at all is not asked again: their offer is paused.
    """
    need, invitation = lock_invitation(invitation.pk)
    if invitation.state == InvitationState.DECLINED:
        return
    check_still_open(invitation, InvitationEvent.DECLINE, now)
    was_called = invitation.state == InvitationState.CALLED
    invitation.decline_reason, invitation.note, invitation.answered_at = reason, note, now
    change_invitation(
        invitation, InvitationEvent.DECLINE, by=by, also=("decline_reason", "note", "answered_at")
    )
    if reason == DeclineReason.NO_LONGER:
        pause_offer(offer=invitation.offer, by=by)
    from_here_on(need, invitation, was_called=was_called, now=now, by=by)


def from_here_on(
    need: Need, invitation: Invitation, *, was_called: bool, now: dt.datetime, by: "User | None"
) -> None:
    """After a no or a silence: free a called-up reserve's time and ask the next wave early.

    When the last open question of the round is gone there is nothing to wait for.
    """
    if was_called:
        release_time(holder=reserve_holder(invitation))
    if need.state != NeedState.INVITED:
        return
    open_questions = [InvitationState.SENT, InvitationState.CALLED, InvitationState.PROPOSED]
    waiting = need.invitations.filter(round=need.round, state__in=open_questions).exists()
    if not waiting:
        need.waves.filter(state=WaveState.ARMED, send_at__gt=now).update(send_at=now)
