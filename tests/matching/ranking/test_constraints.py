"""Each hard rule alone: the pair that fits, spoilt by one fact, breaks this rule and no other."""

import datetime as dt
from typing import Any

import pytest

from ecotone.matching.ranking import Constraint, Interval, PersonFacts, RankingSettings
from ecotone.matching.ranking.results import Value
from tests.matching.ranking.pairs import need, offer, ranked, rules_broken
from tests.matching.ranking.problems import NOW, thursday_slot

DECEMBER_3 = dt.date(2026, 12, 3)
AT_TEN = "2026-12-03T10:00:00+01:00"
LESSON = thursday_slot().time


def test_the_plain_pair_breaks_nothing() -> None:
    assert ranked(need(), offer()).failures(10) == ()


@pytest.mark.parametrize(
    ("rule", "changes", "values"),
    [
        ("NOT_READY", {"is_ready": False}, {}),
        ("PAUSED", {"paused_until": NOW.date()}, {"until": "2026-11-22"}),
        ("INDUCTION", {"is_induction_done": False}, {}),
        (
            "FORMAT",
            {"formats": ("WORKSHOP",)},
            {"wanted": "CAREER_TALK", "offered": ("WORKSHOP",)},
        ),
        (
            "LANGUAGE",
            {"languages": {"nl": "basic", "fr": "good"}},
            {"wanted": "nl", "spoken": ("nl", "fr")},
        ),
        ("LEVEL", {"levels": ("1", "3")}, {"wanted": "2", "offered": ("1", "3")}),
        ("GROUP_SIZE", {"group_max": 23}, {"pupils": 24, "smallest": 1, "largest": 23}),
        ("GROUP_SIZE", {"group_min": 25}, {"pupils": 24, "smallest": 25, "largest": 60}),
        (
            "REFUSED_FORMAT",
            {"refused_formats": ("CAREER_TALK",)},
            {"wanted": "CAREER_TALK", "offered": ("CAREER_TALK",)},
        ),
        ("REFUSED_LEVEL", {"refused_levels": ("24",)}, {"wanted": "2", "offered": ("2",)}),
        ("REFUSED_SCHOOL", {"refused_schools": (7,)}, {}),
        ("OWN_CHILD", {"own_child_schools": (7, 8)}, {}),
        ("MODE", {"mode": "ONLINE"}, {"wanted": "ONSITE"}),
        ("PLACE_UNKNOWN", {"latitude": None, "longitude": None}, {"of_school": False}),
        ("DISTANCE", {"radius_km": 17.2}, {"km": 17.3, "limit_km": 17.2}),
        ("ACCESS", {"needs_step_free": True}, {"of_school": False}),
        ("EQUIPMENT", {"equipment_needed": ("water", "screen")}, {"missing": ("water",)}),
        ("TIMES", {"weekdays": (0, 1, 2)}, {"starts_at": AT_TEN}),
        ("TIMES", {"months": (11,)}, {"starts_at": AT_TEN}),
        ("TIMES", {"from_time": dt.time(10, 15)}, {"starts_at": AT_TEN}),
        ("TIMES", {"until_time": dt.time(10, 45)}, {"starts_at": AT_TEN}),
    ],
)
def test_fact_of_the_offer_breaks_one_rule(
    rule: str, changes: dict[str, Any], values: dict[str, Value]
) -> None:
    ranking = ranked(need(), offer(**changes))
    assert ranking.candidates == ()
    assert rules_broken(ranking) == [rule]
    assert ranking.failures(10)[0].values == values


@pytest.mark.parametrize(
    ("rule", "person", "values"),
    [
        ("SUSPENDED", PersonFacts(is_suspended=True), {}),
        ("CAP", PersonFacts(visits_this_year=4), {"cap": 4, "visits": 4, "open": 0}),
        (
            "CAP",
            PersonFacts(visits_this_year=3, open_invitations=1),
            {"cap": 4, "visits": 3, "open": 1},
        ),
        (
            "BUSY",
            PersonFacts(busy=(Interval(LESSON.starts_at, LESSON.ends_at),)),
            {"starts_at": AT_TEN},
        ),
        (
            "TOO_SOON",
            PersonFacts(visit_dates=(dt.date(2026, 9, 1), dt.date(2026, 12, 23))),
            {"visit_on": "2026-12-23", "days": 21},
        ),
        (
            "TOO_SOON",
            PersonFacts(visit_dates=(dt.date(2026, 11, 13),)),
            {"visit_on": "2026-11-13", "days": 21},
        ),
    ],
)
def test_fact_of_the_person_breaks_one_rule(
    rule: str, person: PersonFacts, values: dict[str, Value]
) -> None:
    ranking = ranked(need(), offer(), person=person)
    assert rules_broken(ranking) == [rule]
    assert ranking.failures(10)[0].values == values


@pytest.mark.parametrize(
    ("rule", "changes", "values"),
    [
        ("EXCLUDED_EMPLOYER", {"excluded_organisations": (50,)}, {}),
        ("EXCLUDED_EMPLOYER", {"excluded_sectors": ("COMPANY",)}, {}),
        ("ALREADY_ASKED", {"asked": {100: "declined"}}, {"outcome": "declined"}),
        ("TWO_ADULTS", {"has_two_adults": False}, {}),
        ("PLACE_UNKNOWN", {"latitude": None, "longitude": None}, {"of_school": True}),
        ("SCHOOL_CLOSED", {"blocked_dates": (DECEMBER_3,)}, {"starts_at": AT_TEN}),
        ("CLASS_BUSY", {"busy": (LESSON,)}, {"starts_at": AT_TEN}),
        (
            "CLEARANCE",
            {"clearance_onsite": "BE/A"},
            {"key": "BE/A", "on": "2026-12-03", "valid_until": None, "online": False},
        ),
    ],
)
def test_fact_of_the_need_breaks_one_rule(
    rule: str, changes: dict[str, Any], values: dict[str, Value]
) -> None:
    ranking = ranked(need(**changes), offer())
    assert rules_broken(ranking) == [rule]
    assert ranking.failures(10)[0].values == values


def test_time_that_has_gone_by_is_never_offered() -> None:
    ranking = ranked(need(slots=(thursday_slot(days=-14),)), offer())
    assert rules_broken(ranking) == ["SLOT_PAST"]


@pytest.mark.parametrize(
    ("until", "broken"),
    [(dt.date(2026, 12, 2), ["CLEARANCE"]), (DECEMBER_3, []), (dt.date.max, [])],
)
def test_clearance_must_hold_on_the_day_of_the_visit(until: dt.date, broken: list[str]) -> None:
    person = PersonFacts(clearances={"BE/A": until, "BE/C": dt.date.max})
    assert rules_broken(ranked(need(clearance_onsite="BE/A"), offer(), person=person)) == broken


def test_clearance_of_another_country_does_not_count() -> None:
    person = PersonFacts(clearances={"NL/A": dt.date.max})
    ranking = ranked(need(clearance_onsite="BE/A"), offer(), person=person)
    assert rules_broken(ranking) == ["CLEARANCE"]


def test_online_visit_needs_only_the_papers_of_online_contact() -> None:
    asked = need(mode="HYBRID", clearance_onsite="BE/A", clearance_online=None)
    candidate = ranked(asked, offer()).candidates[0]
    assert candidate.mode == "ONLINE"


@pytest.mark.parametrize("days", [-21, 21])
def test_visit_exactly_the_least_days_away_is_no_obstacle(days: int) -> None:
    person = PersonFacts(visit_dates=(DECEMBER_3 + dt.timedelta(days=days),))
    assert rules_broken(ranked(need(), offer(), person=person)) == []


def test_own_wish_for_days_between_beats_the_network() -> None:
    person = PersonFacts(visit_dates=(dt.date(2026, 12, 2),))
    assert rules_broken(ranked(need(), offer(min_days_between=0), person=person)) == []
    settings = RankingSettings(min_days_between=0)
    patient = offer(min_days_between=2)
    assert rules_broken(ranked(need(), patient, person=person, settings=settings)) == ["TOO_SOON"]


def test_parent_may_come_when_the_class_asks_for_parents() -> None:
    parent = offer(own_child_schools=(7,))
    assert rules_broken(ranked(need(accepts_own_parents=True), parent)) == []


def test_language_counts_whatever_its_region_and_at_its_best_level() -> None:
    belgian = offer(languages={"nl-BE": "fluent", "nl": "basic"})
    assert rules_broken(ranked(need(language="nl-NL"), belgian)) == []


def test_language_must_be_as_good_as_the_network_asks_for_the_age() -> None:
    settings = RankingSettings(language_minimum="good", language_minimum_young="fluent")
    speaker = offer(languages={"nl": "good"}, levels=("1", "2"))
    assert rules_broken(ranked(need(level="2"), speaker, settings=settings)) == []
    assert rules_broken(ranked(need(level="1"), speaker, settings=settings)) == ["LANGUAGE"]


@pytest.mark.parametrize(
    ("offered", "wanted", "broken"),
    [("3", "34", []), ("34", "3", []), ("34", "35", ["LEVEL"]), ("0", "02", []), ("2", "24", [])],
)
def test_level_contains_its_finer_levels(offered: str, wanted: str, broken: list[str]) -> None:
    assert rules_broken(ranked(need(level=wanted), offer(levels=(offered,)))) == broken


def test_room_that_nobody_described_is_no_obstacle() -> None:
    assert rules_broken(ranked(need(equipment=None), offer(equipment_needed=("water",)))) == []


def test_at_the_host_the_class_travels_and_the_place_must_be_step_free() -> None:
    host = offer(radius_km=1.0, needs_step_free=True, equipment_needed=("oven",))
    assert rules_broken(ranked(need(is_at_host=True), host)) == []
    near_only = need(is_at_host=True, travel_limit_km=10.0, needs_step_free=True)
    ranking = ranked(near_only, host)
    assert rules_broken(ranking) == ["DISTANCE", "ACCESS"]
    assert ranking.failures(10)[0].values == {"km": 17.3, "limit_km": 10.0}
    assert ranking.failures(10)[1].values == {"of_school": True}


def test_host_without_a_place_on_the_map_may_be_visited_when_any_distance_will_do() -> None:
    nowhere = offer(latitude=None, longitude=None)
    assert rules_broken(ranked(need(is_at_host=True), nowhere)) == []
    near_only = need(is_at_host=True, travel_limit_km=10.0)
    assert rules_broken(ranked(near_only, nowhere)) == ["PLACE_UNKNOWN"]


def test_too_far_on_site_becomes_online_when_both_allow() -> None:
    candidate = ranked(need(mode="HYBRID"), offer(radius_km=5.0)).candidates[0]
    assert (candidate.mode, candidate.distance_km) == ("ONLINE", 17.3)


def test_rules_of_the_time_are_told_for_the_time_that_comes_closest() -> None:
    """On the first day two rules are broken, on the second one: the second is told."""
    asked = need(slots=(thursday_slot(1), thursday_slot(2, days=1)), blocked_dates=(DECEMBER_3,))
    person = PersonFacts(busy=(LESSON,))
    ranking = ranked(asked, offer(), person=person)
    assert rules_broken(ranking) == ["TIMES"]
    assert ranking.failures(10)[0].values == {"starts_at": "2026-12-04T10:00:00+01:00"}


def test_every_rule_has_its_own_bit() -> None:
    assert len({constraint.value for constraint in Constraint}) == len(list(Constraint)) == 29
    assert max(Constraint).value < 1 << 32
