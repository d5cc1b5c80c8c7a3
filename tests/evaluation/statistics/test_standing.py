"""Why a school has no place in a share."""

from ecotone.evaluation.statistics.facts import Reporting
from ecotone.evaluation.statistics.standing import Missing, Standing, standings, under_level
from tests.evaluation.statistics.small_world import enrolled, facts, group, school, was_at


def test_missing_says_why() -> None:
    of = facts(
        school(1),
        school(2),
        enrolled(2, 50),
        school(3),
        enrolled(3, 60),
        group(31, 3, 20),
        reporting={3: Reporting(unreported=2)},
    )
    assert [(row.school, row.enrolled, row.missing) for row in standings(of)] == [
        (1, None, Missing.NO_ENROLMENT),
        (2, 50, Missing.NO_CLASSES),
        (3, 60, Missing.NO_REPORT),
    ]


def test_known_zero_is_not_missing() -> None:
    (row,) = standings(facts(school(1), enrolled(1, 50), group(11, 1, 20)))
    assert (row.reached, row.missing) == (0, None)


def test_school_known_only_as_a_whole_is_missing_in_a_level() -> None:
    of = facts(
        school(1, "Leuven", "1", "2"),
        enrolled(1, 200),
        group(11, 1, 20, "5", "1"),
        was_at(900, 11),
    )
    rows = standings(of)
    assert [(row.level, row.reached, row.missing) for row in rows] == [
        ("", 20, None),
        ("1", 0, Missing.NO_ENROLMENT),
        ("2", 0, Missing.NO_ENROLMENT),
    ]
    assert under_level(rows, "2") == (Standing(1, "2", None, 0, Missing.NO_ENROLMENT),)


def test_visit_of_a_class_group_outside_the_area_counts_nowhere() -> None:
    of = facts(school(1), enrolled(1, 50), group(11, 1, 20), group(99, 9, 30), was_at(900, 99))
    assert [row.reached for row in standings(of)] == [0]
