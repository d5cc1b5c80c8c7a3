"""When somebody cancels or a visit moves: nobody is left without a plan."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from ecotone.activities.api import (
    CancelReason,
    class_subject,
    move_visit,
    release_time,
    remove_visitor,
    unconfirm_visit,
)
from ecotone.core.states import NotAllowedNow
from ecotone.matching import mails
from ecotone.matching.brokerage import BrokerageSettings
from ecotone.matching.enums import InvitationState, NeedState, SlotSource
from ecotone.matching.models import Invitation, Need
from ecotone.matching.rules import unmet_rules, visitor_of
from ecotone.matching.services.closing import (
    RESERVE_STATES,
    call_off_visit,
    close_invitations,
    reserve_holder,
    stand_down_waves,
)
from ecotone.matching.services.confirmations import confirm_if_possible
from ecotone.matching.services.needs import SlotInThePast
from ecotone.matching.services.proposals import slot_at
from ecotone.matching.services.seats import TooLate, lock_invitation
from ecotone.matching.services.transitions import change_invitation, change_need, lock_need
from ecotone.matching.services.waves import arm_wave
from ecotone.matching.states import INVITATION, NEED, InvitationEvent, NeedEvent

if TYPE_CHECKING:
    from ecotone.accounts.api import User

LEAD_TIME = dt.timedelta(hours=6)


@transaction.atomic
def cancel_by_visitor(
    *, invitation: Invitation, reason: CancelReason, note: str, now: dt.datetime, by: "User"
) -> None:
    """The visitor or the reserve steps back; the reserve is asked at once, else a new wave.

    The school is told when there is a solution or at the network's set hour (RM-4). Cancelling
    twice is cancelling once. Raises TooLate when there is nothing left to cancel.
    """
    need, invitation = lock_invitation(invitation.pk)
    if invitation.state == InvitationState.CANCELLED:
        return
    state = InvitationState(invitation.state)
    if not INVITATION.allows(state, InvitationEvent.CANCEL) or need.activity is None:
        raise TooLate(state)
    if state == InvitationState.ACCEPTED and not _can_still_be_lost(need, now):
        raise TooLate(state)
    invitation.cancel_reason, invitation.note, invitation.answered_at = reason, note, now
    change_invitation(
        invitation, InvitationEvent.CANCEL, by=by, also=("cancel_reason", "note", "answered_at")
    )
    release_time(holder=reserve_holder(invitation))
    if state == InvitationState.ACCEPTED:
        lose_visitor(need, invitation, now=now, by=by)
    mails.thank_for_cancelling(invitation, was=state)
    if state == InvitationState.CALLED:
        search_again(need, now=now, by=by)


def _can_still_be_lost(need: Need, now: dt.datetime) -> bool:
    """Whether the visit still lies ahead; once it has begun, each side reports what happened."""
    return (
        need.state in (NeedState.ACCEPTED, NeedState.CONFIRMED)
        and need.activity is not None
        and now < need.activity.starts_at
    )


def lose_visitor(
    need: Need, invitation: Invitation, *, now: dt.datetime, by: "User | None"
) -> None:
    """The agreed visit has no visitor: the reserve is asked at once, else others."""
    activity = need.activity
    if activity is None:
        return
    remove_visitor(
        activity=activity,
        person=invitation.person,
        claim_subject=invitation.offer.claim_subject,
        now=now,
        by=by,
    )
    settings = BrokerageSettings.from_mapping(need.network.matching_settings)
    need.fixed_slot = invitation.slot
    need.tell_school_at = min(
        now + dt.timedelta(hours=settings.tell_school_hours), activity.starts_at - LEAD_TIME
    )
    need.school_told_at = None
    change_need(
        need,
        NeedEvent.LOSE_VISITOR,
        by=by,
        also=("fixed_slot", "tell_school_at", "school_told_at"),
    )
    mails.tell_coordinators_visitor_lost(need, invitation)
    if not call_up_reserve(need=need, now=now, by=by):
        search_again(need, now=now, by=by)


def call_up_reserve(*, need: Need, now: dt.datetime, by: "User | None") -> bool:
    """Ask the reserve to step in, with a short time to answer. False when there is none."""
    reserve = (
        need.invitations.filter(state=InvitationState.RESERVE).select_related("person").first()
    )
    if reserve is None or need.activity is None:
        return False
    settings = BrokerageSettings.from_mapping(need.network.matching_settings)
    reserve.expires_at = min(
        now + dt.timedelta(hours=settings.call_up_hours), need.activity.starts_at - LEAD_TIME
    )
    reserve.expires_at = max(reserve.expires_at, now + dt.timedelta(hours=1))
    reserve.expires_at = min(reserve.expires_at, need.activity.starts_at)
    reserve.sent_at, reserve.reminded_at = now, None
    change_invitation(
        reserve, InvitationEvent.CALL_UP, by=by, also=("expires_at", "sent_at", "reminded_at")
    )
    mails.call_up(reserve)
    return True


def search_again(need: Need, *, now: dt.datetime, by: "User | None") -> None:
    """Let a wave go out at once for the time that the class already keeps free."""
    if need.state != NeedState.INVITED:
        return
    settings = BrokerageSettings.from_mapping(need.network.matching_settings)
    arm_wave(need=need, size=settings.wave_size, send_at=now, by=by)


@transaction.atomic
def cancel_by_school(
    *, need: Need, reason: CancelReason, now: dt.datetime, by: "User | None"
) -> None:
    """The school calls the agreed visit off; visitor and reserve are told at once.

    Raises NotAllowedNow when no visit is agreed, or it has begun: then it is held or not held.
    """
    need = lock_need(need.pk)
    NEED.after(NeedState(need.state), NeedEvent.CANCEL_BY_SCHOOL)
    _check_lies_ahead(need, NeedEvent.CANCEL_BY_SCHOOL, now)
    call_off_visit(need, reason=reason, now=now, by=by)
    need.ended_reason = reason
    change_need(need, NeedEvent.CANCEL_BY_SCHOOL, by=by, also=("ended_reason",))
    stand_down_waves(need)
    close_invitations(need, now=now, by=by)
    mails.tell_teacher_called_off(need)


def _check_lies_ahead(need: Need, event: NeedEvent, now: dt.datetime) -> None:
    if need.activity is not None and need.activity.starts_at <= now:
        raise NotAllowedNow(event, need.state)


@transaction.atomic
def move_need(
    *, need: Need, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime, by: "User"
) -> None:
    """Both sides agreed on another time. The reserve, who did not, is set free.

    A visit that does not meet a hard rule on the new day is no longer confirmed. Raises
    AlreadyTaken when somebody is busy then, SlotInThePast, and NotAllowedNow when no visit is
    agreed or it has begun.
    """
    need = lock_need(need.pk)
    NEED.after(NeedState(need.state), NeedEvent.MOVE)
    _check_lies_ahead(need, NeedEvent.MOVE, now)
    visitor = visitor_of(need)
    if need.activity is None or visitor is None:
        raise NotAllowedNow(NeedEvent.MOVE, need.state)
    if starts_at <= now:
        raise SlotInThePast
    close_invitations(need, now=now, by=by, states=RESERVE_STATES)
    move_visit(
        activity=need.activity,
        starts_at=starts_at,
        ends_at=ends_at,
        subjects=[class_subject(need.class_group_id), visitor.offer.claim_subject],
        by=by,
    )
    visitor.slot = slot_at(need, starts_at, ends_at, SlotSource.TEACHER)
    visitor.save(update_fields=["slot"])
    change_need(need, NeedEvent.MOVE, by=by)
    _confirm_anew(need, visitor, now, by)


def _confirm_anew(need: Need, visitor: Invitation, now: dt.datetime, by: "User") -> None:
    """Papers that were good for the old day may not be for the new one, and the reverse."""
    if need.activity is None:
        return
    if need.state == NeedState.CONFIRMED:
        if not unmet_rules(need):
            mails.send_sheets(need)
            return
        unconfirm_visit(activity=need.activity, by=by)
        change_need(need, NeedEvent.UNCONFIRM, by=by)
    if not confirm_if_possible(need=need, now=now, by=by):
        visitor.need = need
        mails.tell_accepted(visitor)
