"""School years, the period of every figure: "2026/27". Pure; the country packs say when they turn.

Every day lies in exactly one school year of its country: a year runs from the day it starts to the
day before the next one starts, so that what happens in the summer counts somewhere. When lessons
end is a different question (``lessons_end``).
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Self

from ecotone.networks.countries import CountryPack, find_country_pack

FIRST_YEAR, LAST_YEAR = 1900, 2098
# Where no pack says otherwise: the commonest start in Europe.
USUAL_START = (9, 1)

_LABEL = re.compile(r"(\d{4})\s*[/\-–]\s*(\d{2}|\d{4})")


class NotASchoolYear(ValueError):
    """The text or number does not name a school year."""


@dataclass(frozen=True, order=True)
class SchoolYear:
    """The school year that starts in the calendar year ``start_year``."""

    start_year: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.start_year <= LAST_YEAR:
            raise NotASchoolYear(
                f"{self.start_year} does not start a school year; "
                f"give a year from {FIRST_YEAR} to {LAST_YEAR}."
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """From "2026/27"; "2026-2027", "2026-27" and "2026/2027" are understood as well.

        Raises NotASchoolYear.
        """
        found = _LABEL.fullmatch(text.strip())
        if found is None:
            raise NotASchoolYear(f"{text!r} is not a school year; write it as 2026/27.")
        year = cls(int(found[1]))
        if not str(year.start_year + 1).endswith(found[2]):
            raise NotASchoolYear(
                f"{text!r} is not a school year; the one that starts in {found[1]} is {year.label}."
            )
        return year

    @property
    def label(self) -> str:
        return f"{self.start_year}/{(self.start_year + 1) % 100:02}"

    def __str__(self) -> str:
        return self.label

    @property
    def next(self) -> Self:
        return type(self)(self.start_year + 1)

    @property
    def previous(self) -> Self:
        return type(self)(self.start_year - 1)

    def start(self, country: str | CountryPack = "") -> dt.date:
        """Its first day in the country."""
        month, day = _turn(country)
        return dt.date(self.start_year, month, day)

    def end(self, country: str | CountryPack = "") -> dt.date:
        """Its last day in the country, the eve of the next year's first."""
        month, day = _turn(country)
        return dt.date(self.start_year + 1, month, day) - dt.timedelta(days=1)

    def lessons_end(self, country: str | CountryPack = "") -> dt.date:
        """The last possible day of lessons where one day is set for the country, else ``end``."""
        pack = _pack(country)
        if pack is None or pack.lessons_end is None:
            return self.end(country)
        month, day = pack.lessons_end
        starts_same_year = (month, day) >= pack.year_starts
        return dt.date(self.start_year + (0 if starts_same_year else 1), month, day)

    def contains(self, day: dt.date, country: str | CountryPack = "") -> bool:
        """Whether the day lies in it, both ends included."""
        return self.start(country) <= day <= self.end(country)


def school_year_on(day: dt.date, country: str | CountryPack = "") -> SchoolYear:
    """The school year of the day in the country."""
    has_started = (day.month, day.day) >= _turn(country)
    return SchoolYear(day.year if has_started else day.year - 1)


def school_years_around(
    day: dt.date, country: str | CountryPack = "", *, before: int = 1, after: int = 1
) -> list[SchoolYear]:
    """The day's school year with so many before and after it, the latest first: for a choice."""
    now = school_year_on(day, country).start_year
    return [SchoolYear(year) for year in range(now + after, now - before - 1, -1)]


def _turn(country: str | CountryPack) -> tuple[int, int]:
    pack = _pack(country)
    return USUAL_START if pack is None else pack.year_starts


def _pack(country: str | CountryPack) -> CountryPack | None:
    """No country, or one without a pack, turns its years on the usual day."""
    return country if isinstance(country, CountryPack) else find_country_pack(country)
