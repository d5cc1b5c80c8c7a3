"""The list a coordinator sees (HC-1): order, ties, reasons, and who nearly fits."""

import datetime as dt

import numpy as np
import pytest

from ecotone.matching.ranking import (
    Constraint,
    Continuity,
    OfferTable,
    PersonFacts,
    RankingSettings,
    Reason,
    ReasonCode,
    RuleCount,
    UnequalVectors,
    UnknownOffer,
    VisitMode,
    Weights,
    rank,
)
from tests.matching.ranking.pairs import ASKED_ONCE, need, offer, ranked, rules_broken
from tests.matching.ranking.problems import NOW, thursday_slot


def test_hc_1_shortlist_says_why() -> None:
    """The reason of the issue: languages, distance, topic, time and load, each with its values."""
    candidate = ranked(need(school_priority=0.6), offer(), person=ASKED_ONCE).candidates[0]
    assert candidate.reasons == (
        Reason(ReasonCode.SPEAKS, {"languages": ("nl", "fr")}),
        Reason(ReasonCode.DISTANCE, {"km": 17.3}),
        Reason(
            ReasonCode.TOPIC_FITS,
            {"topic": "water chemistry", "theme": "the brook", "percent": 100},
        ),
        Reason(
            ReasonCode.FREE,
            {"starts_at": "2026-12-03T10:00:00+01:00", "wish": 1, "weekday_is_enough": True},
        ),
        Reason(ReasonCode.ASKED, {"times": 1}),
    )
    assert [(part.preference.value, part.points, part.possible) for part in candidate.parts] == [
        ("topic", 30.0, 30.0),
        ("priority", 15.0, 25.0),
        ("slot", 10.0, 10.0),
        ("travel", 7.12, 10.0),
        ("wish", 0.0, 10.0),
        ("fresh", 2.73, 5.0),
        ("continuity", 0.0, 5.0),
        ("experience", 0.0, 5.0),
    ]
    assert (candidate.points, candidate.mode) == (64.85, VisitMode.ONSITE)
    assert (candidate.rank, candidate.slot_index, candidate.slot_id) == (1, 0, 1)


def test_ties_go_to_fewer_asks_then_to_the_older_offer() -> None:
    people = {
        "person:110": PersonFacts(asked_this_year=2),
        "person:120": PersonFacts(asked_this_year=0),
        "person:130": PersonFacts(asked_this_year=0),
    }
    ranking = ranked(
        need(), offer(offer_id=13), offer(offer_id=12), offer(offer_id=11), people=people
    )
    assert len({candidate.points for candidate in ranking.candidates}) == 1
    assert [candidate.offer_id for candidate in ranking.candidates] == [12, 13, 11]


def test_person_with_two_offers_is_proposed_once_with_the_better() -> None:
    better = offer(offer_id=12, person_id=100, subject="person:100")
    worse = offer(fields=("06",))
    ranking = ranked(need(), worse, better)
    assert [candidate.offer_id for candidate in ranking.candidates] == [12]
    assert ranking.eligible == 1
    assert rules_broken(ranking, 10) == ["SAME_PERSON"]
    assert ranking.near_misses(5) == ()


def test_limit_cuts_what_is_described_not_what_is_counted() -> None:
    table = OfferTable.from_rows([offer(offer_id=number) for number in range(1, 5)])
    ranking = rank(need(), table, RankingSettings(), now=NOW, limit=2)
    assert [candidate.rank for candidate in ranking.candidates] == [1, 2]
    assert ranking.eligible == 4


def test_no_offers_give_no_candidates() -> None:
    ranking = ranked(need(vector=np.array([1, 0], dtype=np.float32)))
    assert (ranking.candidates, ranking.eligible, ranking.rule_counts()) == ((), 0, ())
    assert ranking.near_misses(3) == ()


def test_best_slot_is_the_first_wish_that_can_be_had() -> None:
    slots = (thursday_slot(31), thursday_slot(32, days=4), thursday_slot(33, days=5))
    candidate = ranked(need(slots=slots), offer(weekdays=(0, 1))).candidates[0]
    assert (candidate.slot_index, candidate.slot_id) == (1, 32)
    assert {part.preference.value: part.points for part in candidate.parts}["slot"] == 6.67


def test_on_site_comes_before_an_earlier_wish_online() -> None:
    """The first wish could be had online only, the second on site: on site is proposed."""
    asked = need(
        mode="HYBRID",
        slots=(thursday_slot(1), thursday_slot(2, days=4)),
        clearance_onsite="BE/A",
    )
    late = PersonFacts(clearances={"BE/A": dt.date.max})
    candidate = ranked(asked, offer(weekdays=(0, 3)), person=late).candidates[0]
    assert (candidate.mode, candidate.slot_index) == (VisitMode.ONSITE, 0)
    monday_only = offer(weekdays=(0,))
    candidate = ranked(asked, monday_only, person=late).candidates[0]
    assert (candidate.mode, candidate.slot_index) == (VisitMode.ONSITE, 1)


def test_weekday_alone_is_not_enough_when_two_slots_share_it() -> None:
    asked = need(slots=(thursday_slot(1), thursday_slot(2, days=7)))
    free = ranked(asked, offer()).candidates[0].reasons[3]
    assert free == Reason(
        ReasonCode.FREE,
        {"starts_at": "2026-12-03T10:00:00+01:00", "wish": 1, "weekday_is_enough": False},
    )


def test_wish_counts_only_for_who_offered_it() -> None:
    asked = need(wish="woman")
    ranking = ranked(
        asked, offer(offer_id=1, offered_wish="woman"), offer(offer_id=2, offered_wish="")
    )
    first, second = ranking.candidates
    assert (first.offer_id, round(first.points - second.points, 2)) == (1, 10.0)
    assert Reason(ReasonCode.WISH_MET, {"wish": "woman"}) in first.reasons
    assert [reason.code for reason in second.reasons if reason.code == "wish_met"] == []


def test_first_visit_and_long_rest_are_told() -> None:
    rested = PersonFacts(last_visit_on=dt.date(2025, 11, 22))
    codes = [reason.code for reason in ranked(need(), offer()).candidates[0].reasons]
    assert codes[-1] == ReasonCode.FIRST_TIME
    last = ranked(need(), offer(), person=rested).candidates[0].reasons[-1]
    assert last == Reason(ReasonCode.LONG_AGO, {"last_on": "2025-11-22"})


@pytest.mark.parametrize(
    ("choice", "visited", "earned", "code"),
    [
        (Continuity.SAME, (7,), 5.0, ReasonCode.WAS_HERE),
        (Continuity.SAME, (8,), 0.0, None),
        (Continuity.NEW, (8,), 5.0, ReasonCode.NEW_FACE),
        (Continuity.NEW, (7,), 0.0, None),
        (Continuity.ANY, (7,), 0.0, None),
    ],
)
def test_known_or_new_face_is_the_schools_choice(
    choice: Continuity, visited: tuple[int, ...], earned: float, code: ReasonCode | None
) -> None:
    person = PersonFacts(schools_visited=visited, last_visit_on=dt.date(2026, 9, 1))
    candidate = ranked(need(continuity=choice), offer(), person=person).candidates[0]
    assert {part.preference.value: part.points for part in candidate.parts}["continuity"] == earned
    told = {reason.code for reason in candidate.reasons}
    assert told & {ReasonCode.WAS_HERE, ReasonCode.NEW_FACE} == ({code} if code else set())


def test_experience_with_the_format_counts_up_to_three_visits() -> None:
    person = PersonFacts(visits_by_format={"CAREER_TALK": 2, "WORKSHOP": 9})
    candidate = ranked(need(), offer(), person=person).candidates[0]
    assert {part.preference.value: part.points for part in candidate.parts}["experience"] == 3.33
    assert Reason(ReasonCode.EXPERIENCED, {"format": "CAREER_TALK", "times": 2}) in (
        candidate.reasons
    )


def test_last_visit_of_the_year_and_undescribed_room_are_told() -> None:
    person = PersonFacts(visits_this_year=3, last_visit_on=dt.date(2026, 9, 1))
    asked, given = need(equipment=None), offer(equipment_needed=("water", "screen"))
    assert ranked(asked, given, person=person).candidates[0].reasons[-2:] == (
        Reason(ReasonCode.LAST_OF_YEAR, {"cap": 4}),
        Reason(ReasonCode.CHECK_EQUIPMENT, {"items": ("screen", "water")}),
    )


def test_online_visit_tells_no_distance() -> None:
    reasons = ranked(need(mode="ONLINE"), offer()).candidates[0].reasons
    assert reasons[1] == Reason(ReasonCode.ONLINE, {})


def test_near_misses_come_by_rules_broken_then_points() -> None:
    ranking = ranked(
        need(),
        offer(offer_id=1, levels=("3",), languages={}),
        offer(offer_id=2, levels=("3",), fields=("06",)),
        offer(offer_id=3, levels=("3",)),
        offer(offer_id=4),
    )
    assert [miss.offer_id for miss in ranking.near_misses(2)] == [3, 2]
    assert [
        [failure.constraint for failure in miss.failures] for miss in ranking.near_misses(9)
    ] == [
        [Constraint.LEVEL],
        [Constraint.LEVEL],
        [Constraint.LANGUAGE, Constraint.LEVEL],
    ]


def test_rule_counts_say_first_what_would_help_most() -> None:
    """ "Three speak Dutch and fit, but are full" comes before what many fail among other things."""
    full = PersonFacts(visits_this_year=4)
    ranking = ranked(
        need(),
        *(offer(offer_id=number) for number in (1, 2, 3)),
        *(offer(offer_id=number, languages={}, levels=()) for number in (4, 5, 6, 7)),
        people={f"person:{number * 10}": full for number in (1, 2, 3)},
    )
    assert ranking.rule_counts() == (
        RuleCount(Constraint.CAP, offers=3, only_this=3),
        RuleCount(Constraint.LANGUAGE, offers=4, only_this=0),
        RuleCount(Constraint.LEVEL, offers=4, only_this=0),
    )


def test_offer_outside_the_table_is_unknown() -> None:
    with pytest.raises(UnknownOffer):
        ranked(need(), offer()).failures(99)


def test_zero_weight_means_no_contribution() -> None:
    settings = RankingSettings(weights=Weights(topic=0))
    fitting, foreign = offer(offer_id=1), offer(offer_id=2, fields=("1041",))
    first, second = ranked(need(), foreign, fitting, settings=settings).candidates
    assert (first.offer_id, second.offer_id, first.points) == (1, 2, second.points)


def test_people_of_the_day_replace_those_of_yesterday() -> None:
    table = OfferTable.from_rows([offer()], {"person:100": PersonFacts(is_suspended=True)})
    fresh = table.with_people({})
    settings = RankingSettings()
    assert rank(need(), table, settings, now=NOW).eligible == 0
    assert rank(need(), fresh, settings, now=NOW).eligible == 1
    assert fresh.topics is table.topics


def test_vectors_of_two_encoders_are_refused() -> None:
    short, long = np.ones(2, dtype=np.float32), np.ones(3, dtype=np.float32)
    with pytest.raises(UnequalVectors):
        OfferTable.from_rows([offer(offer_id=1, vector=short), offer(offer_id=2, vector=long)])
    with pytest.raises(UnequalVectors):
        ranked(need(vector=long), offer(vector=short))
