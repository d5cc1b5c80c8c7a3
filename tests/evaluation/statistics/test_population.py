"""Which enrolment becomes the denominator."""

import datetime as dt

from ecotone.evaluation.statistics.facts import Enrolment, School
from ecotone.evaluation.statistics.population import UNSPLIT, denominators
from tests.evaluation.statistics.small_world import enrolled, facts, group, school


def chosen(
    *rows: Enrolment, levels: tuple[str, ...] = ("1",)
) -> list[tuple[str, int, frozenset[str] | None]]:
    of = facts(school(1, "Leuven", *levels), *rows)
    return [(row.level, row.pupils, row.grades) for row in denominators(of).get(1, ())]


def test_whole_school_counts_under_its_only_level() -> None:
    assert chosen(enrolled(1, 200)) == [("1", 200, None)]


def test_whole_school_of_two_levels_is_not_split() -> None:
    assert chosen(enrolled(1, 200), levels=("1", "2")) == [(UNSPLIT, 200, None)]


def test_levels_are_used_when_they_cover_the_school() -> None:
    rows = (enrolled(1, 200), enrolled(1, 120, "", "1"), enrolled(1, 80, "", "2"))
    assert chosen(*rows, levels=("1", "2")) == [("1", 120, None), ("2", 80, None)]


def test_one_level_of_two_does_not_stand_for_the_school() -> None:
    rows = (enrolled(1, 200), enrolled(1, 120, "", "1"))
    assert chosen(*rows, levels=("1", "2")) == [(UNSPLIT, 200, None)]


def test_grades_are_summed_and_named_when_nothing_else_is_known() -> None:
    rows = (enrolled(1, 24, "5", "1"), enrolled(1, 22, "6", "1"))
    assert chosen(*rows) == [("1", 46, frozenset({"5", "6"}))]


def test_whole_school_is_preferred_to_some_of_its_grades() -> None:
    assert chosen(enrolled(1, 200), enrolled(1, 24, "5", "1")) == [("1", 200, None)]


def test_newest_observation_of_a_grade_counts_alone() -> None:
    rows = (
        enrolled(1, 24, "5", "1", on=dt.date(2026, 9, 1)),
        enrolled(1, 26, "5", "1", on=dt.date(2026, 10, 1)),
    )
    assert chosen(*rows) == [("1", 26, frozenset({"5"}))]


def test_newest_school_year_counts_alone() -> None:
    rows = (enrolled(1, 300, period="2024/25"), enrolled(1, 200, period="2025/26"))
    assert chosen(*rows) == [("1", 200, None)]


def test_denominator_names_its_sources() -> None:
    of = facts(school(1), enrolled(1, 200, source="DUO", period="2025/26"))
    (row,) = denominators(of)[1]
    assert [(source.name, source.period) for source in row.sources] == [("DUO", "2025/26")]


def test_school_without_enrolment_has_no_denominator() -> None:
    assert denominators(facts(school(1))) == {}


def test_level_of_the_school_is_known_from_its_class_groups_too() -> None:
    of = facts(School(1, "One", "Leuven"), enrolled(1, 90), group(11, 1, 20, "8", "2"))
    assert [row.level for row in denominators(of)[1]] == ["2"]
