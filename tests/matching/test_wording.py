"""The reasons of the ranking in words (HC-1), as a coordinator reads them."""

from typing import Any

import pytest
from django.utils import translation

from ecotone.matching import wording
from ecotone.matching.ranking import (
    Constraint,
    Failure,
    PersonFacts,
    Preference,
    PriorityPart,
    PriorityPoints,
    Reason,
    ReasonCode,
    RuleCount,
    UrgencyPart,
    UrgencyPoints,
)
from ecotone.matching.wording.failures import WORDS as FAILURE_WORDS
from ecotone.matching.wording.labels import format_name, level_name
from ecotone.matching.wording.pieces import (
    kilometres,
    language_name,
    language_names,
    listed,
    short_day,
    weekday,
)
from ecotone.matching.wording.reasons import WORDS as REASON_WORDS
from tests.matching.ranking.pairs import ASKED_ONCE, need, offer, ranked
from tests.matching.ranking.problems import thursday_slot

AT_TEN = "2026-12-03T10:00:00+01:00"


@pytest.fixture(autouse=True)
def _english() -> Any:
    with translation.override("en"):
        yield


def test_sentence_is_the_one_of_the_brief() -> None:
    candidate = ranked(need(), offer(), person=ASKED_ONCE).candidates[0]
    assert wording.sentence(candidate) == (
        "speaks Dutch and French, 17 km, water chemistry fits ‘the brook’, free on Thursday, "
        "asked once this year"
    )


def test_sentence_is_the_same_from_stored_reasons() -> None:
    candidate = ranked(need(), offer(), person=ASKED_ONCE).candidates[0]
    stored = [reason.to_mapping() for reason in candidate.reasons]
    read = [Reason.from_mapping(one) for one in stored]
    assert wording.sentence(read) == wording.sentence(candidate)


@pytest.mark.parametrize(
    ("code", "values", "words"),
    [
        ("speaks", {"languages": ("nl",)}, "speaks Dutch"),
        ("speaks", {"languages": ("nl", "de", "fr")}, "speaks Dutch, German and French"),
        ("distance", {"km": 0.4}, "1 km"),
        ("distance", {"km": 17.5}, "18 km"),
        ("online", {}, "online"),
        (
            "topic_near",
            {"topic": "soil", "theme": "the brook", "percent": 30},
            "soil comes close to ‘the brook’",
        ),
        (
            "topic_far",
            {"topic": "100% law", "theme": "the brook", "percent": 0},
            "another topic than ‘the brook’: 100% law",
        ),
        ("topic_fits", {"topic": "", "theme": "the brook", "percent": 80}, "the topic fits"),
        (
            "free",
            {"starts_at": AT_TEN, "wish": 2, "weekday_is_enough": False},
            "free on Thu 3 Dec at 10:00",
        ),
        ("asked", {"times": 0}, "not asked yet this year"),
        ("asked", {"times": 1}, "asked once this year"),
        ("asked", {"times": 2}, "asked 2 times this year"),
        ("wish_met", {"wish": "woman"}, "a woman as role model, as wished"),
        ("wish_met", {"wish": "other"}, "as the class wished"),
        ("first_time", {}, "first visit"),
        ("long_ago", {"last_on": "2025-11-22"}, "last visit on 22 November 2025"),
        ("was_here", {}, "knows the school"),
        ("new_face", {}, "new to the school"),
        (
            "experienced",
            {"format": "CAREER_TALK", "times": 1},
            "has done 1 visit of this kind (Career talk)",
        ),
        (
            "experienced",
            {"format": "OTHER", "times": 3},
            "has done 3 visits of this kind (OTHER)",
        ),
        ("last_of_year", {"cap": 4}, "this would be the last one they wish for this year"),
        (
            "check_equipment",
            {"items": ("screen", "water")},
            "ask the school about: screen and water",
        ),
    ],
)
def test_reason_in_words(code: str, values: dict[str, Any], words: str) -> None:
    assert wording.reason_text(Reason(ReasonCode(code), values)) == words


@pytest.mark.parametrize(
    ("code", "values", "words"),
    [
        ("PAUSED", {"until": "2027-01-31"}, "pauses until 31 January 2027"),
        ("FORMAT", {"wanted": "WORKSHOP", "offered": ()}, "does not offer this: STEM workshop"),
        ("LANGUAGE", {"wanted": "nl", "spoken": ("fr",)}, "speaks French, but not Dutch"),
        ("LANGUAGE", {"wanted": "nl", "spoken": ()}, "does not speak Dutch"),
        (
            "LANGUAGE",
            {"wanted": "nl", "spoken": ("nl", "fr")},
            "does not speak Dutch well enough for a class",
        ),
        (
            "LEVEL",
            {"wanted": "24", "offered": ("3",)},
            "does not offer this age group: lower secondary",
        ),
        (
            "GROUP_SIZE",
            {"pupils": 24, "smallest": 1, "largest": 20},
            "24 pupils, but takes groups of 1 to 20",
        ),
        ("CAP", {"cap": 1, "visits": 1, "open": 0}, "own limit of 1 visit this year is reached"),
        (
            "CAP",
            {"cap": 4, "visits": 3, "open": 1},
            "own limit of 4 visits this year is reached (1 invitation is still open)",
        ),
        ("ALREADY_ASKED", {"outcome": "declined"}, "has declined for this class"),
        ("ALREADY_ASKED", {"outcome": "expired"}, "was asked for this class already"),
        ("MODE", {"wanted": "ONSITE"}, "only online, but the class wants a visit on site"),
        ("MODE", {"wanted": "ONLINE"}, "does not come online"),
        ("PLACE_UNKNOWN", {"of_school": True}, "the place of the school is not on the map yet"),
        ("DISTANCE", {"km": 48.2, "limit_km": 25.0}, "too far: 48 km, the limit is 25 km"),
        (
            "ACCESS",
            {"of_school": False},
            "needs step-free access, which the room does not have",
        ),
        ("EQUIPMENT", {"missing": ("water",)}, "the room lacks: water"),
        ("SLOT_PAST", {"starts_at": AT_TEN}, "Thu 3 Dec has gone by"),
        ("SCHOOL_CLOSED", {"starts_at": AT_TEN}, "the school is closed on Thu 3 Dec"),
        ("CLASS_BUSY", {"starts_at": AT_TEN}, "the class is busy on Thu 3 Dec at 10:00"),
        ("TIMES", {"starts_at": AT_TEN}, "does not offer Thu 3 Dec at 10:00"),
        ("BUSY", {"starts_at": AT_TEN}, "has something else on Thu 3 Dec at 10:00"),
        (
            "TOO_SOON",
            {"visit_on": "2026-12-10", "days": 21},
            "has a visit on 10 December 2026, less than 21 days away",
        ),
        (
            "CLEARANCE",
            {"key": "BE/A", "on": "2026-12-03", "valid_until": None, "online": False},
            "no valid clearance was seen for a visit on 3 December 2026",
        ),
        (
            "CLEARANCE",
            {"key": "BE/A", "on": "2026-12-03", "valid_until": "2026-12-01", "online": False},
            "clearance ends on 1 December 2026, before the visit on 3 December 2026",
        ),
        ("SUSPENDED", {}, "the person is suspended"),
        ("SAME_PERSON", {}, "the same person stands higher in the list"),
    ],
)
def test_broken_rule_in_words(code: str, values: dict[str, Any], words: str) -> None:
    assert wording.constraint_text(Failure(Constraint[code], values)) == words


def test_no_code_is_without_words() -> None:
    assert set(REASON_WORDS) == set(ReasonCode)
    assert all(wording.rule_label(constraint) for constraint in Constraint)
    assert all(wording.preference_label(preference) for preference in Preference)
    assert set(FAILURE_WORDS) <= set(Constraint)


def test_words_of_the_engines_own_failures() -> None:
    """What the engine says of a real pair can be read, every rule of it."""
    spoilt = offer(
        languages={"fr": "good"}, levels=("3",), radius_km=5.0, weekdays=(0,), group_max=20
    )
    person = PersonFacts(visits_this_year=4)
    ranking = ranked(need(clearance_onsite="BE/A"), spoilt, person=person)
    assert [wording.constraint_text(failure) for failure in ranking.failures(10)] == [
        "speaks French, but not Dutch",
        "does not offer this age group: lower secondary",
        "24 pupils, but takes groups of 1 to 20",
        "own limit of 4 visits this year is reached",
        "too far: 17 km, the limit is 5 km",
        "does not offer Thu 3 Dec at 10:00",
        "no valid clearance was seen for a visit on 3 December 2026",
    ]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (
            RuleCount(Constraint.CAP, offers=5, only_this=3),
            "3 offers fit in everything else, but: the own limit for the year is reached.",
        ),
        (
            RuleCount(Constraint.DISTANCE, offers=5, only_this=1),
            "1 offer fits in everything else, but: it is too far.",
        ),
        (
            RuleCount(Constraint.LANGUAGE, offers=5, only_this=0),
            "5 offers fail in several things, among them: the language is not spoken well enough.",
        ),
    ],
)
def test_counts_of_a_rule_in_words(count: RuleCount, words: str) -> None:
    assert wording.count_text(count) == words


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (PriorityPoints(PriorityPart.SMALL, 10.0, 10.0), "small school: 10 of 10"),
        (PriorityPoints(PriorityPart.SERVED, 17.5, 35.0), "never served, or long ago: 17.5 of 35"),
        (PriorityPoints(PriorityPart.SPECIAL, None, 15.0), "special school: not known"),
    ],
)
def test_turn_of_a_school_in_words(points: PriorityPoints, words: str) -> None:
    assert wording.priority_text(points) == words


@pytest.mark.parametrize(
    ("part", "value", "words"),
    [
        ("days_left", 12.0, "12 days left"),
        ("days_left", 1.0, "1 day left"),
        ("days_left", 0.0, "today"),
        ("days_left", -2.0, "the first date has gone by"),
        ("waiting", 0.0, "sent today"),
        ("waiting", 3.0, "waits for 3 days"),
        ("unserved", None, "school never served"),
        ("unserved", 0.4, "school served within a year"),
        ("unserved", 2.9, "school served 2 years ago"),
    ],
)
def test_urgency_in_words(part: str, value: float | None, words: str) -> None:
    points = UrgencyPoints(UrgencyPart(part), 1.0, 50.0, value)
    assert wording.urgency_text(points) == words


@pytest.mark.parametrize(
    ("language", "names", "distance", "day", "short"),
    [
        ("en", "Dutch, German and French", "18 km", "Thursday", "Thu 3 Dec"),
        ("nl", "Nederlands, Duits en Frans", "18 km", "donderdag", "do 3 dec"),
        ("de", "Niederländisch, Deutsch und Französisch", "18 km", "Donnerstag", "Do., 3. Dez."),
        ("fr", "néerlandais, allemand et français", "18 km", "jeudi", "jeu. 3 déc."),
        ("es", "neerlandés, alemán y francés", "18 km", "jueves", "jue, 3 dic"),
        ("pt", "holandês, alemão e francês", "18 km", "quinta-feira", "qui., 3 de dez."),
    ],
)
def test_names_lists_and_days_follow_the_reader(
    language: str, names: str, distance: str, day: str, short: str
) -> None:
    moment = thursday_slot().starts_at
    with translation.override(language):
        assert language_names(("nl", "de", "fr")) == names
        # The space before the unit does not break in some languages.
        assert " ".join(kilometres(17.6).split()) == distance
        assert (weekday(moment), short_day(moment)) == (day, short)


def test_unknown_codes_are_shown_as_they_are() -> None:
    assert language_name("xx") == "xx"
    assert format_name("PICNIC") == "PICNIC"
    assert (level_name("02"), level_name("6")) == ("early childhood", "higher education")
    assert listed([]) == ""
    with translation.override("xx"):
        assert language_name("nl") == "Dutch"
