"""Figures as words, also in a language with a decimal comma."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import translation

from ecotone.evaluation.statistics.disclosure.rules import HUB, PUBLIC
from ecotone.evaluation.statistics.values import IndicatorValue, Reason, Source, Unit
from ecotone.evaluation.wording import (
    absent_words,
    bounds_words,
    out_of,
    place_words,
    release_words,
    source_words,
    value_words,
)

REACH = IndicatorValue(
    code="R1",
    unit=Unit.SHARE,
    period="2026/27",
    as_of=dt.date(2026, 11, 22),
    value=0.433,
    numerator=433,
    denominator=1000,
    lower=0.35,
    upper=0.433,
)


def test_share_of_a_thousand_has_a_decimal_in_the_reader_s_language() -> None:
    assert value_words(REACH) == "43.3 %"
    with translation.override("nl"):
        assert value_words(REACH).startswith("43,3")


def test_hidden_figure_has_words_and_no_number() -> None:
    hidden = REACH.withheld(Reason.COMPLEMENT)
    assert (value_words(hidden), out_of(hidden), bounds_words(hidden)) == ("", "", "")
    assert absent_words(hidden) == "Not shown: too few people"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (None, "No data"),
        (Reason.SMALL_DENOMINATOR, "No percentage: fewer than 20"),
        (Reason.GROUP, "Not shown: too few people"),
    ],
)
def test_absence_has_its_reason(reason: Reason | None, words: str) -> None:
    assert absent_words(replace(REACH, value=None, reason=reason)) == words


def test_bounds_say_what_each_of_them_assumes() -> None:
    assert bounds_words(REACH) == (
        "At least 35.0 % if no pupil was reached at the schools without data;"
        " 43.3 % when these schools are left out."
    )
    assert bounds_words(replace(REACH, lower=0.433)) == ""


def test_source_names_year_and_day() -> None:
    source = Source("DUO", "2025/26", dt.date(2025, 10, 1))
    assert source_words([source]) == "DUO (2025/26, as of Oct. 1, 2025)"


def test_municipality_that_is_not_known_says_so() -> None:
    assert place_words("BE/Geel") == "Geel"
    assert place_words("BE/", with_country=True) == "Municipality not known (BE)"


def test_public_reader_is_told_of_rounding() -> None:
    assert "fewer than 5 people" in release_words(HUB)
    assert "nearest 5" in release_words(PUBLIC)
    assert "nearest" not in release_words(HUB)
