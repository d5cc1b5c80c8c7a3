"""What a desk is made of, whoever sits at it. Plain rows in words, ready to be shown."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

FAR_AWAY = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Task:
    """Something that waits for me. ``until`` is when it is due, and only orders the list."""

    title: str
    url: str
    why: str = ""
    due: str = ""
    due_kind: str = "neutral"
    action: str = ""
    kind: str = "neutral"
    until: dt.datetime = FAR_AWAY


@dataclass(frozen=True)
class Coming:
    """A visit that comes next; ``when`` is said in the time zone of the school.

    ``language`` is that of the title, which somebody wrote in their own words.
    """

    starts_at: dt.datetime
    when: str
    title: str
    detail: str
    url: str
    language: str
    status: str = ""
    kind: str = "neutral"


@dataclass(frozen=True)
class Deed:
    """Something that I could do, though nothing asks for it."""

    label: str
    url: str
    detail: str = ""
    is_first: bool = False


@dataclass(frozen=True)
class Part:
    """What one of my roles brings to the desk."""

    tasks: list[Task] = field(default_factory=list)
    coming: list[Coming] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)


def in_words(moment: dt.datetime, zone: str) -> str:
    """Day and hour as the school's clock shows them: "Thursday 26 November, 10:45"."""
    local = timezone.localtime(moment, ZoneInfo(zone))
    return date_format(local, "WEEKDAY_TIME")


def day_in_words(day: dt.date) -> str:
    return date_format(day, "WEEKDAY")


def days_left(day: dt.date, *, today: dt.date) -> str:
    """How long until the day, as one says it."""
    days = (day - today).days
    if days < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}


def due_kind(day: dt.date, *, today: dt.date) -> str:
    """How pressing: late or today, within three days, or later."""
    days = (day - today).days
    if days <= 0:
        return "error"
    return "warning" if days <= 3 else "neutral"


def joined(*words: str) -> str:
    """The words that there are, with a middle dot between."""
    return " · ".join(word for word in words if word)


def most_pressing(tasks: Iterable[Task]) -> list[Task]:
    """By when they are due, then by their words, so that the order is always the same."""
    return sorted(tasks, key=lambda task: (task.until, task.title, task.url))


def soonest(coming: Iterable[Coming]) -> list[Coming]:
    """By time; a visit that two of my roles bring stands there once."""
    rows = {(row.starts_at, row.title): row for row in coming}
    return sorted(rows.values(), key=lambda row: (row.starts_at, row.title))
