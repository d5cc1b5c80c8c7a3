"""What people are reminded of and asked: every function may run again and repeats nothing."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from ecotone.accounts.api import User
from ecotone.activities.api import Side
from ecotone.matching import mails
from ecotone.matching.enums import InvitationState, NeedState
from ecotone.matching.models import Invitation, Need
from ecotone.matching.services.each import for_each
from ecotone.matching.services.seats import lock_invitation
from ecotone.matching.services.transitions import change_need, lock_need
from ecotone.matching.states import NEED, NeedEvent

REMINDER_DAYS = (14, 7, 2, 0)
LATE_BY_AT_MOST = dt.timedelta(days=2)
MORNING = dt.timedelta(hours=4)
CLOSE_AFTER = dt.timedelta(days=14)


def remind_to_answer(*, now: dt.datetime) -> int:
    """One reminder to each who has not answered, when half of the time is gone."""
    open_ones = Invitation.objects.unanswered().filter(reminded_at=None, expires_at__gt=now)
    times = open_ones.values_list("pk", "sent_at", "expires_at")
    due = [pk for pk, sent_at, until in times if now - sent_at >= (until - sent_at) / 2]
    return for_each(due, lambda pk: _remind_to_answer(pk, now))


@transaction.atomic
def _remind_to_answer(invitation_id: int, now: dt.datetime) -> bool:
    _need, invitation = lock_invitation(invitation_id)
    waits = invitation.state in (InvitationState.SENT, InvitationState.CALLED)
    if not waits or invitation.reminded_at is not None:
        return False
    invitation.reminded_at = now
    invitation.save(update_fields=["reminded_at"])
    mails.remind_to_answer(invitation)
    return True


def keep_promises(*, now: dt.datetime) -> int:
    """Around noon of the promised day a teacher whose need still waits hears how it stands."""
    promised = timezone.localdate(now - dt.timedelta(hours=11))
    due = Need.objects.waiting().filter(
        activity=None,
        answer_due_on__lte=promised,
        answer_due_on__gt=promised - dt.timedelta(days=3),
    )
    return for_each(due.values_list("pk", flat=True), _keep_promise)


@transaction.atomic
def _keep_promise(need_id: int) -> bool:
    need = lock_need(need_id)
    if need.activity is not None or not NEED.allows(NeedState(need.state), NeedEvent.EXPIRE):
        return False
    mails.tell_not_yet(need)
    return True


def reminder_due(starts_at: dt.datetime, agreed_at: dt.datetime, now: dt.datetime) -> int | None:
    """Which reminder (days before; 0 for the morning) is due now, or None.

    The latest whose moment has come; none for a visit that was agreed after that moment, and none
    that would come so late that its words are no longer true ("in two weeks").
    """
    moments = {
        days: starts_at - (dt.timedelta(days=days) if days else MORNING) for days in REMINDER_DAYS
    }
    past = [days for days, moment in moments.items() if moment <= now]
    if not past or now >= starts_at:
        return None
    latest = moments[min(past)]
    if latest < agreed_at or now - latest >= LATE_BY_AT_MOST:
        return None
    return min(past)


def remind_of_visits(*, now: dt.datetime) -> int:
    """The reminders of 14, 7 and 2 days before, and of the morning; each once by its mail's key."""
    needs = Need.objects.filter(
        state__in=[NeedState.ACCEPTED, NeedState.CONFIRMED],
        activity__starts_at__gt=now,
        activity__starts_at__lte=now + dt.timedelta(days=max(REMINDER_DAYS)),
    ).select_related("activity", "network", "teacher")
    by_id = {need.pk: need for need in needs}
    return for_each(by_id, lambda pk: _remind_of_visit(by_id[pk], now))


@transaction.atomic
def _remind_of_visit(need: Need, now: dt.datetime) -> bool:
    if need.activity is None:
        return False
    days = reminder_due(need.activity.starts_at, need.activity.created_at, now)
    if days is None:
        return False
    for person, side in _both_sides(need):
        mails.remind_of_visit(need, person, side, days)
    return True


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
    by_id = {need.pk: need for need in needs.prefetch_related("activity__reports")}
    return for_each(by_id, lambda pk: _ask_what_happened(by_id[pk], now))


@transaction.atomic
def _ask_what_happened(need: Need, now: dt.datetime) -> bool:
    if need.activity is None:
        return False
    spoken = {report.side for report in need.activity.reports.all()}
    silent = [(person, side) for person, side in _both_sides(need) if side not in spoken]
    for person, side in silent:
        mails.ask_what_happened(need, person, side, now=now)
    return bool(silent)


def close_old_needs(*, now: dt.datetime) -> int:
    """Two weeks after a visit its file is closed with the words that there are."""
    due = Need.objects.filter(
        state__in=[NeedState.HELD, NeedState.NOT_HELD],
        activity__ends_at__lte=now - CLOSE_AFTER,
    )
    return for_each(due.values_list("pk", flat=True), _close_need)


@transaction.atomic
def _close_need(need_id: int) -> bool:
    need = lock_need(need_id)
    if not NEED.allows(NeedState(need.state), NeedEvent.CLOSE):
        return False
    change_need(need, NeedEvent.CLOSE, by=None)
    return True
