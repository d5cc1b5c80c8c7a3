"""A visit as an iCalendar file (RFC 5545): the UID stays, the SEQUENCE rises at each change."""

import datetime as dt
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from ecotone.activities.enums import ActivityStatus
from ecotone.activities.models import Activity

PRODUCT = "-//Ecotone//Visits//EN"
STATUS_OF = {
    ActivityStatus.DRAFT: "TENTATIVE",
    ActivityStatus.OPEN: "TENTATIVE",
    ActivityStatus.CANCELLED: "CANCELLED",
    ActivityStatus.NOT_HELD: "CANCELLED",
}


def calendar_of(activity: Activity, *, url: str, now: dt.datetime, is_off: bool = False) -> str:
    """The visit as a calendar with one event in the school's time zone. Cancelled, not deleted.

    ``is_off`` cancels it for one person who no longer takes part, while others go on.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method_of(activity, is_off=is_off))
    event = _event(activity, url, now)
    if is_off:
        event["status"] = vText("CANCELLED")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return str(calendar.to_ical().decode("utf-8"))


def method_of(activity: Activity, *, is_off: bool = False) -> str:
    """PUBLISH, or CANCEL once the visit is called off."""
    return "CANCEL" if is_off or activity.status == ActivityStatus.CANCELLED else "PUBLISH"


def _event(activity: Activity, url: str, now: dt.datetime) -> Event:
    zone = ZoneInfo(activity.time_zone)
    event = Event()
    event.add("uid", activity.calendar_uid)
    event.add("sequence", activity.sequence)
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("dtstart", activity.starts_at.astimezone(zone))
    event.add("dtend", activity.ends_at.astimezone(zone))
    event.add("summary", activity.title)
    event.add("status", STATUS_OF.get(ActivityStatus(activity.status), "CONFIRMED"))
    event.add("location", place_of(activity))
    event.add("url", url)
    if activity.arrival:
        event.add("description", activity.arrival)
    host = activity.host
    if host.latitude is not None and host.longitude is not None:
        event.add("geo", (host.latitude, host.longitude))
    return event


def place_of(activity: Activity) -> str:
    """School, room and address in one line, or the link of an online visit."""
    if activity.mode == "ONLINE":
        return activity.meeting_link or "online"
    parts = [activity.host.name, activity.room, activity.host.address]
    return ", ".join(part for part in (*parts, activity.host.municipality_name) if part)
