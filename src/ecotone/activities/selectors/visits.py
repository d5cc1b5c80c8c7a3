"""What the pages of visits show."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.http import Http404

from ecotone.accounts.api import (
    SCHOOL_STAFF,
    Permission,
    User,
    network_ids_where,
    organisation_ids_of,
)
from ecotone.activities.enums import ActivityStatus, Side
from ecotone.activities.links import visit_token
from ecotone.activities.models import Activity, ClassAttendance, Contribution
from ecotone.networks.api import Organisation


@dataclass(frozen=True)
class Sheet:
    """One visit as one side reads it. ``token`` is empty for a reader who is not a side."""

    activity: Activity
    visitors: list[Contribution]
    classes: list[ClassAttendance]
    side: Side | None
    token: str

    @property
    def is_over(self) -> bool:
        return self.activity.status in (ActivityStatus.HELD, ActivityStatus.NOT_HELD)

    @property
    def is_called_off(self) -> bool:
        return self.activity.status == ActivityStatus.CANCELLED

    @property
    def can_change(self) -> bool:
        return bool(self.token) and self.activity.status in (
            ActivityStatus.OPEN,
            ActivityStatus.CONFIRMED,
        )


def sheet_of(activity: Activity, *, side: Side | None, token: str) -> Sheet:
    """The sheet of an activity that was read with ``for_sheet``; asks no further query."""
    return Sheet(
        activity=activity,
        visitors=[row for row in activity.contributions.all() if row.withdrawn_at is None],
        classes=list(activity.attendance.all()),
        side=side,
        token=token,
    )


def get_sheet_for(user: User, public_id: uuid.UUID, *, today: dt.date) -> Sheet:
    """The sheet for the visit's sides, the school's staff and the coordinators; else Http404."""
    activity = Activity.objects.for_sheet().filter(public_id=public_id).first()
    if activity is None:
        raise Http404
    if activity.host_contact_id == user.pk:
        return sheet_of(activity, side=Side.SCHOOL, token=visit_token(activity, user, Side.SCHOOL))
    if any(
        row.person_id == user.pk and not row.withdrawn_at for row in activity.contributions.all()
    ):
        return sheet_of(
            activity, side=Side.VISITOR, token=visit_token(activity, user, Side.VISITOR)
        )
    if activity.host_id in organisation_ids_of(user, SCHOOL_STAFF, today=today):
        return sheet_of(activity, side=None, token="")
    own = network_ids_where(user, Permission.SEE_QUEUE, today=today)
    if activity.networks.filter(pk__in=own).exists():
        return sheet_of(activity, side=None, token="")
    raise Http404


def visitors_of_week(school: Organisation, monday: dt.date, zone: dt.tzinfo) -> list[Activity]:
    """Who enters the building in the week, by day and hour (HT-3)."""
    start = dt.datetime.combine(monday, dt.time(0), tzinfo=zone)
    return list(
        Activity.objects.for_sheet()
        .select_related("host_contact")
        .filter(
            host=school,
            mode__in=["ONSITE", "HYBRID"],
            starts_at__gte=start,
            starts_at__lt=start + dt.timedelta(days=7),
            status__in=[ActivityStatus.OPEN, ActivityStatus.CONFIRMED, ActivityStatus.HELD],
        )
        .order_by("starts_at", "id")
    )
