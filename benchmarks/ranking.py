"""How long ranking takes: one need, or twenty, among 5,000 offers.

Run ``python benchmarks/ranking.py [offers]``. The alternative in the same run is a plain loop over
the same rows, the oracle of the tests, which gives the same answer. Everything is synthetic.
"""

import datetime as dt
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from ecotone.matching.ranking import (
    Interval,
    NeedFacts,
    OfferFacts,
    OfferTable,
    PersonFacts,
    RankingSettings,
    SlotFacts,
    rank,
    rank_many,
)
from tests.matching.ranking.oracle import rank_slowly

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
SIDE = np.random.default_rng(2)
FIELDS = ("0511", "0521", "0531", "0533", "0541", "0613", "0711", "0713", "0714", "0732", "0912")
FORMATS = ("CAREER_TALK", "WORKSHOP", "SPEED_DATE", "FIELD_TRIP", "WEBINAR")
LANGUAGES = ("nl", "fr", "de", "en", "es", "pt")
DIMENSION = 512
BUDGET_MS = 50.0


@dataclass(frozen=True)
class Line:
    """One row of the table that is printed."""

    what: str
    milliseconds: list[float]

    @property
    def p50(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        return float(np.quantile(self.milliseconds, 0.95))

    def __str__(self) -> str:
        runs = len(self.milliseconds)
        return f"{self.what:<52}{runs:>6}{self.p50:>11.2f}{self.p95:>11.2f}"


def unit_vector() -> NDArray[np.float32]:
    vector = SIDE.normal(size=DIMENSION)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def some_offer(number: int, draw: random.Random) -> OfferFacts:
    """About one in five to ten fits an average need."""
    return OfferFacts(
        offer_id=number,
        person_id=number - number % 4 // 3,
        subject=f"person:{number - number % 4 // 3}",
        organisation_id=draw.randint(1, 800),
        topic="water chemistry",
        formats=tuple(draw.sample(FORMATS, 3)),
        levels=tuple(draw.sample(("1", "2", "3"), 2)),
        fields=tuple(draw.sample(FIELDS, 2)),
        languages=dict.fromkeys(draw.sample(LANGUAGES, 3), "fluent"),
        mode=draw.choice(("HYBRID", "HYBRID", "ONSITE", "ONLINE")),
        radius_km=draw.choice((15.0, 25.0, 50.0, 100.0)),
        latitude=draw.uniform(50.7, 51.5),
        longitude=draw.uniform(3.5, 5.8),
        weekdays=tuple(draw.sample(range(5), 3)),
        months=tuple(draw.sample(range(1, 13), 8)),
        exact_slots=() if number % 10 else (Interval(NOW, NOW + dt.timedelta(hours=2)),),
        group_max=draw.choice((25, 30, 60)),
        needs_step_free=number % 40 == 0,
        equipment_needed=("screen",) if number % 5 == 0 else (),
        vector=unit_vector() if number % 20 else None,
    )


def some_person(draw: random.Random) -> PersonFacts:
    day = NOW.date() + dt.timedelta(days=draw.randint(-90, 90))
    start = NOW + dt.timedelta(days=draw.randint(0, 40), hours=draw.randint(0, 6))
    return PersonFacts(
        visits_this_year=draw.randint(0, 3),
        open_invitations=draw.randint(0, 1),
        asked_this_year=draw.randint(0, 5),
        last_visit_on=day if day < NOW.date() else None,
        visit_dates=(day,),
        busy=(Interval(start, start + dt.timedelta(hours=1)),),
        clearances={"BE/A": dt.date(2027, 6, 30)} if draw.random() < 0.7 else {},
        schools_visited=(draw.randint(1, 500),),
        visits_by_format={"CAREER_TALK": draw.randint(0, 6)},
    )


def some_need(number: int, draw: random.Random) -> NeedFacts:
    start = dt.datetime(2026, 12, 1, 9, 15, tzinfo=dt.UTC)
    return NeedFacts(
        need_id=number,
        school_id=draw.randint(1, 500),
        format=draw.choice(FORMATS),
        level=draw.choice(("1", "2", "3")),
        language=draw.choice(LANGUAGES),
        headcount=draw.randint(17, 27),
        slots=tuple(
            SlotFacts(slot_id=slot, starts_at=at, ends_at=at + dt.timedelta(minutes=50))
            for slot in range(3)
            for at in [start + dt.timedelta(days=draw.randint(0, 2) + 3 * slot)]
        ),
        time_zone="Europe/Brussels",
        mode=draw.choice(("HYBRID", "ONSITE")),
        theme="the brook",
        fields=(draw.choice(FIELDS),),
        latitude=draw.uniform(50.7, 51.5),
        longitude=draw.uniform(3.5, 5.8),
        clearance_onsite="BE/A",
        asked={number * 7: "declined"},
        school_priority=0.6,
        vector=unit_vector(),
    )


def timed(what: str, times: int, act: Callable[[int], object]) -> Line:
    """Run it so many times after one warming-up run."""
    act(0)
    spent = []
    for number in range(times):
        start = time.perf_counter()
        act(number)
        spent.append((time.perf_counter() - start) * 1000)
    return Line(what, spent)


def main(size: int) -> int:
    draw = random.Random(2026)
    offers = [some_offer(number, draw) for number in range(1, size + 1)]
    people = {f"person:{n}": some_person(draw) for n in range(1, size + 1) if n % 5}
    needs = [some_need(number, draw) for number in range(1, 101)]
    settings = RankingSettings()
    table = OfferTable.from_rows(offers, people)

    engine = timed(
        "one need, top 10 with reasons",
        100,
        lambda n: rank(needs[n], table, settings, now=NOW, limit=10),
    )
    batch = timed(
        "batch of 20 needs, top 3 with reasons each",
        15,
        lambda n: rank_many(needs[n * 5 : n * 5 + 20], table, settings, now=NOW, limit=3),
    )
    loop = timed(
        "alternative: plain loop over the rows, one need",
        4,
        lambda n: rank_slowly(needs[n], offers, people, settings, NOW),
    )
    lines = [
        engine,
        batch,
        timed(
            "who fails and why: 20 nearest misses, counts by rule",
            10,
            lambda n: why_not(needs[n], table, settings),
        ),
        timed("table built anew", 5, lambda _: OfferTable.from_rows(offers, people)),
        timed("people of the day put in", 5, lambda _: table.with_people(people)),
        loop,
    ]
    print(f"{size:,} offers, {len(people):,} people with a past, vectors of {DIMENSION}\n")
    print(f"{'':<52}{'runs':>6}{'p50 ms':>11}{'p95 ms':>11}")
    print(*lines, sep="\n")
    print(f"\nA batch costs {batch.p50 / 20:.2f} ms a need.")
    print(f"The plain loop takes {loop.p50 / engine.p50:.0f} times as long.")
    agree(needs[0], table, people, settings)
    if engine.p95 > BUDGET_MS:
        print(f"Too slow: one need takes {engine.p95:.1f} ms, {BUDGET_MS:.0f} are allowed.")
        return 1
    return 0


def why_not(need: NeedFacts, table: OfferTable, settings: RankingSettings) -> object:
    ranking = rank(need, table, settings, now=NOW, limit=0)
    return ranking.near_misses(20), ranking.rule_counts()


def agree(
    need: NeedFacts,
    table: OfferTable,
    people: dict[str, PersonFacts],
    settings: RankingSettings,
) -> None:
    """Both ways must name the same people in the same order, or the ratio means nothing."""
    engine = rank(need, table, settings, now=NOW, limit=len(table)).candidates
    slowly = rank_slowly(need, table.offers, people, settings, NOW)
    assert [c.offer_id for c in engine] == [one.offer.offer_id for one in slowly]
    print(f"Both find the same {len(engine)} people in the same order.")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
