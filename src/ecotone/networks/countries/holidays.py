"""Public holidays by rules that can be computed surely: fixed dates, Easter, weekdays of a month.

A rule is one of

- ``"12-25"``: that day of the year;
- ``"easter+1"``, ``"easter-2"``: days from Western Easter Sunday;
- ``"orthodox_easter+1"``: days from Orthodox Easter Sunday;
- ``"monday 1 of 05"``, ``"monday -1 of 08"``: the first (last) Monday of the month;
- ``"02-01 if friday else monday 1 of 02"``: the day when it falls so, else by the other rule;
- any of these with ``" or next free weekday"``: moved when it falls on a weekend.

School holidays and moon-based feasts are not computed: they come from the schools' own calendars.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ecotone.networks.countries.packs import CountryPack

_FIXED = re.compile(r"(\d\d)-(\d\d)")
_EASTER = re.compile(r"(orthodox_)?easter([+-]\d{1,2})?")
_WEEKDAY = re.compile(r"([a-z]+day) (-?[1-5]) of (\d\d)")
_CONDITIONAL = re.compile(r"(.+) if ([a-z]+day) else (.+)")
_MOVED = " or next free weekday"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SATURDAY = 5


@dataclass(frozen=True)
class Holiday:
    """A day off in the whole country."""

    on: dt.date
    key: str
    names: Mapping[str, str]

    def name_in(self, language: str) -> str:
        """Its name in the language, else in English, else as the country calls it."""
        names = self.names
        return names.get(language) or names.get("en") or next(iter(names.values()))


def holiday_on(pack: CountryPack, day: dt.date) -> Holiday | None:
    """The public holiday on that day, or None."""
    return next((one for one in public_holidays(pack, day, day) if one.on == day), None)


def public_holidays(pack: CountryPack, first: dt.date, last: dt.date) -> list[Holiday]:
    """The country's public holidays from ``first`` to ``last``, both included, in order."""
    return [
        holiday
        for year in range(first.year, last.year + 1)
        for holiday in _of_year(pack, year)
        if first <= holiday.on <= last
    ]


def _of_year(pack: CountryPack, year: int) -> list[Holiday]:
    taken: dict[dt.date, Holiday] = {}
    moved = [rule for rule in pack.holidays if rule.rule.endswith(_MOVED)]
    for rule in (*(rule for rule in pack.holidays if rule not in moved), *moved):
        day = date_of(rule.rule, year)
        if rule in moved:
            while day.weekday() >= _SATURDAY or day in taken:
                day += dt.timedelta(days=1)
        taken.setdefault(day, Holiday(day, rule.key, rule.names))
    return [taken[day] for day in sorted(taken)]


def is_rule(rule: str) -> bool:
    """Whether the text is a rule that can be computed in every year."""
    try:
        date_of(rule, 2026)
        date_of(rule, 2028)
    except ValueError:
        return False
    return True


def date_of(rule: str, year: int) -> dt.date:
    """The day of the rule in the year, before any move. Raises ValueError."""
    rule = rule.removesuffix(_MOVED)
    if fixed := _FIXED.fullmatch(rule):
        return dt.date(year, int(fixed[1]), int(fixed[2]))
    if easter := _EASTER.fullmatch(rule):
        sunday = orthodox_easter(year) if easter[1] else western_easter(year)
        return sunday + dt.timedelta(days=int(easter[2] or 0))
    if weekday := _WEEKDAY.fullmatch(rule):
        return _nth_weekday(year, int(weekday[3]), _WEEKDAYS.index(weekday[1]), int(weekday[2]))
    if conditional := _CONDITIONAL.fullmatch(rule):
        day = date_of(conditional[1], year)
        falls_so = day.weekday() == _WEEKDAYS.index(conditional[2])
        return day if falls_so else date_of(conditional[3], year)
    raise ValueError(f"{rule!r} is not a rule for a holiday")


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    first = dt.date(year, month, 1)
    days = [
        day
        for day in (first + dt.timedelta(days=n) for n in range(31))
        if day.month == month and day.weekday() == weekday
    ]
    try:
        return days[nth - 1 if nth > 0 else nth]
    except IndexError:
        raise ValueError(f"{year}-{month:02} has no such weekday {nth} times") from None


def western_easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (anonymous Gregorian algorithm, Meeus 1991)."""
    golden, (century, short) = year % 19, divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap, rest = divmod(short, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap - epact - rest) % 7
    shift = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the Julian calendar as a Gregorian date, 1900 to 2099 (Meeus 1991)."""
    moon = (19 * (year % 19) + 15) % 30
    to_sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + to_sunday + 114, 31)
    return dt.date(year, month, day + 1) + dt.timedelta(days=13)
