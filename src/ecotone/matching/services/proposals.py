"""Not this date, but that one: a visitor proposes, the teacher answers."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from ecotone.matching import mails
from ecotone.matching.enums import InvitationState, NeedState, SlotSource
from ecotone.matching.models import Invitation, Need, NeedSlot
from ecotone.matching.services.answers import from_here_on
from ecotone.matching.services.seats import (
    TooLate,
    become_visitor,
    check_still_open,
    lock_invitation,
)
from ecotone.matching.services.transitions import change_invitation
from ecotone.matching.states import InvitationEvent

if TYPE_CHECKING:
    from ecotone.accounts.api import User

WAITING = (NeedState.OPEN, NeedState.SHORTLISTED, NeedState.INVITED)


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
    """The teacher is asked about the date. Proposing again changes nothing. Raises TooLate."""
    need, invitation = lock_invitation(invitation.pk)
    if invitation.state == InvitationState.PROPOSED:
        return
    check_still_open(invitation, InvitationEvent.PROPOSE, now)
    if need.state != NeedState.INVITED or starts_at <= now:
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

    Raises TooLate when somebody else was found or the date has gone by, AlreadyTaken when class
    or person is busy then.
    """
    need, invitation = lock_invitation(invitation.pk)
    starts_at, ends_at = invitation.proposed_starts_at, invitation.proposed_ends_at
    state = InvitationState(invitation.state)
    if state != InvitationState.PROPOSED or starts_at is None or ends_at is None:
        raise TooLate(state)
    if need.state not in WAITING or starts_at <= now:
        raise TooLate(state)
    invitation.slot = slot_at(need, starts_at, ends_at, SlotSource.VISITOR)
    become_visitor(need, invitation, invitation.slot, now, by)


def slot_at(
    need: Need, starts_at: dt.datetime, ends_at: dt.datetime, source: SlotSource
) -> NeedSlot:
    """The need's time at that moment, added behind its other times when it is new."""
    if known := need.slots.filter(starts_at=starts_at, ends_at=ends_at).first():
        return known
    last = need.slots.order_by("-rank").values_list("rank", flat=True).first() or 0
    return NeedSlot.objects.create(
        need=need, rank=last + 1, starts_at=starts_at, ends_at=ends_at, source=source
    )


@transaction.atomic
def decline_proposal(*, invitation: Invitation, now: dt.datetime, by: "User") -> None:
    """The teacher cannot on the proposed date. Raises TooLate."""
    need, invitation = lock_invitation(invitation.pk)
    if invitation.state != InvitationState.PROPOSED:
        raise TooLate(InvitationState(invitation.state))
    change_invitation(invitation, InvitationEvent.WITHDRAW, by=by)
    mails.tell_no_longer_needed(invitation, InvitationState.PROPOSED)
    from_here_on(need, invitation, was_called=False, now=now, by=by)
