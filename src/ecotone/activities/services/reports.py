"""What each side says happened, and what follows from it."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from ecotone.activities.enums import ActivityStatus, NotHeldReason, Side
from ecotone.activities.models import Activity, ClassAttendance, Report
from ecotone.activities.states import ACTIVITY, ActivityEvent
from ecotone.core.audit import record

if TYPE_CHECKING:
    from ecotone.accounts.api import User


class TooEarlyToReport(Exception):
    """The visit has not begun yet, so nobody can say that it was held."""


class HeadcountOutOfRange(Exception):
    """More pupils are said to have been present than is plausible for the class."""


@dataclass(frozen=True)
class Statement:
    """One side's word. ``present`` is pupils, and only the school says it."""

    held: bool
    not_held_reason: str = ""
    present: int | None = None
    pupils_asked: str = ""
    again: int | None = None
    note: str = ""


@transaction.atomic
def report_visit(
    *, activity: Activity, side: Side, statement: Statement, now: dt.datetime, by: "User | None"
) -> Report:
    """Store one side's word; the school's word decides whether the visit counts.

    A second word of the same side replaces the first. Raises TooEarlyToReport before the start,
    HeadcountOutOfRange when more than twice the class is said to have been there, NotAllowedNow
    when the visit was cancelled.
    """
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    if now < activity.starts_at:
        raise TooEarlyToReport
    report, _ = Report.objects.update_or_create(
        activity=activity,
        side=side,
        defaults={
            "by": by,
            "held": statement.held,
            "not_held_reason": "" if statement.held else statement.not_held_reason,
            "pupils_asked": statement.pupils_asked,
            "again": statement.again,
            "note": statement.note,
            "said_at": now,
        },
    )
    if side == Side.SCHOOL:
        _settle(activity, statement, now, by)
    _settle_no_show(activity)
    record(
        action=f"visit.reported_{'held' if statement.held else 'not_held'}",
        subject=activity,
        by=by,
        after={"side": str(side), "present": statement.present},
    )
    return report


def _settle(activity: Activity, statement: Statement, now: dt.datetime, by: "User | None") -> None:
    event = ActivityEvent.HOLD if statement.held else ActivityEvent.MISS
    done = ActivityStatus.HELD if statement.held else ActivityStatus.NOT_HELD
    if activity.status != done:
        activity.status = ACTIVITY.after(ActivityStatus(activity.status), event)
    activity.confirmed_held_at = now if statement.held else None
    activity.confirmed_held_by = by if statement.held else None
    activity.not_held_reason = "" if statement.held else statement.not_held_reason
    activity.save(
        update_fields=["status", "confirmed_held_at", "confirmed_held_by", "not_held_reason"]
    )
    attendance = ClassAttendance.objects.filter(activity=activity).order_by("id").first()
    if attendance is None:
        return
    if statement.present is not None and statement.present > 2 * attendance.expected:
        raise HeadcountOutOfRange
    attendance.present = statement.present if statement.held else None
    attendance.save(update_fields=["present"])


def _settle_no_show(activity: Activity) -> None:
    """A no-show is recorded only when both sides say that the visitor did not come."""
    agreed = activity.reports.filter(
        held=False, not_held_reason=NotHeldReason.VISITOR_ABSENT
    ).count() == len(Side)
    activity.contributions.filter(withdrawn_at=None).update(no_show=agreed)
