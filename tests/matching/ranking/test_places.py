"""Distances: known pairs of places, and what is made of them."""

import numpy as np
import pytest

from ecotone.matching.ranking import RankingSettings
from ecotone.matching.ranking.places import straight_km
from tests.matching.ranking.pairs import need, offer, ranked


@pytest.mark.parametrize(
    ("place", "to", "km"),
    [
        ((51.0, 4.0), (51.0, 4.0), 0.0),
        ((0.0, 0.0), (0.0, 1.0), 111.195),
        ((0.0, 0.0), (1.0, 0.0), 111.195),
        ((0.0, 0.0), (0.0, 180.0), 20015.114),
        ((60.0, 0.0), (60.0, 1.0), 55.597),
    ],
)
def test_great_circle_of_known_pairs(
    place: tuple[float, float], to: tuple[float, float], km: float
) -> None:
    found = straight_km(np.array([place[0]]), np.array([place[1]]), *to)
    assert round(float(found[0]), 3) == km


def test_road_is_the_straight_line_times_the_detour_rounded_to_a_tenth() -> None:
    straight = ranked(need(), offer(), settings=RankingSettings(detour_factor=1.0))
    by_road = ranked(need(), offer(), settings=RankingSettings(detour_factor=1.5))
    assert straight.candidates[0].distance_km == 13.3
    assert by_road.candidates[0].distance_km == 20.0


def test_exactly_at_the_limit_is_near_enough() -> None:
    assert len(ranked(need(), offer(radius_km=17.3)).candidates) == 1


def test_travel_points_fall_in_a_straight_line_to_none() -> None:
    near = ranked(need(), offer(), settings=RankingSettings(far_km=34.6)).candidates[0]
    assert near.parts[3].points == 5.0
    far = ranked(need(), offer(), settings=RankingSettings(far_km=10.0)).candidates[0]
    assert far.parts[3].points == 0.0


def test_online_earns_the_share_the_network_gives() -> None:
    settings = RankingSettings(online_travel=0.25)
    candidate = ranked(need(mode="ONLINE"), offer(), settings=settings).candidates[0]
    assert candidate.parts[3].points == 2.5


def test_unknown_place_at_the_host_earns_no_travel_points() -> None:
    nowhere = offer(latitude=None, longitude=None)
    candidate = ranked(need(is_at_host=True), nowhere).candidates[0]
    assert (candidate.distance_km, candidate.parts[3].points) == (None, 0.0)
