"""Topic fit: by ISCED-F digits shared, by meaning, and by both."""

import numpy as np
import pytest
from numpy.typing import NDArray

from ecotone.matching.ranking import RankingSettings
from tests.matching.ranking.pairs import need, offer, ranked

EAST = np.array([1, 0], dtype=np.float32)
NORTH = np.array([0, 1], dtype=np.float32)


def slanted(cosine: float) -> NDArray[np.float32]:
    return np.array([cosine, np.sqrt(1 - cosine**2)], dtype=np.float32)


def topic_points(
    wanted: tuple[str, ...],
    given: tuple[str, ...],
    meaning: NDArray[np.float32] | None = None,
    settings: RankingSettings | None = None,
    of_need: NDArray[np.float32] | None = EAST,
) -> float:
    ranking = ranked(
        need(fields=wanted, vector=of_need),
        offer(fields=given, vector=meaning),
        settings=settings,
    )
    return ranking.candidates[0].parts[0].points


@pytest.mark.parametrize(
    ("wanted", "given", "points"),
    [
        (("0531",), ("0531",), 30.0),
        (("0531",), ("0533",), 20.0),
        (("0531",), ("0511",), 10.0),
        (("0531",), ("0613",), 0.0),
        (("0531",), ("05",), 10.0),
        (("053",), ("0531",), 30.0),
        (("053",), ("0511",), 15.0),
        (("05",), ("0511",), 30.0),
        (("0613", "0531"), ("0713", "0533"), 20.0),
        ((), ("0531",), 0.0),
        (("0531",), (), 0.0),
    ],
)
def test_field_counts_by_shared_digits(
    wanted: tuple[str, ...], given: tuple[str, ...], points: float
) -> None:
    assert topic_points(wanted, given) == points


@pytest.mark.parametrize(
    ("cosine", "points"), [(1.0, 30.0), (0.5, 30.0), (0.325, 15.0), (0.15, 0.0), (-1.0, 0.0)]
)
def test_meaning_alone_counts_between_floor_and_ceiling(cosine: float, points: float) -> None:
    assert topic_points((), (), slanted(cosine)) == points


def test_field_and_meaning_count_half_each() -> None:
    assert topic_points(("0531",), ("0531",), slanted(0.325)) == 22.5
    assert topic_points(("0531",), ("0613",), EAST) == 15.0


def test_network_decides_how_much_meaning_counts() -> None:
    mute = RankingSettings(meaning_part=0.0)
    assert topic_points(("0531",), ("0533",), EAST, mute) == 20.0
    whole = RankingSettings(meaning_part=1.0)
    assert topic_points(("0531",), ("0531",), NORTH, whole) == 0.0


def test_missing_vector_leaves_the_field_alone() -> None:
    assert topic_points(("0531",), ("0533",), None) == 20.0
    assert topic_points(("0531",), ("0533",), EAST, of_need=None) == 20.0


def test_offer_without_vector_stands_beside_one_with() -> None:
    ranking = ranked(
        need(vector=EAST), offer(offer_id=1, vector=None), offer(offer_id=2, vector=EAST)
    )
    first, second = ranking.candidates
    assert first.points == second.points


def test_meaning_cannot_make_up_for_a_broken_rule() -> None:
    ranking = ranked(need(vector=EAST), offer(vector=EAST, languages={"fr": "fluent"}))
    assert ranking.candidates == ()
