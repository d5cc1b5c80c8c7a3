"""Why a candidate is proposed, in words."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from ecotone.matching.ranking import Candidate, Reason, ReasonCode
from ecotone.matching.wording.labels import format_name
from ecotone.matching.wording.pieces import (
    full_date,
    kilometres,
    language_names,
    listed,
    short_day,
    weekday,
)

type Values = Mapping[str, Any]


def reason_text(reason: Reason) -> str:
    """One reason as a clause without a capital: "speaks Dutch and French"."""
    return WORDS[reason.code](reason.values)


def sentence(said: Candidate | Iterable[Reason]) -> str:
    """All reasons of a candidate as one line of clauses, in the order of the engine."""
    reasons = said.reasons if isinstance(said, Candidate) else said
    return ", ".join(reason_text(reason) for reason in reasons)


def _speaks(values: Values) -> str:
    return gettext("speaks %(languages)s") % {"languages": language_names(values["languages"])}


def _distance(values: Values) -> str:
    return kilometres(values["km"])


def _online(values: Values) -> str:
    return gettext("online")


def _topic_fits(values: Values) -> str:
    if not (values["topic"] and values["theme"]):
        return gettext("the topic fits")
    return gettext("%(topic)s fits ‘%(theme)s’") % {**values}


def _topic_near(values: Values) -> str:
    if not (values["topic"] and values["theme"]):
        return gettext("the topic comes close")
    return gettext("%(topic)s comes close to ‘%(theme)s’") % {**values}


def _topic_far(values: Values) -> str:
    if not (values["topic"] and values["theme"]):
        return gettext("another topic")
    return gettext("another topic than ‘%(theme)s’: %(topic)s") % {**values}


def _free(values: Values) -> str:
    starts_at = dt.datetime.fromisoformat(values["starts_at"])
    if values["weekday_is_enough"]:
        return gettext("free on %(weekday)s") % {"weekday": weekday(starts_at)}
    return gettext("free on %(day)s at %(time)s") % {
        "day": short_day(starts_at),
        "time": f"{starts_at:%H:%M}",
    }


def _asked(values: Values) -> str:
    times = values["times"]
    if times == 0:
        return gettext("not asked yet this year")
    if times == 1:
        return gettext("asked once this year")
    return ngettext("asked %(times)d time this year", "asked %(times)d times this year", times) % {
        "times": times
    }


def _wish_met(values: Values) -> str:
    if values["wish"] == "woman":
        return gettext("a woman as role model, as wished")
    if values["wish"] == "man":
        return gettext("a man as role model, as wished")
    return gettext("as the class wished")


def _first_time(values: Values) -> str:
    return gettext("first visit")


def _long_ago(values: Values) -> str:
    day = full_date(dt.date.fromisoformat(values["last_on"]))
    return gettext("last visit on %(date)s") % {"date": day}


def _was_here(values: Values) -> str:
    return gettext("knows the school")


def _new_face(values: Values) -> str:
    return gettext("new to the school")


def _experienced(values: Values) -> str:
    times = values["times"]
    return ngettext(
        "has done %(times)d visit of this kind (%(format)s)",
        "has done %(times)d visits of this kind (%(format)s)",
        times,
    ) % {"times": times, "format": format_name(values["format"])}


def _last_of_year(values: Values) -> str:
    return gettext("this would be the last one they wish for this year")


def _check_equipment(values: Values) -> str:
    return gettext("ask the school about: %(items)s") % {"items": listed(values["items"])}


WORDS: dict[ReasonCode, Callable[[Values], str]] = {
    ReasonCode.SPEAKS: _speaks,
    ReasonCode.DISTANCE: _distance,
    ReasonCode.ONLINE: _online,
    ReasonCode.TOPIC_FITS: _topic_fits,
    ReasonCode.TOPIC_NEAR: _topic_near,
    ReasonCode.TOPIC_FAR: _topic_far,
    ReasonCode.FREE: _free,
    ReasonCode.ASKED: _asked,
    ReasonCode.WISH_MET: _wish_met,
    ReasonCode.FIRST_TIME: _first_time,
    ReasonCode.LONG_AGO: _long_ago,
    ReasonCode.WAS_HERE: _was_here,
    ReasonCode.NEW_FACE: _new_face,
    ReasonCode.EXPERIENCED: _experienced,
    ReasonCode.LAST_OF_YEAR: _last_of_year,
    ReasonCode.CHECK_EQUIPMENT: _check_equipment,
}
