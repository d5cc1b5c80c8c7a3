"""Counting hours that people are at work, so that nothing expires over a weekend."""

import datetime as dt
from zoneinfo import ZoneInfo

SATURDAY = 5


def add_working_hours(moment: dt.datetime, hours: int, time_zone: str) -> dt.datetime:
    """The moment that many hours later, not counting Saturdays and Sundays in the time zone.

    Hours are full days of 24, so 48 working hours from Thursday 10:00 end on Monday 10:00. What
    starts at a weekend starts to count on Monday at 9:00.
    """
    zone = ZoneInfo(time_zone)
    current = start = moment.astimezone(zone)
    remaining = dt.timedelta(hours=hours)
    while True:
        if current.weekday() >= SATURDAY:
            current = _monday_morning(current) if current == start else _next_midnight(current)
            continue
        until_midnight = _next_midnight(current) - current
        if remaining <= until_midnight:
            return (current + remaining).astimezone(dt.UTC)
        remaining -= until_midnight
        current += until_midnight


def _next_midnight(moment: dt.datetime) -> dt.datetime:
    return (moment + dt.timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def _monday_morning(moment: dt.datetime) -> dt.datetime:
    monday = moment + dt.timedelta(days=7 - moment.weekday())
    return monday.replace(hour=9, minute=0, second=0, microsecond=0)
