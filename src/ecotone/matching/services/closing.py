"""Ending what is no longer needed: waves that wait and invitations that stand open."""

import datetime as dt
from typing import TYPE_CHECKING

from ecotone.activities.api import CancelReason, cancel_visit, release_time
from ecotone.matching import mails
from ecotone.matching.enums import InvitationState, WaveState
from ecotone.matching.models import Invitation, Need
from ecotone.matching.services.transitions import change_invitation
from ecotone.matching.states import InvitationEvent

if TYPE_CHECKING:
    from collections.abc import Collection

    from ecotone.accounts.api import User

OPEN_STATES = (InvitationState.SENT, InvitationState.PROPOSED)
RESERVE_STATES = (InvitationState.RESERVE, InvitationState.CALLED)
ALL_STATES = (*OPEN_STATES, *RESERVE_STATES, InvitationState.ACCEPTED)


def reserve_holder(invitation: Invitation) -> str:
    """How a reserve signs the time kept free for it."""
    return f"invitation:{invitation.pk}"


def stand_down_waves(need: Need) -> None:
    """Waves that have not gone out will not go out."""
    need.waves.filter(state=WaveState.ARMED).update(state=WaveState.STOOD_DOWN)


def call_off_visit(
    need: Need, *, reason: CancelReason, now: dt.datetime, by: "User | None"
) -> None:
    """End the need's visit, when there is one: the class's hour is free, calendars hear of it."""
    if need.activity is not None:
        cancel_visit(activity=need.activity, reason=reason, now=now, by=by)


def close_invitations(
    need: Need,
    *,
    now: dt.datetime,
    by: "User | None",
    states: "Collection[InvitationState]" = ALL_STATES,
) -> None:
    """Withdraw the invitations in these states and thank each person for their time."""
    for invitation in need.invitations.filter(state__in=states).select_related("person", "offer"):
        was = InvitationState(invitation.state)
        change_invitation(invitation, InvitationEvent.WITHDRAW, by=by)
        release_time(holder=reserve_holder(invitation))
        mails.tell_no_longer_needed(invitation, was)
