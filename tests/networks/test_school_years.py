import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecotone.networks.countries import country_codes, get_country_pack
from ecotone.networks.school_years import (
    FIRST_YEAR,
    LAST_YEAR,
    NotASchoolYear,
    SchoolYear,
    school_year_on,
    school_years_around,
)

years = st.integers(FIRST_YEAR, LAST_YEAR).map(SchoolYear)
inner_years = st.integers(FIRST_YEAR + 1, LAST_YEAR - 1).map(SchoolYear)
countries = st.sampled_from([*country_codes(), "", "XX"])
days = st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1))


@given(years)
def test_label_reads_back_as_the_same_year(year: SchoolYear) -> None:
    assert SchoolYear.parse(year.label) == year


@given(days, countries)
def test_every_day_lies_in_exactly_one_school_year(day: dt.date, country: str) -> None:
    year = school_year_on(day, country)
    assert year.contains(day, country)
    assert not year.next.contains(day, country)
    assert not year.previous.contains(day, country)


@given(inner_years, countries)
def test_years_follow_each_other_without_a_gap(year: SchoolYear, country: str) -> None:
    assert year.end(country) + dt.timedelta(days=1) == year.next.start(country)
    assert school_year_on(year.start(country), country) == year
    assert school_year_on(year.end(country), country) == year


@given(inner_years)
def test_next_and_previous_undo_each_other(year: SchoolYear) -> None:
    assert year.next.previous == year
    assert year.previous < year < year.next


@given(years, countries)
def test_lessons_end_within_the_year(year: SchoolYear, country: str) -> None:
    assert year.contains(year.lessons_end(country), country)


@pytest.mark.parametrize(
    ("country", "start", "end"),
    [
        ("BE", dt.date(2026, 9, 1), dt.date(2027, 8, 31)),
        ("NL", dt.date(2026, 8, 1), dt.date(2027, 7, 31)),
        ("BG", dt.date(2026, 9, 15), dt.date(2027, 9, 14)),
        ("XX", dt.date(2026, 9, 1), dt.date(2027, 8, 31)),
    ],
)
def test_start_and_end_are_the_country_s(country: str, start: dt.date, end: dt.date) -> None:
    year = SchoolYear(2026)
    assert (year.start(country), year.end(country)) == (start, end)


def test_lessons_end_on_the_day_that_the_country_sets() -> None:
    assert SchoolYear(2026).lessons_end("CZ") == dt.date(2027, 6, 30)
    assert SchoolYear(2026).lessons_end(get_country_pack("DE")) == dt.date(2027, 7, 31)


@pytest.mark.parametrize("text", ["2026/27", "2026-27", "2026/2027", " 2026 – 2027 ", "2026-2027"])
def test_common_spellings_are_understood(text: str) -> None:
    assert SchoolYear.parse(text) == SchoolYear(2026)


def test_label_of_the_turn_of_a_century() -> None:
    assert SchoolYear(1999).label == "1999/00"
    assert SchoolYear.parse("1999/00") == SchoolYear(1999)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026", "'2026' is not a school year; write it as 2026/27."),
        ("", "'' is not a school year; write it as 2026/27."),
        ("next", "'next' is not a school year; write it as 2026/27."),
        (
            "2026/28",
            "'2026/28' is not a school year; the one that starts in 2026 is 2026/27.",
        ),
        (
            "2026/1927",
            "'2026/1927' is not a school year; the one that starts in 2026 is 2026/27.",
        ),
        ("0026/27", "26 does not start a school year; give a year from 1900 to 2098."),
    ],
)
def test_what_is_no_school_year_is_refused_in_words(text: str, message: str) -> None:
    with pytest.raises(NotASchoolYear) as error:
        SchoolYear.parse(text)
    assert str(error.value) == message


@given(st.text(max_size=12))
def test_any_text_is_a_school_year_or_refused(text: str) -> None:
    try:
        year = SchoolYear.parse(text)
    except NotASchoolYear:
        return
    assert SchoolYear.parse(year.label) == year


def test_years_around_a_day_stand_latest_first() -> None:
    labels = [str(year) for year in school_years_around(dt.date(2026, 11, 23), "BE", before=2)]
    assert labels == ["2027/28", "2026/27", "2025/26", "2024/25"]
