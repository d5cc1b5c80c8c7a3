"""Q1 to Q4, Q7, Q8 and G1, each worked out in the test."""

import datetime as dt

import pytest

from ecotone.evaluation.statistics.brokerage import (
    Frame,
    acceptance,
    fill_rate,
    no_shows,
    service_fairness,
    time_to_match,
    volunteer_load,
    women_among_role_models,
)
from ecotone.evaluation.statistics.facts import Appointment, Asking, Load, Request, RoleModel
from ecotone.evaluation.statistics.intervals import wilson

FRAME = Frame("2026/27", dt.date(2026, 11, 22), n_schools=5)


def request(
    key: int, school: int, *, filled: bool = False, waits: bool = False, days: float | None = None
) -> Request:
    return Request(key, school, filled, waits, days)


def test_fill_rate_is_fulfilled_among_valid_requests() -> None:
    """2 of 5 fulfilled; with the 2 that wait it could become 4 of 5."""
    value = fill_rate(
        [
            request(1, 1, filled=True),
            request(2, 1, filled=True),
            request(3, 2, waits=True),
            request(4, 2, waits=True),
            request(5, 3),
        ],
        FRAME,
    )
    assert (value.numerator, value.denominator, value.value) == (2, 5, 0.4)
    assert (value.lower, value.upper) == (0.4, 0.8)
    assert value.interval == wilson(2, 5)
    assert (value.n_schools_with_data, value.n_schools) == (3, 5)


def test_time_to_match_is_the_median_of_those_matched() -> None:
    """3, 5 and 20 days: the median is 5; the request still open has no time yet."""
    rows = [request(1, 1, days=3), request(2, 1, days=20), request(3, 2, days=5), request(4, 2)]
    value = time_to_match(rows, FRAME)
    assert (value.value, value.denominator) == (5, 3)


def test_acceptance_comes_as_a_whole_and_wave_by_wave() -> None:
    """Wave 1: 1 of 3, wave 2: 1 of 1; together 2 of 4, at most 3 of 4."""
    rows = [
        Asking(1, 1, said_yes=True, is_open=False),
        Asking(2, 1, said_yes=False, is_open=True),
        Asking(3, 1, said_yes=False, is_open=False),
        Asking(4, 2, said_yes=True, is_open=False),
    ]
    found = acceptance(rows, FRAME)
    assert [(v.part, v.numerator, v.denominator) for v in found] == [
        ("", 2, 4),
        ("1", 1, 3),
        ("2", 1, 1),
    ]
    assert (found[0].lower, found[0].upper) == (0.5, 0.75)


def test_no_shows_keep_the_two_sides_apart() -> None:
    rows = [Appointment(n, visitor_absent=n == 1, class_absent=n in (2, 3)) for n in range(1, 11)]
    visitor, school = no_shows(rows, FRAME)
    assert (visitor.part, visitor.numerator, visitor.denominator) == ("visitor", 1, 10)
    assert (school.part, school.numerator, school.denominator) == ("school", 2, 10)


def test_volunteer_load_has_median_ninth_decile_and_share_over_limit() -> None:
    """1, 1, 2, 3, 6 visits: median 2; 90 % lies 0.6 of the way from 3 to 6, at 4.8; one over 4."""
    rows = [Load(1, 1, 4), Load(2, 1, None), Load(3, 2, 2), Load(4, 3, 4), Load(5, 6, 4)]
    found = volunteer_load([*rows, Load(6, 0, 4)], FRAME)
    assert (found.median.value, found.median.denominator) == (2, 5)
    assert found.ninth_decile == pytest.approx(4.8)
    assert (found.over_limit.numerator, found.over_limit.value) == (1, 0.2)


def test_service_is_unfair_while_one_school_waits_and_another_was_served_twice() -> None:
    rows = [request(1, 1), request(2, 2), request(3, 3)]
    value = service_fairness(rows, {1: 2, 2: 1}, FRAME)
    assert (value.numerator, value.denominator) == (1, 3)


def test_service_is_fair_while_nobody_was_served_twice() -> None:
    rows = [request(1, 1), request(2, 2)]
    assert service_fairness(rows, {1: 1}, FRAME).numerator == 0


def test_school_that_did_not_ask_makes_service_neither_fair_nor_unfair() -> None:
    value = service_fairness([request(1, 1)], {9: 3}, FRAME)
    assert (value.numerator, value.denominator) == (0, 1)


def test_women_are_counted_among_those_who_declared() -> None:
    """3 women of 5 declared; two who did not say are in neither part."""
    people = [RoleModel(n, n <= 3) for n in range(1, 6)] + [RoleModel(6, None), RoleModel(7, None)]
    value = women_among_role_models(people, FRAME)
    assert (value.numerator, value.denominator, value.value) == (3, 5, 0.6)


def test_person_in_two_networks_counts_once() -> None:
    people = [RoleModel(1, True), RoleModel(1, True), RoleModel(2, False)]
    assert women_among_role_models(people, FRAME).denominator == 2


def test_figures_of_nothing_have_no_value() -> None:
    assert fill_rate([], FRAME).value is None
    assert time_to_match([], FRAME).value is None
    assert [v.value for v in acceptance([], FRAME)] == [None]
    assert volunteer_load([], FRAME).median.value is None
    assert service_fairness([], {}, FRAME).value is None
