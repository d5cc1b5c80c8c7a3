"""What the clock does: every function may run again at any moment and does nothing twice."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from ecotone.activities.api import CancelReason, release_time
from ecotone.matching import mails
from ecotone.matching.brokerage import BrokerageSettings
from ecotone.matching.enums import InvitationState, NeedState, WaveState
from ecotone.matching.models import Invitation, Need, NeedSlot, Wave
from ecotone.matching.selectors.candidates import choices_for
from ecotone.matching.services.answers import from_here_on
from ecotone.matching.services.closing import (
    call_off_visit,
    close_invitations,
    reserve_holder,
    stand_down_waves,
)
from ecotone.matching.services.each import for_each
from ecotone.matching.services.endings import search_again
from ecotone.matching.services.seats import lock_invitation
from ecotone.matching.services.transitions import change_invitation, change_need, lock_need
from ecotone.matching.services.waves import NobodyToAsk, send_wave
from ecotone.matching.states import NEED, InvitationEvent, NeedEvent


def expire_invitations(*, now: dt.datetime) -> int:
    """Invitations whose time is over run out; a silent called-up reserve is replaced."""
    due = Invitation.objects.unanswered().filter(expires_at__lte=now).values_list("pk", flat=True)
    return for_each(due, lambda pk: _expire_invitation(pk, now))


@transaction.atomic
def _expire_invitation(invitation_id: int, now: dt.datetime) -> bool:
    need, invitation = lock_invitation(invitation_id)
    if invitation.expires_at > now or invitation.state not in (
        InvitationState.SENT,
        InvitationState.CALLED,
    ):
        return False
    was_called = invitation.state == InvitationState.CALLED
    change_invitation(invitation, InvitationEvent.EXPIRE, by=None)
    if was_called:
        release_time(holder=reserve_holder(invitation))
        search_again(need, now=now, by=None)
    else:
        from_here_on(need, invitation, was_called=False, now=now, by=None)
    return True


def send_due_waves(*, now: dt.datetime) -> int:
    """Armed waves whose moment has come go out to whoever is best now."""
    due = Wave.objects.filter(state=WaveState.ARMED, send_at__lte=now).order_by("send_at", "id")
    return for_each(due.values_list("pk", flat=True), lambda pk: _send_due_wave(pk, now))


@transaction.atomic
def _send_due_wave(wave_id: int, now: dt.datetime) -> bool:
    need_id = Wave.objects.values_list("need_id", flat=True).get(pk=wave_id)
    need = lock_need(need_id)
    wave = Wave.objects.get(pk=wave_id)
    if wave.state != WaveState.ARMED or wave.send_at > now:
        return False
    if wave.round != need.round or not NEED.allows(NeedState(need.state), NeedEvent.INVITE):
        wave.state = WaveState.STOOD_DOWN
        wave.save(update_fields=["state"])
        return False
    subject, message = _words_of_coordinator(need)
    try:
        send_wave(
            need=need,
            choices=choices_for(need, size=wave.size, now=now),
            subject=subject,
            message=message,
            arm_next=True,
            now=now,
            by=None,
        )
    except NobodyToAsk:
        wave.state = WaveState.STOOD_DOWN
        wave.save(update_fields=["state"])
        mails.tell_nobody_left(need)
        return False
    return True


def _words_of_coordinator(need: Need) -> tuple[str, str]:
    """Subject and message of this round's last wave; the standard mail once a time is agreed.

    Words that were written for three possible times are wrong when only one of them is left.
    """
    sent = need.waves.filter(round=need.round, state=WaveState.SENT).order_by("-number").first()
    if sent is None or need.activity is not None:
        return "", ""
    return sent.subject, sent.message


def tell_schools(*, now: dt.datetime) -> int:
    """At the set hour a school without its visitor is told that we are searching."""
    due = Need.objects.filter(state=NeedState.INVITED, tell_school_at__lte=now, school_told_at=None)
    return for_each(due.values_list("pk", flat=True), lambda pk: _tell_school(pk, now))


@transaction.atomic
def _tell_school(need_id: int, now: dt.datetime) -> bool:
    need = lock_need(need_id)
    if need.school_told_at is not None or need.state != NeedState.INVITED:
        return False
    need.school_told_at = now
    need.save(update_fields=["school_told_at"])
    mails.tell_school_we_search(need)
    return True


def expire_needs(*, now: dt.datetime) -> int:
    """A need whose last possible time has come without a visitor ends, and its teacher is told.

    A date that a visitor proposed and the teacher has not answered is a possible time too.
    """
    waiting = Need.objects.waiting().filter(_has_no_time_left(now)).order_by("pk")
    return for_each(waiting.values_list("pk", flat=True), lambda pk: _expire_need(pk, now))


def _has_no_time_left(now: dt.datetime) -> Q:
    slots = NeedSlot.objects.filter(need=OuterRef("pk"), starts_at__gt=now)
    proposals = Invitation.objects.filter(
        need=OuterRef("pk"), state=InvitationState.PROPOSED, proposed_starts_at__gt=now
    )
    agreed = Q(activity__isnull=False)
    return ((agreed & Q(activity__starts_at__lte=now)) | (~agreed & ~Q(Exists(slots)))) & ~Q(
        Exists(proposals)
    )


@transaction.atomic
def _expire_need(need_id: int, now: dt.datetime) -> bool:
    need = lock_need(need_id)
    still_due = Need.objects.filter(_has_no_time_left(now), pk=need_id).exists()
    if not still_due or not NEED.allows(NeedState(need.state), NeedEvent.EXPIRE):
        return False
    change_need(need, NeedEvent.EXPIRE, by=None)
    call_off_visit(need, reason=CancelReason.OTHER, now=now, by=None)
    stand_down_waves(need)
    close_invitations(need, now=now, by=None)
    mails.tell_expired(need)
    return True


def release_late_reserves(*, now: dt.datetime) -> int:
    """Two days before the visit (the network's setting) a reserve is free again, with thanks.

    While the visit is not confirmed the reserve is kept, at most until it begins.
    """
    reserves = Invitation.objects.filter(state=InvitationState.RESERVE)
    waiting = reserves.select_related("need__network", "need__activity")
    needs = {row.need_id: row.need for row in waiting}
    return for_each(
        needs, lambda pk: _needs_no_reserve(needs[pk], now) and _release_reserve(pk, now)
    )


def _needs_no_reserve(need: Need, now: dt.datetime) -> bool:
    if need.activity is None:
        return False
    settings = BrokerageSettings.from_mapping(need.network.matching_settings)
    until = need.activity.starts_at - dt.timedelta(days=settings.reserve_until_days)
    is_settled = need.state == NeedState.CONFIRMED and until <= now
    return is_settled or need.activity.starts_at <= now


@transaction.atomic
def _release_reserve(need_id: int, now: dt.datetime) -> bool:
    need = lock_need(need_id)
    if not _needs_no_reserve(need, now):
        return False
    close_invitations(need, now=now, by=None, states=[InvitationState.RESERVE])
    return True
