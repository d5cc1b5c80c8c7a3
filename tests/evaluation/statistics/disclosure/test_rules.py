"""What a single figure becomes before an audience sees it."""

import datetime as dt
from dataclasses import replace

import pytest

from ecotone.evaluation.statistics.disclosure.rules import (
    HUB,
    OWN_SCHOOL,
    PUBLIC,
    Release,
    released_count,
    released_middle,
    released_people,
    released_share,
    share_decimals,
)
from ecotone.evaluation.statistics.values import IndicatorValue, Reason, Unit


def figure(part: int, whole: int) -> IndicatorValue:
    quotient = part / whole if whole else None
    return IndicatorValue(
        code="G1",
        unit=Unit.SHARE,
        period="2026/27",
        as_of=dt.date(2026, 11, 22),
        value=quotient,
        numerator=part,
        denominator=whole,
        lower=quotient,
        upper=quotient,
    )


@pytest.mark.parametrize(
    ("release", "people", "hidden"),
    [
        (PUBLIC, 0, False),
        (PUBLIC, 1, True),
        (PUBLIC, 9, True),
        (PUBLIC, 10, False),
        (HUB, 4, True),
        (HUB, 5, False),
        (OWN_SCHOOL, 1, False),
    ],
)
def test_fewer_than_k_people_are_few(release: Release, people: int, hidden: bool) -> None:
    assert release.is_few(people) is hidden


@pytest.mark.parametrize(
    ("people", "shown"), [(0, 0), (12, 10), (12.5, 15), (13, 15), (17, 15), (18, 20)]
)
def test_public_counts_are_rounded_to_five(people: float, shown: int) -> None:
    assert PUBLIC.rounded(people) == shown


def test_hub_counts_are_not_rounded() -> None:
    assert HUB.rounded(13) == 13


@pytest.mark.parametrize(
    ("part", "whole", "hidden"),
    [
        (0, 19, True),
        (19, 19, True),
        (10, 19, False),
        (0, 20, False),
        (20, 20, False),
        (0, 0, False),
    ],
)
def test_all_or_none_of_a_group_under_twenty_is_told_of_a_group(
    part: int, whole: int, hidden: bool
) -> None:
    assert PUBLIC.tells_of_a_group(part, whole) is hidden


def test_percentage_on_fewer_than_twenty_is_not_shown_but_its_counts_are() -> None:
    shown = released_share(figure(7, 19), HUB)
    assert (shown.value, shown.lower, shown.upper) == (None, None, None)
    assert (shown.numerator, shown.denominator) == (7, 19)
    assert shown.reason is Reason.SMALL_DENOMINATOR


def test_percentage_comes_from_the_counts_before_rounding() -> None:
    """43 / 98 = 43.9 % shows as 44 %; the rounded counts 45 / 100 would have given 45 %."""
    shown = released_share(figure(43, 98), PUBLIC)
    assert (shown.value, shown.numerator, shown.denominator) == (0.44, 45, 100)


def test_percentage_has_a_decimal_from_a_thousand_people() -> None:
    assert (share_decimals(999), share_decimals(1000)) == (0, 1)
    assert released_share(figure(433, 1000), HUB).value == 0.433
    assert released_share(figure(433, 999), HUB).value == 0.43


def test_share_of_nobody_stays_without_value_and_without_reason() -> None:
    assert released_share(figure(0, 0), PUBLIC).reason is None


@pytest.mark.parametrize(
    ("part", "whole", "reason"),
    [(4, 30, Reason.FEW), (27, 30, Reason.FEW), (3, 3, Reason.FEW), (0, 12, Reason.GROUP)],
)
def test_share_of_adults_is_withheld_when_either_side_is_few(
    part: int, whole: int, reason: Reason
) -> None:
    shown = released_people(figure(part, whole), HUB)
    assert shown == replace(
        figure(part, whole),
        value=None,
        numerator=None,
        denominator=None,
        lower=None,
        upper=None,
        suppressed=True,
        reason=reason,
    )


def test_share_of_adults_with_enough_on_both_sides_is_shown() -> None:
    assert released_people(figure(11, 24), HUB).value == 0.46


def test_median_over_seven_people_is_not_shown() -> None:
    assert released_middle(figure(14, 7)).suppressed
    assert not released_middle(figure(16, 8)).suppressed


def test_count_of_few_contacts_is_not_shown_and_others_are_rounded() -> None:
    nine = replace(figure(9, 0), unit=Unit.CONTACTS, value=9)
    assert released_count(nine, PUBLIC).reason is Reason.FEW
    assert released_count(replace(nine, value=58, numerator=58), PUBLIC).value == 60
