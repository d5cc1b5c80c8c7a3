"""Who comes: one visitor and one named reserve for a visit, whoever answers first."""

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

from ecotone.activities.api import (
    VisitPlan,
    claim_time,
    class_subject,
    hand_over_time,
    holder_of,
    move_visit,
    plan_visit,
    set_visitor,
)
from ecotone.activities.enums import Mode
from ecotone.matching import mails
from ecotone.matching.enums import InvitationState, NeedState
from ecotone.matching.models import Invitation, Need, NeedSlot
from ecotone.matching.services.closing import (
    OPEN_STATES,
    RESERVE_STATES,
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


def lock_invitation(invitation_id: int) -> tuple[Need, Invitation]:
    """Need and invitation as they are now; the need is the lock for all that hangs on it."""
    need_id = Invitation.objects.values_list("need_id", flat=True).get(pk=invitation_id)
    need = lock_need(need_id)
    invitation = Invitation.objects.select_related("offer", "person", "slot").get(pk=invitation_id)
    invitation.need = need
    return need, invitation


def check_still_open(invitation: Invitation, event: InvitationEvent, now: dt.datetime) -> None:
    """Raises TooLate when the answer can no longer be taken."""
    state = InvitationState(invitation.state)
    waits = state in (InvitationState.SENT, InvitationState.CALLED)
    if not INVITATION.allows(state, event) or (waits and invitation.expires_at <= now):
        raise TooLate(state)


def become_visitor(
    need: Need, invitation: Invitation, slot: NeedSlot, now: dt.datetime, by: "User"
) -> None:
    """The first yes: the activity is made, or gets its new visitor, and is confirmed if it can be.

    A reserve who was just asked to step in stays the reserve, unless the time is another one now.
    """
    if need.activity is None:
        need.activity = plan_visit(plan=_visit_plan(need, invitation, slot), by=by)
    elif need.activity.starts_at != slot.starts_at:
        close_invitations(need, now=now, by=by, states=RESERVE_STATES)
        move_visit(
            activity=need.activity,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            subjects=[class_subject(need.class_group_id)],
            by=by,
        )
    claim_time(
        subjects=[invitation.offer.claim_subject],
        starts_at=need.activity.starts_at,
        ends_at=need.activity.ends_at,
        holder=holder_of(need.activity),
    )
    _take_the_seat(need, invitation, now, by)
    for called in need.invitations.filter(state=InvitationState.CALLED).select_related("person"):
        change_invitation(called, InvitationEvent.BECOME_RESERVE, by=by)
        mails.tell_reserve(called)


def _take_the_seat(need: Need, invitation: Invitation, now: dt.datetime, by: "User") -> None:
    if need.activity is None:
        raise TooLate(InvitationState(invitation.state))
    set_visitor(
        activity=need.activity,
        person=invitation.person,
        organisation=invitation.offer.organisation or primary_employer_of(invitation.person),
        by=by,
    )
    need.tell_school_at = None
    change_invitation(invitation, InvitationEvent.ACCEPT, by=by, also=("answered_at", "slot"))
    change_need(need, NeedEvent.ACCEPT, by=by, also=("activity", "tell_school_at"))
    stand_down_waves(need)
    close_invitations(need, now=now, by=by, states=[InvitationState.PROPOSED])
    if not confirm_if_possible(need=need, now=now, by=by):
        mails.tell_accepted(invitation)


def stand_by(need: Need, invitation: Invitation, now: dt.datetime, by: "User") -> Outcome:
    """The visitor is found: become the reserve of the same time, or be thanked."""
    activity = need.activity
    has_reserve = need.invitations.filter(state__in=RESERVE_STATES).exists()
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


def step_in(need: Need, invitation: Invitation, now: dt.datetime, by: "User") -> None:
    """The reserve takes the visit: the time kept free becomes the visit's."""
    if need.activity is None or need.state != NeedState.INVITED:
        raise TooLate(InvitationState(invitation.state))
    hand_over_time(
        subject=invitation.offer.claim_subject,
        from_holder=reserve_holder(invitation),
        to_holder=holder_of(need.activity),
    )
    _take_the_seat(need, invitation, now, by)


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
