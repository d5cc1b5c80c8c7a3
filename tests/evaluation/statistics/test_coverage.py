"""Coverage by grade, the table with which a head sees the empty cell (HT-2)."""

from ecotone.evaluation.statistics.coverage import GradeCoverage, coverage_by_grade
from tests.evaluation.statistics.small_world import enrolled, facts, group, school, was_at


def test_grade_without_a_visit_is_empty() -> None:
    """HT-2: grade 4 has two classes and no visit; grade 5 had one visit for one of its two."""
    of = facts(
        school(1),
        group(41, 1, 20, "4"),
        group(42, 1, 22, "4"),
        group(51, 1, 24, "5"),
        group(52, 1, 25, "5"),
        was_at(900, 51),
        was_at(901, 51),
        school(2),
        group(61, 2, 30, "4"),
        was_at(902, 61),
    )
    fourth, fifth = coverage_by_grade(of, 1)
    assert fourth == GradeCoverage("4", "1", 2, 0, 42, 0, 0)
    assert fifth == GradeCoverage("5", "1", 2, 1, 49, 24, 2)
    assert (fourth.is_empty, fifth.is_empty) == (True, False)


def test_grade_with_enrolment_alone_is_listed_without_classes() -> None:
    of = facts(school(1), enrolled(1, 44, "6", "1"), enrolled(1, 300))
    (sixth,) = coverage_by_grade(of, 1)
    assert (sixth.class_groups, sixth.enrolled, sixth.is_empty) == (0, 44, False)


def test_grades_stand_in_the_order_of_their_numbers() -> None:
    of = facts(school(1), *(group(n, 1, 20, f"L{n}") for n in (10, 2, 1)))
    assert [row.grade for row in coverage_by_grade(of, 1)] == ["L1", "L2", "L10"]


def test_grade_that_is_taught_is_listed_though_nothing_is_known_of_it() -> None:
    of = facts(school(1), group(11, 1, 20, "5"))
    rows = coverage_by_grade(of, 1, taught=[("1", "5"), ("1", "6")])
    assert [(row.grade, row.class_groups) for row in rows] == [("5", 1), ("6", 0)]
