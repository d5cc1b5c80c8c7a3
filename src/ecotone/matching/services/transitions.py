"""Changing the state of a need or an invitation: through the tables, with a trace."""

from typing import TYPE_CHECKING

from ecotone.core.audit import record
from ecotone.matching.enums import InvitationState, NeedState
from ecotone.matching.models import Invitation, Need
from ecotone.matching.states import INVITATION, NEED, InvitationEvent, NeedEvent

if TYPE_CHECKING:
    from ecotone.accounts.api import User


def lock_need(need_id: int) -> Need:
    """The need as it is now, held against everybody else until the transaction ends."""
    return Need.objects.select_for_update(of=("self",)).get(pk=need_id)


def change_need(
    need: Need, event: NeedEvent, *, by: "User | None", also: tuple[str, ...] = ()
) -> None:
    """Let the event happen and save the state with the other named fields.

    Raises NotAllowedNow when the table has no such arrow.
    """
    before = need.state
    need.state = NEED.after(NeedState(before), event)
    need.save(update_fields=["state", *also])
    record(
        action=f"need.{event}",
        subject=need,
        by=by,
        before={"state": before},
        after={"state": str(need.state)},
    )


def change_invitation(
    invitation: Invitation,
    event: InvitationEvent,
    *,
    by: "User | None",
    also: tuple[str, ...] = (),
) -> None:
    """Let the event happen to the invitation and save it. Raises NotAllowedNow."""
    before = invitation.state
    invitation.state = INVITATION.after(InvitationState(before), event)
    invitation.save(update_fields=["state", *also])
    record(
        action=f"invitation.{event}",
        subject=invitation,
        by=by,
        before={"state": before},
        after={"state": str(invitation.state)},
    )
