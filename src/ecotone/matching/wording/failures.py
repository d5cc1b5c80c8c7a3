"""Why somebody cannot be proposed, in words: which hard rule, and by how much."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from ecotone.matching.ranking import Constraint, Failure, RuleCount, VisitMode
from ecotone.matching.wording.labels import format_name, level_name, rule_label
from ecotone.matching.wording.pieces import (
    full_date,
    kilometres,
    language_name,
    language_names,
    listed,
    short_day,
)

type Values = Mapping[str, Any]


def constraint_text(failure: Failure) -> str:
    """One broken rule as a clause without a capital: "speaks French, but not Dutch"."""
    words = WORDS.get(failure.constraint)
    return words(failure.values) if words else rule_label(failure.constraint)


def count_text(count: RuleCount) -> str:
    """How many would fit but for one rule, or break it beside others."""
    if count.only_this:
        text = ngettext(
            "%(count)d offer fits in everything else, but: %(rule)s.",
            "%(count)d offers fit in everything else, but: %(rule)s.",
            count.only_this,
        )
        return text % {"count": count.only_this, "rule": rule_label(count.constraint)}
    text = ngettext(
        "%(count)d offer fails in several things, among them: %(rule)s.",
        "%(count)d offers fail in several things, among them: %(rule)s.",
        count.offers,
    )
    return text % {"count": count.offers, "rule": rule_label(count.constraint)}


def _paused(values: Values) -> str:
    return gettext("pauses until %(date)s") % {"date": _date(values["until"])}


def _format(values: Values) -> str:
    return gettext("does not offer this: %(format)s") % {"format": format_name(values["wanted"])}


def _refused_format(values: Values) -> str:
    return gettext("does not want this: %(format)s") % {"format": format_name(values["wanted"])}


def _language(values: Values) -> str:
    wanted, spoken = language_name(values["wanted"]), values["spoken"]
    if values["wanted"] in spoken:
        return gettext("does not speak %(language)s well enough for a class") % {"language": wanted}
    if not spoken:
        return gettext("does not speak %(language)s") % {"language": wanted}
    return gettext("speaks %(languages)s, but not %(language)s") % {
        "languages": language_names(spoken),
        "language": wanted,
    }


def _level(values: Values) -> str:
    return gettext("does not offer this age group: %(level)s") % {
        "level": level_name(values["wanted"])
    }


def _refused_level(values: Values) -> str:
    return gettext("does not want this age group: %(level)s") % {
        "level": level_name(values["wanted"])
    }


def _group_size(values: Values) -> str:
    text = ngettext(
        "%(pupils)d pupil, but takes groups of %(smallest)d to %(largest)d",
        "%(pupils)d pupils, but takes groups of %(smallest)d to %(largest)d",
        values["pupils"],
    )
    return text % {**values}


def _cap(values: Values) -> str:
    text = ngettext(
        "own limit of %(cap)d visit this year is reached",
        "own limit of %(cap)d visits this year is reached",
        values["cap"],
    ) % {"cap": values["cap"]}
    if not values["open"]:
        return text
    waiting = ngettext(
        "%(open)d invitation is still open", "%(open)d invitations are still open", values["open"]
    ) % {"open": values["open"]}
    return f"{text} ({waiting})"


def _already_asked(values: Values) -> str:
    if values["outcome"] == "declined":
        return gettext("has declined for this class")
    return gettext("was asked for this class already")


def _mode(values: Values) -> str:
    if values["wanted"] == VisitMode.ONLINE:
        return gettext("does not come online")
    return gettext("only online, but the class wants a visit on site")


def _place_unknown(values: Values) -> str:
    if values["of_school"]:
        return gettext("the place of the school is not on the map yet")
    return gettext("where they start from is not known")


def _distance(values: Values) -> str:
    return gettext("too far: %(distance)s, the limit is %(limit)s") % {
        "distance": kilometres(values["km"]),
        "limit": kilometres(values["limit_km"]),
    }


def _access(values: Values) -> str:
    if values["of_school"]:
        return gettext("a pupil needs step-free access, which the place does not have")
    return gettext("needs step-free access, which the room does not have")


def _equipment(values: Values) -> str:
    return gettext("the room lacks: %(items)s") % {"items": listed(values["missing"])}


def _slot_past(values: Values) -> str:
    return gettext("%(day)s has gone by") % {"day": _day(values)}


def _school_closed(values: Values) -> str:
    return gettext("the school is closed on %(day)s") % {"day": _day(values)}


def _class_busy(values: Values) -> str:
    return gettext("the class is busy on %(day)s at %(time)s") % _moment(values)


def _times(values: Values) -> str:
    return gettext("does not offer %(day)s at %(time)s") % _moment(values)


def _busy(values: Values) -> str:
    return gettext("has something else on %(day)s at %(time)s") % _moment(values)


def _too_soon(values: Values) -> str:
    text = ngettext(
        "has a visit on %(date)s, less than %(days)d day away",
        "has a visit on %(date)s, less than %(days)d days away",
        values["days"],
    )
    return text % {"date": _date(values["visit_on"]), "days": values["days"]}


def _clearance(values: Values) -> str:
    until = values["valid_until"]
    if until is None:
        return gettext("no valid clearance was seen for a visit on %(date)s") % {
            "date": _date(values["on"])
        }
    return gettext("clearance ends on %(until)s, before the visit on %(date)s") % {
        "until": _date(until),
        "date": _date(values["on"]),
    }


def _date(stored: str | None) -> str:
    return full_date(dt.date.fromisoformat(stored)) if stored else ""


def _day(values: Values) -> str:
    return short_day(dt.datetime.fromisoformat(values["starts_at"]))


def _moment(values: Values) -> dict[str, str]:
    starts_at = dt.datetime.fromisoformat(values["starts_at"])
    return {"day": short_day(starts_at), "time": f"{starts_at:%H:%M}"}


WORDS: dict[Constraint, Callable[[Values], str]] = {
    Constraint.PAUSED: _paused,
    Constraint.FORMAT: _format,
    Constraint.LANGUAGE: _language,
    Constraint.LEVEL: _level,
    Constraint.GROUP_SIZE: _group_size,
    Constraint.CAP: _cap,
    Constraint.REFUSED_FORMAT: _refused_format,
    Constraint.REFUSED_LEVEL: _refused_level,
    Constraint.ALREADY_ASKED: _already_asked,
    Constraint.MODE: _mode,
    Constraint.PLACE_UNKNOWN: _place_unknown,
    Constraint.DISTANCE: _distance,
    Constraint.ACCESS: _access,
    Constraint.EQUIPMENT: _equipment,
    Constraint.SLOT_PAST: _slot_past,
    Constraint.SCHOOL_CLOSED: _school_closed,
    Constraint.CLASS_BUSY: _class_busy,
    Constraint.TIMES: _times,
    Constraint.BUSY: _busy,
    Constraint.TOO_SOON: _too_soon,
    Constraint.CLEARANCE: _clearance,
}
