"""Reach by place and level, as an audience may see it."""

from ecotone.evaluation.statistics.disclosure.rules import HUB, PUBLIC
from ecotone.evaluation.statistics.disclosure.tables import ALL
from ecotone.evaluation.statistics.facts import ReachFacts
from ecotone.evaluation.statistics.network_figures import Choice, reach_figures
from ecotone.evaluation.statistics.reach_table import place_row, reach_table, school_row
from ecotone.evaluation.statistics.values import Reason
from tests.evaluation.statistics.small_world import enrolled, facts, group, school, was_at

LEUVEN, AARSCHOT, DIEST = place_row("Leuven"), place_row("Aarschot"), place_row("Diest")


def three_places(small: int) -> ReachFacts:
    """Leuven 60 of 120 over two schools, Aarschot 21 of 50, Diest ``small`` of 40."""
    return facts(
        school(1, "Leuven"),
        school(2, "Leuven"),
        school(3, "Aarschot"),
        school(4, "Diest"),
        enrolled(1, 80),
        enrolled(2, 40),
        enrolled(3, 50),
        enrolled(4, 40),
        group(11, 1, 38),
        group(21, 2, 22),
        group(31, 3, 21),
        group(41, 4, small),
        was_at(900, 11),
        was_at(901, 21),
        was_at(902, 31),
        was_at(903, 41),
        was_at(904, 41),
    )


def test_places_add_up_to_all() -> None:
    """60 + 21 + 20 = 101 of 210."""
    table = reach_table(three_places(20), HUB, by_school=True)
    counted = [(table.value(row).numerator, table.value(row).denominator) for row in (LEUVEN, ALL)]
    assert counted == [(60, 120), (101, 210)]
    assert table.value(school_row(1)).value == 0.48  # 38 / 80 = 47.5 %


def test_place_with_seven_pupils_reached_is_hidden_in_public_with_one_other() -> None:
    """60 + 21 + 7 = 88: with the total shown, hiding 7 alone would give it away."""
    table = reach_table(three_places(7), PUBLIC, by_school=False)
    assert table.value(DIEST).reason is Reason.FEW
    assert table.value(AARSCHOT).reason is Reason.COMPLEMENT
    assert table.value(AARSCHOT).numerator is None
    assert table.value(LEUVEN).numerator == 60
    assert table.value(ALL).numerator == 90  # 88 to the nearest 5


def test_place_with_seven_pupils_reached_is_shown_inside_the_hub() -> None:
    table = reach_table(three_places(7), HUB, by_school=True)
    assert table.value(DIEST).numerator == 7
    assert table.hidden == {}


def test_school_with_four_pupils_reached_is_hidden_inside_the_hub() -> None:
    """Diest has one school, so its place is hidden too, and with it another place and school."""
    table = reach_table(three_places(4), HUB, by_school=True)
    assert not table.tells_pupils(school_row(4))
    assert not table.tells_pupils(DIEST)
    assert not table.tells_pupils(AARSCHOT)
    assert table.value(ALL).numerator == 85


def test_visits_and_schools_are_counts_of_events_and_always_shown() -> None:
    table = reach_table(three_places(4), PUBLIC, by_school=False)
    assert (table.visits_held(DIEST), table.visits_held()) == (2, 5)
    assert (table.schools_served(DIEST), table.schools_served()) == (1, 4)


def test_all_pupils_of_a_small_school_is_not_told() -> None:
    """15 of 15: nobody is few, but the figure would say of every pupil that they were there."""
    of = facts(school(1), enrolled(1, 15), group(11, 1, 15), was_at(900, 11))
    assert reach_table(of, HUB, by_school=True).value().reason is Reason.GROUP


def test_visit_to_two_schools_of_a_place_counts_once() -> None:
    of = facts(
        school(1), school(2), group(11, 1, 20), group(21, 2, 20), was_at(900, 11), was_at(900, 21)
    )
    assert reach_table(of, HUB, by_school=True).visits_held(LEUVEN) == 1


def test_contacts_and_dose_are_withheld_where_reach_is() -> None:
    of = three_places(7)
    table = reach_table(of, PUBLIC, by_school=False)
    hidden = reach_figures(of, table, Choice(place="Diest"))
    assert (hidden.contacts.value, hidden.dose.mean.value) == (None, None)
    shown = reach_figures(of, table, Choice())
    assert shown.contacts.value == 95  # 38 + 22 + 21 + 7 + 7 = 95
    assert shown.dose.mean.value == 1.1  # 95 / 88 = 1.08


def test_contacts_are_withheld_when_they_would_tell_of_a_few_pupils_without_enrolment() -> None:
    """School 9 has no enrolment and a class of 4: contacts minus pupils reached would be 4."""
    of = facts(
        school(1), enrolled(1, 80), group(11, 1, 38), was_at(900, 11),
        school(9), group(91, 9, 4), was_at(901, 91),
    )  # fmt: skip
    figures = reach_figures(of, reach_table(of, HUB, by_school=True), Choice())
    assert figures.contacts.reason is Reason.COMPLEMENT
    assert figures.pupils_without_enrolment


def test_level_is_a_column_of_the_same_table() -> None:
    of = facts(
        school(1, "Leuven", "1", "2"),
        enrolled(1, 100, "", "1"),
        enrolled(1, 50, "", "2"),
        group(11, 1, 20, "5", "1"),
        group(12, 1, 25, "8", "2"),
        was_at(900, 12),
    )
    figures = reach_figures(of, reach_table(of, HUB, by_school=True), Choice(level="2"))
    assert (figures.reach.numerator, figures.reach.denominator) == (25, 50)
    assert figures.contacts.value == 25


def test_few_schools_with_data_call_for_a_warning() -> None:
    """1 of 2 schools has data: 50 % is under 60 %."""
    of = facts(school(1), enrolled(1, 80), group(11, 1, 38), school(2))
    assert reach_figures(of, reach_table(of, HUB, by_school=True), Choice()).too_few_schools
    alone = facts(school(1), enrolled(1, 80), group(11, 1, 38))
    assert not reach_figures(
        alone, reach_table(alone, HUB, by_school=True), Choice()
    ).too_few_schools
