"""Days on which schools teach, near enough for a demo: no weekends, no Christmas, no summer."""

import datetime as dt
from zoneinfo import ZoneInfo

HOURS = ((8, 45), (9, 40), (10, 45), (11, 35), (13, 30), (14, 20))
CHRISTMAS = ((12, 20), (1, 4))
SUMMER = ((7, 1), (8, 31))
AUTUMN = ((11, 1), (11, 8))


def is_school_day(day: dt.date) -> bool:
    """Whether a class could have a visitor on the day."""
    point = (day.month, day.day)
    is_christmas = point >= CHRISTMAS[0] or point <= CHRISTMAS[1]
    is_off = any(first <= point <= last for first, last in (SUMMER, AUTUMN))
    return day.weekday() < 5 and not is_christmas and not is_off


def school_day_from(day: dt.date) -> dt.date:
    """The day itself when there is school, else the next on which there is."""
    while not is_school_day(day):
        day += dt.timedelta(days=1)
    return day


def school_day_until(day: dt.date) -> dt.date:
    """The day itself when there is school, else the last on which there was."""
    while not is_school_day(day):
        day -= dt.timedelta(days=1)
    return day


def weekday_from(day: dt.date, weekday: int) -> dt.date:
    """The first such weekday (Monday is 0) from the day on; in holidays the next school day."""
    return school_day_from(day + dt.timedelta(days=(weekday - day.weekday()) % 7))


def lesson(
    day: dt.date, zone: ZoneInfo, *, period: int = 1, minutes: int = 50
) -> tuple[dt.datetime, dt.datetime]:
    """Start and end of a lesson, in UTC; periods are counted from 0."""
    hour, minute = HOURS[period % len(HOURS)]
    start = dt.datetime.combine(day, dt.time(hour, minute), tzinfo=zone).astimezone(dt.UTC)
    return start, start + dt.timedelta(minutes=minutes)
