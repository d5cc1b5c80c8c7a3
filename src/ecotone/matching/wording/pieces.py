"""Languages, lists, days and distances as they are written in the reader's language."""

import datetime as dt
from collections.abc import Iterable

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_skeleton
from babel.lists import format_list
from babel.units import format_unit
from django.utils.formats import date_format
from django.utils.translation import get_language

EUROPEAN_ENGLISH = "en_GB"


def reader_locale() -> Locale:
    """The locale of the active language; English is the European kind (day before month)."""
    code = (get_language() or "en").replace("-", "_")
    if code == "en":
        return Locale.parse(EUROPEAN_ENGLISH)
    try:
        return Locale.parse(code)
    except (ValueError, UnknownLocaleError):
        return Locale.parse(EUROPEAN_ENGLISH)


def language_name(code: str) -> str:
    """The language by name, or its code where nobody gave it one."""
    return str(reader_locale().languages.get(code, code))


def listed(words: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c", as the reader's language joins them."""
    return format_list(list(words), locale=reader_locale())


def language_names(codes: Iterable[str]) -> str:
    return listed(language_name(code) for code in codes)


def kilometres(km: float) -> str:
    """Whole kilometres with the unit."""
    return format_unit(int(km + 0.5), "length-kilometer", "short", locale=reader_locale())


def weekday(moment: dt.date) -> str:
    return date_format(moment, "l")


def short_day(moment: dt.date) -> str:
    """Weekday, day and month, short: "Thu 3 Dec"."""
    return format_skeleton("MMMEd", moment, locale=reader_locale())


def full_date(day: dt.date) -> str:
    return date_format(day, "DATE_FORMAT")
