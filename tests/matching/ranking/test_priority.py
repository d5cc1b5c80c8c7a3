"""The under-served score of a school (HC-2), part by part."""

from typing import Any

import pytest

from ecotone.matching.ranking import PriorityPart, PriorityPoints, SchoolFacts, priority_of


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        ({"never_served": True}, 35.0),
        ({"never_served": False, "years_since_served": 0.0}, 0.0),
        ({"never_served": False, "years_since_served": 1.5}, 17.5),
        ({"never_served": False, "years_since_served": 9.0}, 35.0),
        ({"never_served": False}, 0.0),
        ({"never_served": True, "deprivation_quintile": 1}, 35.0),
        ({"never_served": True, "deprivation_quintile": 3}, 47.5),
        ({"never_served": True, "deprivation_quintile": 2, "remoteness_quintile": 5}, 60.0),
        ({"never_served": True, "is_special": True, "is_small": True}, 60.0),
        ({"never_served": True, "has_partner_near": False}, 50.0),
        ({"never_served": True, "has_partner_near": True}, 35.0),
    ],
)
def test_parts_add_up(facts: dict[str, Any], points: float) -> None:
    score = priority_of(SchoolFacts(**facts))
    assert (score.points, score.value) == (points, points / 100)


def test_everything_together_is_a_hundred() -> None:
    worst = SchoolFacts(
        never_served=True,
        deprivation_quintile=5,
        remoteness_quintile=5,
        is_special=True,
        has_partner_near=False,
        is_small=True,
    )
    assert (priority_of(worst).points, priority_of(worst).value) == (100.0, 1.0)


def test_what_is_not_known_is_named_and_earns_nothing() -> None:
    score = priority_of(SchoolFacts(never_served=False, years_since_served=1, is_small=True))
    assert score.parts == (
        PriorityPoints(PriorityPart.SERVED, 11.67, 35.0),
        PriorityPoints(PriorityPart.AREA, None, 25.0),
        PriorityPoints(PriorityPart.SPECIAL, None, 15.0),
        PriorityPoints(PriorityPart.NO_PARTNER, None, 15.0),
        PriorityPoints(PriorityPart.SMALL, 10.0, 10.0),
    )


def test_quintile_outside_one_to_five_is_refused() -> None:
    with pytest.raises(ValueError, match="quintile"):
        SchoolFacts(never_served=True, remoteness_quintile=0)
