"""Languages, lists, days and distances as they are written in the reader's language."""

import datetime as dt
from collections.abc import Iterable

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.units import format_unit
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
    """Whole kilometres with the unit; under half a kilometre counts as one."""
    return format_unit(max(int(km + 0.5), 1), "length-kilometer", "short", locale=reader_locale())


def weekday(moment: dt.date) -> str:
    return format_date(moment, "EEEE", locale=reader_locale())


def short_day(moment: dt.date) -> str:
    """Weekday, day and month, short: "Thu 3 Dec"."""
    return format_skeleton("MMMEd", moment, locale=reader_locale())


def full_date(day: dt.date) -> str:
    """Day, month and year: "3 December 2026"."""
    return format_date(day, "long", locale=reader_locale())
