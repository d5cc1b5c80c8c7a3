"""Which schools a coordinator should call, and of which nothing is known."""

from ecotone.evaluation.statistics.facts import Reporting
from ecotone.evaluation.statistics.lists import schools_not_reached, schools_without_data
from ecotone.evaluation.statistics.standing import Missing, standings
from tests.evaluation.statistics.small_world import enrolled, facts, group, hosted, school, was_at


def test_school_with_classes_and_no_held_visit_is_not_reached() -> None:
    """1 was visited, 2 was not, 3 has no classes, 4 did not report, 5 was host to a visit."""
    of = facts(
        school(1),
        group(11, 1, 20),
        was_at(900, 11),
        school(2),
        group(21, 2, 20),
        school(3),
        school(4),
        group(41, 4, 20),
        school(5),
        group(51, 5, 20),
        hosted(901, 5),
        reporting={4: Reporting(unreported=1)},
    )
    assert schools_not_reached(of) == {2}


def test_school_reached_in_one_level_is_not_reached_in_the_other() -> None:
    of = facts(
        school(1, "Leuven", "1", "2"),
        group(11, 1, 20, "5", "1"),
        group(12, 1, 20, "8", "2"),
        was_at(900, 11),
    )
    assert schools_not_reached(of) == set()
    assert schools_not_reached(of, level="2") == {1}


def test_school_without_data_is_listed_with_its_first_reason() -> None:
    of = facts(
        school(1),
        school(2),
        enrolled(2, 50),
        school(3),
        enrolled(3, 50),
        group(31, 3, 20),
    )
    assert schools_without_data(standings(of)) == {1: Missing.NO_ENROLMENT, 2: Missing.NO_CLASSES}
