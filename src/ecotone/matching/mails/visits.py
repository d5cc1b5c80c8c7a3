"""What both sides of an agreed visit hear: the sheet, the reminders, and how it was."""

import datetime as dt
from typing import TYPE_CHECKING

from ecotone.accounts.api import User
from ecotone.activities.api import Side, visit_url
from ecotone.matching.mails.posting import calendar_for, write_and_post

if TYPE_CHECKING:
    from ecotone.matching.models import Need


def send_sheets(need: "Need") -> None:
    """The joint message: both sides get the one sheet, with the calendar file."""
    activity = need.activity
    if activity is None:
        return
    activity.refresh_from_db()
    visitors = [row.person for row in activity.contributions.filter(withdrawn_at=None)]
    for person, side in [(need.teacher, Side.SCHOOL), *((v, Side.VISITOR) for v in visitors)]:
        write_and_post(
            "sheet",
            need,
            person,
            key=f"activity:{activity.pk}:sheet:{activity.sequence}:{person.pk}",
            context={
                "activity": activity,
                "visitors": visitors,
                "is_school": side == Side.SCHOOL,
                "url": visit_url(activity, person, side),
                "cancel_url": visit_url(activity, person, side, "cancel"),
            },
            attachments=calendar_for(need, person),
        )


def remind_of_visit(need: "Need", person: User, side: Side, days: int) -> None:
    """Two weeks: prepare. One week: both confirm. Two days: travel. The morning: on my way."""
    activity = need.activity
    if activity is None:
        return
    write_and_post(
        f"remind_{days}",
        need,
        person,
        key=f"activity:{activity.pk}:remind:{days}:{activity.starts_at:%Y%m%d%H%M}:{person.pk}",
        context={
            "activity": activity,
            "is_school": side == Side.SCHOOL,
            "url": visit_url(activity, person, side),
            "confirm_url": visit_url(activity, person, side, "confirm"),
            "cancel_url": visit_url(activity, person, side, "cancel"),
        },
    )


def ask_what_happened(need: "Need", person: User, side: Side, *, now: dt.datetime) -> None:
    """After the visit, and once more after three days."""
    activity = need.activity
    if activity is None:
        return
    again = now - activity.ends_at > dt.timedelta(days=3)
    write_and_post(
        "afterwards",
        need,
        person,
        key=f"activity:{activity.pk}:afterwards:{int(again)}:{person.pk}",
        context={
            "activity": activity,
            "is_school": side == Side.SCHOOL,
            "again": again,
            "url": visit_url(activity, person, side, "afterwards"),
        },
    )
