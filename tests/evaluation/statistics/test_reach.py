"""R1 to R4 on cases small enough to work out by hand."""

import datetime as dt
import random

from hypothesis import given
from hypothesis import strategies as st

from ecotone.evaluation.statistics.facts import (
    Attendance,
    ClassGroup,
    Enrolment,
    ReachFacts,
    Reporting,
    School,
)
from ecotone.evaluation.statistics.reach import DoseBand, contacts, dose, reach, schools_reached
from ecotone.evaluation.statistics.standing import standings
from ecotone.evaluation.statistics.values import IndicatorValue, Source
from tests.evaluation.statistics.small_world import (
    OCTOBER,
    TODAY,
    YEAR,
    enrolled,
    facts,
    group,
    hosted,
    school,
    was_at,
)


def r1(of: ReachFacts) -> IndicatorValue:
    return reach(standings(of), period=of.period, as_of=of.as_of)


TWO_SCHOOLS = (
    school(1),
    school(2),
    enrolled(1, 100),
    enrolled(2, 60),
    group(11, 1, 20),
    group(12, 1, 25),
    group(21, 2, 18),
    was_at(900, 11),
    was_at(901, 11),
    was_at(902, 21),
)


def test_reach_counts_a_class_group_once_however_often_it_was_visited() -> None:
    """(20 + 18) / (100 + 60) = 38 / 160 = 0.2375: class 11 had two visits and counts once."""
    value = r1(facts(*TWO_SCHOOLS))
    assert value == IndicatorValue(
        code="R1",
        unit=value.unit,
        period=YEAR,
        as_of=TODAY,
        value=0.2375,
        numerator=38,
        denominator=160,
        n_schools_with_data=2,
        n_schools=2,
        lower=0.2375,
        upper=0.2375,
        sources=(Source("register", YEAR, OCTOBER),),
    )


def test_reach_takes_no_class_group_twice_when_two_networks_bring_it() -> None:
    assert r1(facts(*TWO_SCHOOLS, *TWO_SCHOOLS)) == r1(facts(*TWO_SCHOOLS))


def test_school_without_class_groups_is_missing_and_not_zero() -> None:
    """Value and upper 38 / 160; lower 38 / (160 + 40) = 0.19, with school 3 taken as zero."""
    value = r1(facts(*TWO_SCHOOLS, school(3), enrolled(3, 40)))
    assert (value.value, value.lower, value.upper) == (0.2375, 0.19, 0.2375)
    assert (value.n_schools_with_data, value.n_schools) == (2, 3)


def test_school_without_enrolment_is_in_no_share() -> None:
    """School 3 has 30 pupils reached, but nobody knows out of how many: still 38 / 160."""
    value = r1(facts(*TWO_SCHOOLS, school(3), group(31, 3, 30), was_at(903, 31)))
    assert (value.numerator, value.denominator) == (38, 160)
    assert (value.n_schools_with_data, value.n_schools) == (2, 3)


def test_school_that_reported_none_of_its_past_visits_is_missing() -> None:
    """School 3 (50 pupils) has one visit behind it and said nothing: lower 38 / 210."""
    value = r1(
        facts(
            *TWO_SCHOOLS,
            school(3),
            enrolled(3, 50),
            group(31, 3, 20),
            reporting={3: Reporting(unreported=1)},
        )
    )
    assert (value.value, value.lower) == (0.2375, 38 / 210)
    assert value.n_schools_with_data == 2


def test_school_that_reported_one_visit_has_data_though_another_waits() -> None:
    """38 / (160 + 50): school 3 said of one visit that it was not held, so its zero is known."""
    value = r1(
        facts(
            *TWO_SCHOOLS,
            school(3),
            enrolled(3, 50),
            group(31, 3, 20),
            reporting={3: Reporting(not_held=1, unreported=1)},
        )
    )
    assert (value.numerator, value.denominator, value.n_schools_with_data) == (38, 210, 3)


def test_class_with_no_pupil_present_was_not_reached() -> None:
    rows = (school(1), enrolled(1, 50), group(11, 1, 20), was_at(900, 11, present=0))
    assert r1(facts(*rows)).numerator == 0


def test_reach_counts_only_grades_with_enrolment() -> None:
    """Enrolment is known for grade 5 alone: 20 / 40, with grade 6's 22 pupils in neither part."""
    value = r1(
        facts(
            school(1),
            enrolled(1, 40, "5", "1"),
            group(11, 1, 20, "5"),
            group(12, 1, 22, "6"),
            was_at(900, 11),
            was_at(901, 12),
        )
    )
    assert (value.numerator, value.denominator, value.value) == (20, 40, 0.5)


def test_reach_of_nothing_has_no_value() -> None:
    assert r1(facts()).value is None


def test_contacts_count_a_class_group_at_each_visit() -> None:
    """Class 11 twice 20, class 21 once 18: 58. Not called pupils reached."""
    assert contacts(facts(*TWO_SCHOOLS)).value == 58


def test_schools_reached_among_all_schools_of_the_area() -> None:
    """2 of 4; school 4 has an unreported visit, so at most 2 of the 3 that are known."""
    value = schools_reached(
        facts(*TWO_SCHOOLS, school(3), school(4), reporting={4: Reporting(unreported=1)})
    )
    assert (value.numerator, value.denominator) == (2, 4)
    assert (value.value, value.lower, value.upper) == (0.5, 0.5, 2 / 3)


def test_school_that_hosted_a_held_visit_without_a_class_list_is_reached() -> None:
    value = schools_reached(facts(school(1), school(2), hosted(900, 1)))
    assert (value.numerator, value.denominator) == (1, 2)


def test_schools_reached_at_a_level_counts_only_schools_that_teach_it() -> None:
    """Level 2 is taught at schools 2 and 3; only school 3's class of level 2 was visited."""
    value = schools_reached(
        facts(
            school(1, "Leuven", "1"),
            school(2, "Leuven", "1", "2"),
            school(3, "Leuven", "2"),
            group(31, 3, 20, "8", "2"),
            group(21, 2, 20, "5", "1"),
            was_at(900, 31),
            was_at(901, 21),
        ),
        level="2",
    )
    assert (value.numerator, value.denominator) == (1, 2)


def test_dose_is_visits_per_pupil_reached_with_its_distribution() -> None:
    """(20 x 2 + 18 x 1) / (20 + 18) = 58 / 38; class 12 had none."""
    found = dose(facts(*TWO_SCHOOLS))
    assert found.mean.value == 58 / 38
    assert found.bands == (
        DoseBand(0, 1, 25),
        DoseBand(1, 1, 18),
        DoseBand(2, 1, 20),
        DoseBand(3, 0, 0),
        DoseBand(4, 0, 0),
    )


def test_dose_of_four_and_more_is_one_band() -> None:
    visits = [was_at(visit, 11) for visit in range(6)]
    assert dose(facts(school(1), group(11, 1, 20), *visits)).bands[4] == DoseBand(4, 1, 20)


keys = st.integers(1, 6)
worlds = st.builds(
    lambda schools, groups, enrolments, visits, reporting: ReachFacts(
        YEAR, TODAY, tuple(schools), tuple(groups), tuple(enrolments), tuple(visits), (), reporting
    ),
    st.lists(st.sampled_from([school(k, f"Place {k % 2}", "1", "2") for k in range(1, 7)])),
    st.lists(
        st.sampled_from(
            [ClassGroup(k, k % 6 + 1, str(k % 3), str(k % 2 + 1), 5 + k % 23) for k in range(1, 25)]
        )
    ),
    st.lists(
        st.builds(
            Enrolment,
            keys,
            st.sampled_from(["2025/26", YEAR]),
            st.sampled_from(["", "0", "1", "2"]),
            st.sampled_from(["", "1", "2"]),
            st.integers(0, 300),
            st.sampled_from(["register", "school"]),
            st.sampled_from([dt.date(2026, 9, 1), OCTOBER]),
        )
    ),
    st.lists(st.builds(Attendance, keys, st.integers(1, 24), st.just(OCTOBER))),
    st.dictionaries(keys, st.builds(Reporting, st.integers(0, 1), st.integers(0, 1))),
)


@given(worlds)
def test_numerator_never_exceeds_the_sum_of_headcounts(world: ReachFacts) -> None:
    schools = {row.key for row in world.schools}
    everybody = sum(row.headcount for row in set(world.class_groups) if row.school in schools)
    assert 0 <= (r1(world).numerator or 0) <= everybody


@given(worlds)
def test_lower_bound_is_never_above_upper_bound(world: ReachFacts) -> None:
    value = r1(world)
    if value.lower is not None and value.upper is not None:
        assert value.lower <= value.upper


@given(worlds)
def test_every_row_twice_changes_nothing(world: ReachFacts) -> None:
    twice = ReachFacts(
        YEAR,
        TODAY,
        world.schools * 2,
        world.class_groups * 2,
        world.enrolments * 2,
        world.attendances * 2,
        (),
        world.reporting,
    )
    assert standings(twice) == standings(world)
    assert (contacts(twice), dose(twice)) == (contacts(world), dose(world))
    assert schools_reached(twice) == schools_reached(world)


@given(worlds, st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(world: ReachFacts, chance: random.Random) -> None:
    def mixed[T](rows: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(chance.sample(rows, len(rows)))

    other = ReachFacts(
        YEAR,
        TODAY,
        mixed(world.schools),
        mixed(world.class_groups),
        mixed(world.enrolments),
        mixed(world.attendances),
        (),
        world.reporting,
    )
    assert standings(other) == standings(world)
    assert (contacts(other), dose(other)) == (contacts(world), dose(world))


@given(worlds)
def test_every_school_of_the_area_has_a_standing(world: ReachFacts) -> None:
    assert {row.school for row in standings(world)} == {row.key for row in world.schools}


def test_a_school_s_levels_do_not_share_pupils() -> None:
    """Reach over both levels is the sum of the levels: 20 + 30 of 100 + 90."""
    of = facts(
        School(1, "Both", "Leuven", frozenset({"1", "2"})),
        enrolled(1, 100, "", "1"),
        enrolled(1, 90, "", "2"),
        group(11, 1, 20, "5", "1"),
        group(12, 1, 30, "8", "2"),
        was_at(900, 11),
        was_at(901, 12),
    )
    assert [(row.level, row.reached, row.enrolled) for row in standings(of)] == [
        ("1", 20, 100),
        ("2", 30, 90),
    ]
    assert (r1(of).numerator, r1(of).denominator) == (50, 190)
