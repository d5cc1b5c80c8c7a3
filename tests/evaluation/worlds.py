"""Networks with visits that were held, for the tests of the figures."""

import datetime as dt
from typing import Any

from ecotone.accounts.models import User
from ecotone.activities.enums import ActivityStatus
from ecotone.activities.models import Activity, ActivityNetwork, ClassAttendance
from ecotone.networks.models import ClassGroup, Enrolment, Network, Organisation
from tests.factories import make_class, make_school

YEAR = "2026/27"
SEEN_ON = dt.date(2026, 10, 1)


def enrol(school: Organisation, pupils: int, **fields: Any) -> Enrolment:
    values: dict[str, Any] = {
        "school_year": YEAR,
        "source": "Register of the ministry",
        "observed_on": SEEN_ON,
        **fields,
    }
    return Enrolment.objects.create(school=school, pupils=pupils, **values)


def visit(
    network: Network,
    *groups: ClassGroup,
    on: dt.date,
    status: ActivityStatus = ActivityStatus.HELD,
    by: User | None = None,
    present: int | None = None,
    **fields: Any,
) -> Activity:
    """A visit of an hour at the first class's school, on the morning of the day."""
    start = dt.datetime.combine(on, dt.time(9), tzinfo=dt.UTC)
    held = status == ActivityStatus.HELD
    values: dict[str, Any] = {
        "format": "CAREER_TALK",
        "title": "The brook behind our school",
        "school_year": YEAR,
        "starts_at": start,
        "ends_at": start + dt.timedelta(hours=1),
        "time_zone": "Europe/Brussels",
        "host": groups[0].school,
        "language": "en",
        "confirmed_held_at": start + dt.timedelta(hours=3) if held else None,
        "confirmed_held_by": by if held else None,
        "not_held_reason": "OTHER" if status == ActivityStatus.NOT_HELD else "",
        **fields,
    }
    activity = Activity.objects.create(status=status, **values)
    ActivityNetwork.objects.create(activity=activity, network=network)
    for group in groups:
        ClassAttendance.objects.create(
            activity=activity, class_group=group, expected=group.headcount, present=present
        )
    return activity


def school_with_class(
    network: Network, name: str, place: str, headcount: int, pupils: int, **fields: Any
) -> ClassGroup:
    """A school of one class and its enrolment."""
    school = make_school(name, network, municipality_name=place, **fields)
    enrol(school, pupils)
    return make_class(school, "2A", headcount=headcount)
