"""Settings of a network: read, checked, stored."""

import json
from typing import Any

import pytest

from ecotone.matching.ranking import InvalidSetting, Preference, RankingSettings, Weights


def test_defaults_are_those_of_the_brief_and_add_up_to_a_hundred() -> None:
    weights = Weights()
    assert [weights.of(preference) for preference in Preference] == [30, 25, 10, 10, 10, 5, 5, 5]
    assert RankingSettings().min_days_between == 21


def test_stored_settings_are_read_back_equal() -> None:
    settings = RankingSettings(weights=Weights(topic=50, wish=0), far_km=80.5, min_days_between=0)
    stored = json.loads(json.dumps(settings.to_mapping()))
    assert RankingSettings.from_mapping(stored) == settings


def test_absent_settings_have_their_defaults_and_foreign_names_are_left_alone() -> None:
    stored = {"wave_size": 3, "weights": {"topic": 40}}
    assert RankingSettings.from_mapping(stored) == RankingSettings(weights=Weights(topic=40))


@pytest.mark.parametrize(
    ("stored", "message"),
    [
        ({"weights": {"topic": -1}}, "weights.topic must be a number from 0 to 1000"),
        ({"weights": {"topic": "30"}}, "weights.topic must be a number from 0 to 1000"),
        ({"weights": {"topic": float("nan")}}, "weights.topic must be a number from 0 to 1000"),
        ({"weights": {"topic": True}}, "weights.topic must be a number from 0 to 1000"),
        (
            {"weights": {"topics": 3}},
            "weights.topics must be one of topic, priority, slot, travel, wish, fresh, continuity,"
            " experience",
        ),
        ({"weights": [30]}, "weights must be a table of numbers"),
        ({"min_days_between": 3.5}, "min_days_between must be a whole number from 0 to 365"),
        ({"detour_factor": 0.9}, "detour_factor must be a number from 1 to 3"),
        ({"online_travel": None}, "online_travel must be a number from 0 to 1"),
        ({"meaning_floor": 0.7}, "meaning_ceiling must be above meaning_floor"),
        ({"language_minimum": "ok"}, "language_minimum must be one of basic, good, fluent"),
    ],
)
def test_unusable_settings_say_what_is_allowed(stored: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidSetting) as error:
        RankingSettings.from_mapping(stored)
    assert str(error.value) == message
