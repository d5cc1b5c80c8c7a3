"""Figures as words: how a value, its bounds, its source and its absence are written."""

import math
from collections.abc import Iterable

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ecotone.core.api import code_label
from ecotone.evaluation.statistics.disclosure.rules import Release, share_decimals
from ecotone.evaluation.statistics.standing import Missing
from ecotone.evaluation.statistics.values import IndicatorValue, Reason, Source, Unit


def level_words(code: str) -> str:
    """The name of an ISCED level in the reader's language."""
    return code_label("isced_level", code)


def place_words(place: str, *, with_country: bool = False) -> str:
    """A municipality by its key ("BE/Herentals"), with its country where several are in play."""
    country, _slash, name = place.partition("/")
    name = name or _("Municipality not known")
    return f"{name} ({country})" if with_country and country else name


def percent(value: float, denominator: float | None = None) -> str:
    """A share as a percentage, with as many decimals as its denominator bears."""
    number = decimals(value * 100, share_decimals(denominator or 0))
    return _("%(number)s %%") % {"number": number}


def whole(number: float | None) -> str:
    return "" if number is None else decimals(number, 0)


def decimals(number: float, places: int) -> str:
    """The number in the reader's language, halves rounded upwards; Django's own way cuts off."""
    scale = 10**places
    return number_format(math.floor(round(number * scale, 6) + 0.5) / scale, places)


def value_words(value: IndicatorValue) -> str:
    """The value alone; empty when there is none to show."""
    if value.value is None:
        return ""
    if value.unit is Unit.SHARE:
        return percent(value.value, value.denominator)
    if value.unit in (Unit.PUPILS, Unit.CONTACTS, Unit.SCHOOLS):
        return whole(value.value)
    return decimals(value.value, 1)


def unit_words(value: IndicatorValue) -> str:
    """What stands behind a value that is not a share."""
    if value.unit is Unit.DAYS:
        return _("days")
    return ""


def out_of(value: IndicatorValue) -> str:
    """A share's "38 of 160", or nothing where one of the two is unknown or hidden."""
    if value.unit is not Unit.SHARE or value.numerator is None or not value.denominator:
        return ""
    return _("%(part)s of %(whole)s") % {
        "part": whole(value.numerator),
        "whole": whole(value.denominator),
    }


def absent_words(value: IndicatorValue) -> str:
    """Why there is no value: hidden, or nothing to count. Empty when there is one."""
    if value.value is not None:
        return ""
    if value.reason in (Reason.FEW, Reason.COMPLEMENT, Reason.GROUP):
        return _("Not shown: too few people")
    if value.reason is Reason.SMALL_DENOMINATOR:
        return _("No percentage: fewer than 20")
    return pgettext("a figure that is not known", "No data")


def bounds_words(value: IndicatorValue) -> str:
    """What a share could be, when what is not known makes its bounds differ."""
    if value.lower is None or value.upper is None or value.lower == value.upper:
        return ""
    if value.code != "R1":
        return _("At most %(upper)s, because not everything is known yet.") % {
            "upper": percent(value.upper, value.denominator)
        }
    return _(
        "At least %(lower)s if no pupil was reached at the schools without data;"
        " %(upper)s when these schools are left out."
    ) % {
        "lower": percent(value.lower, value.denominator),
        "upper": percent(value.upper, value.denominator),
    }


def interval_words(value: IndicatorValue) -> str:
    """The 95 % interval of a share of few cases."""
    if value.interval is None or value.value is None:
        return ""
    return _("95 %% interval %(low)s to %(high)s") % {
        "low": percent(value.interval.low),
        "high": percent(value.interval.high),
    }


def schools_with_data_words(value: IndicatorValue) -> str:
    """How many schools a share rests on."""
    return ngettext(
        "%(with_data)s of %(count)s school has data",
        "%(with_data)s of %(count)s schools have data",
        value.n_schools,
    ) % {"with_data": whole(value.n_schools_with_data), "count": whole(value.n_schools)}


def source_words(sources: Iterable[Source]) -> str:
    """ "DUO (2025/26, as of 1 October 2025); school (2026/27, ...)"."""
    return "; ".join(
        _("%(source)s (%(year)s, as of %(date)s)")
        % {
            "source": source.name,
            "year": source.period,
            "date": date_format(source.observed_on, "DATE_FORMAT"),
        }
        for source in sources
    )


def missing_words(reason: Missing) -> str:
    """Why a school has no place in a share."""
    if reason is Missing.NO_ENROLMENT:
        return _("Number of pupils not known")
    if reason is Missing.NO_CLASSES:
        return _("Class list not known")
    return _("Visits not yet confirmed")


def release_words(release: Release) -> str:
    """What this audience does not see, and why."""
    words = _(
        "Numbers that stand for fewer than %(k)s people are not shown, nor other numbers from"
        " which they could be worked out. Percentages need at least %(least)s people."
    ) % {"k": release.k, "least": release.min_denominator}
    if release.round_to == 1:
        return words
    rounded = _("Numbers of pupils are rounded to the nearest %(step)s.") % {
        "step": release.round_to
    }
    return f"{words} {rounded}"
