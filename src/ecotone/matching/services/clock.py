"""What the clock does: every function may run again at any moment and does nothing twice."""

import datetime as dt

from django.db import transaction
from django.db.models import F, Q

from ecotone.accounts.api import User
from ecotone.activities.api import Side, release_time
from ecotone.matching import mails
from ecotone.matching.brokerage import BrokerageSettings
from ecotone.matching.enums import InvitationState, NeedState, WaveState
from ecotone.matching.models import Invitation, Need, Wave
from ecotone.matching.selectors.candidates import choices_for
from ecotone.matching.services.answers import from_here_on
from ecotone.matching.services.closing import (
    close_invitations,
    reserve_holder,
    stand_down_waves,
)
from ecotone.matching.services.endings import search_again
from ecotone.matching.services.transitions import change_invitation, change_need, lock_need
from ecotone.matching.services.waves import NobodyToAsk, send_wave
from ecotone.matching.states import NEED, InvitationEvent, NeedEvent

REMINDER_DAYS = (14, 7, 2, 0)
MORNING = dt.timedelta(hours=4)
CLOSE_AFTER = dt.timedelta(days=14)


def expire_invitations(*, now: dt.datetime) -> int:
    """Invitations whose time is over run out; a silent called-up reserve is replaced."""
    due = list(
        Invitation.objects.unanswered().filter(expires_at__lte=now).values_list("pk", flat=True)
    )
    for invitation_id in due:
        _expire_invitation(invitation_id, now)
    return len(due)


@transaction.atomic
def _expire_invitation(invitation_id: int, now: dt.datetime) -> None:
    need_id = Invitation.objects.values_list("need_id", flat=True).get(pk=invitation_id)
    need = lock_need(need_id)
    invitation = Invitation.objects.select_related("offer").get(pk=invitation_id)
    if invitation.expires_at > now or invitation.state not in (
        InvitationState.SENT,
        InvitationState.CALLED,
    ):
        return
    was_called = invitation.state == InvitationState.CALLED
    change_invitation(invitation, InvitationEvent.EXPIRE, by=None)
    if was_called:
        release_time(holder=reserve_holder(invitation))
        search_again(need, now=now, by=None)
    else:
        from_here_on(need, invitation, was_called=False, now=now, by=None)


def send_due_waves(*, now: dt.datetime) -> int:
    """Armed waves whose moment has come go out to whoever is best now."""
    due = list(
        Wave.objects.filter(state=WaveState.ARMED, send_at__lte=now)
        .order_by("send_at", "id")
        .values_list("pk", flat=True)
    )
    for wave_id in due:
        _send_due_wave(wave_id, now)
    return len(due)


@transaction.atomic
def _send_due_wave(wave_id: int, now: dt.datetime) -> None:
    need_id = Wave.objects.values_list("need_id", flat=True).get(pk=wave_id)
    need = lock_need(need_id)
    wave = Wave.objects.get(pk=wave_id)
    if wave.state != WaveState.ARMED or wave.send_at > now:
        return
    if wave.round != need.round or not NEED.allows(NeedState(need.state), NeedEvent.INVITE):
        wave.state = WaveState.STOOD_DOWN
        wave.save(update_fields=["state"])
        return
    first = need.waves.filter(state=WaveState.SENT).order_by("-number").first()
    try:
        send_wave(
            need=need,
            choices=choices_for(need, size=wave.size, now=now),
            subject=first.subject if first else "",
            message=first.message if first else "",
            arm_next=True,
            now=now,
            by=None,
        )
    except NobodyToAsk:
        wave.state = WaveState.STOOD_DOWN
        wave.save(update_fields=["state"])
        mails.tell_nobody_left(need)


def remind_to_answer(*, now: dt.datetime) -> int:
    """One reminder to each who has not answered, when half of the time is gone."""
    open_ones = Invitation.objects.unanswered().filter(reminded_at=None, expires_at__gt=now)
    sent = 0
    for invitation in open_ones.select_related("need__network", "person", "need__school"):
        if now - invitation.sent_at < (invitation.expires_at - invitation.sent_at) / 2:
            continue
        with transaction.atomic():
            taken = Invitation.objects.filter(pk=invitation.pk, reminded_at=None).update(
                reminded_at=now
            )
            if taken:
                mails.remind_to_answer(invitation)
                sent += 1
    return sent


def tell_schools(*, now: dt.datetime) -> int:
    """At the set hour a school without its visitor is told that we are searching."""
    due = Need.objects.filter(state=NeedState.INVITED, tell_school_at__lte=now, school_told_at=None)
    told = 0
    for need_id in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            need = lock_need(need_id)
            if need.school_told_at is None and need.state == NeedState.INVITED:
                need.school_told_at = now
                need.save(update_fields=["school_told_at"])
                mails.tell_school_we_search(need)
                told += 1
    return told


def expire_needs(*, now: dt.datetime) -> int:
    """A need whose last possible time has come without a visitor ends, and its teacher is told."""
    waiting = Need.objects.waiting().prefetch_related("slots")
    ended = 0
    for need in waiting.filter(~Q(slots__starts_at__gt=now) | Q(activity__starts_at__lte=now)):
        with transaction.atomic():
            locked = lock_need(need.pk)
            if NEED.allows(NeedState(locked.state), NeedEvent.EXPIRE):
                change_need(locked, NeedEvent.EXPIRE, by=None)
                stand_down_waves(locked)
                close_invitations(locked, now=now, by=None)
                mails.tell_expired(locked)
                ended += 1
    return ended


def reminder_due(starts_at: dt.datetime, agreed_at: dt.datetime, now: dt.datetime) -> int | None:
    """Which reminder (days before; 0 for the morning) is due now, or None.

    The latest whose moment has come; none for a visit that was agreed after that moment.
    """
    moments = {
        days: starts_at - (dt.timedelta(days=days) if days else MORNING) for days in REMINDER_DAYS
    }
    past = [days for days, moment in moments.items() if moment <= now]
    if not past or moments[min(past)] < agreed_at or now >= starts_at:
        return None
    return min(past)


def remind_of_visits(*, now: dt.datetime) -> int:
    """The reminders of 14, 7 and 2 days before, and of the morning; each once by its mail's key."""
    needs = Need.objects.filter(
        state__in=[NeedState.ACCEPTED, NeedState.CONFIRMED],
        activity__starts_at__gt=now,
        activity__starts_at__lte=now + dt.timedelta(days=max(REMINDER_DAYS)),
    ).select_related("activity", "network", "teacher")
    sent = 0
    for need in needs:
        if need.activity is None:
            continue
        days = reminder_due(need.activity.starts_at, need.activity.created_at, now)
        if days is None:
            continue
        for person, side in _both_sides(need):
            mails.remind_of_visit(need, person, side, days)
            sent += 1
    return sent


def _both_sides(need: Need) -> list[tuple[User, Side]]:
    if need.activity is None:
        return []
    visitors = need.activity.contributions.filter(withdrawn_at=None).select_related("person")
    return [(need.teacher, Side.SCHOOL), *((row.person, Side.VISITOR) for row in visitors)]


def ask_what_happened(*, now: dt.datetime) -> int:
    """After the visit each side that has not spoken is asked, and asked again after three days."""
    needs = Need.objects.filter(
        state__in=[
            NeedState.ACCEPTED,
            NeedState.CONFIRMED,
            NeedState.HELD,
            NeedState.NOT_HELD,
        ],
        activity__ends_at__lte=now,
        activity__ends_at__gt=now - CLOSE_AFTER,
    ).select_related("activity", "network", "teacher")
    for need in needs.prefetch_related("activity__reports"):
        if need.activity is None:
            continue
        spoken = {report.side for report in need.activity.reports.all()}
        for person, side in _both_sides(need):
            if side not in spoken:
                mails.ask_what_happened(need, person, side, now=now)
    return len(needs)


def close_old_needs(*, now: dt.datetime) -> int:
    """Two weeks after a visit its file is closed with the words that there are."""
    due = Need.objects.filter(
        state__in=[NeedState.HELD, NeedState.NOT_HELD],
        activity__ends_at__lte=now - CLOSE_AFTER,
    )
    closed = 0
    for need_id in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            need = lock_need(need_id)
            if NEED.allows(NeedState(need.state), NeedEvent.CLOSE):
                change_need(need, NeedEvent.CLOSE, by=None)
                closed += 1
    return closed


def release_late_reserves(*, now: dt.datetime) -> int:
    """Two days before the visit (the network's setting) a reserve is free again, with thanks."""
    reserves = Invitation.objects.filter(
        state=InvitationState.RESERVE, need__activity__starts_at__gt=F("sent_at")
    ).select_related("need__network", "need__activity")
    freed = 0
    for invitation in reserves:
        activity = invitation.need.activity
        settings = BrokerageSettings.from_mapping(invitation.need.network.matching_settings)
        until = dt.timedelta(days=settings.reserve_until_days)
        if activity is None or now < activity.starts_at - until:
            continue
        with transaction.atomic():
            need = lock_need(invitation.need_id)
            if need.state == NeedState.CONFIRMED:
                close_invitations(need, now=now, by=None, states=[InvitationState.RESERVE])
                freed += 1
    return freed
