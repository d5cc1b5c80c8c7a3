"""The engine and the slow oracle agree on every problem that hypothesis can think of (HC-1)."""

from dataclasses import replace

from hypothesis import given, settings

from ecotone.matching.ranking import Constraint, Ranking, Weights, rank, rank_many
from tests.matching.ranking.oracle import judge_all, rank_slowly
from tests.matching.ranking.problems import NOW, Problem, problems


def ranked(problem: Problem, limit: int = 100) -> Ranking:
    return rank(problem.need, problem.table, problem.settings, now=NOW, limit=limit)


def broken_in(ranking: Ranking, offer_id: int) -> set[str | None]:
    return {failure.constraint.name for failure in ranking.failures(offer_id)}


@settings(max_examples=400, deadline=None)
@given(problem=problems())
def test_every_offer_breaks_exactly_the_rules_of_the_oracle(problem: Problem) -> None:
    """So no candidate breaks any, and nobody is left out without a rule."""
    ranking = ranked(problem)
    found = {
        offer.offer_id: broken_in(ranking, offer.offer_id) - {Constraint.SAME_PERSON.name}
        for offer in problem.offers
    }
    judged = judge_all(problem.need, problem.offers, problem.people, problem.settings, NOW)
    assert found == {one.offer.offer_id: set(one.broken) for one in judged}
    assert all(not found[candidate.offer_id] for candidate in ranking.candidates)


@settings(max_examples=400, deadline=None)
@given(problem=problems())
def test_order_points_way_and_time_are_those_of_the_oracle(problem: Problem) -> None:
    slowly = rank_slowly(problem.need, problem.offers, problem.people, problem.settings, NOW)
    found = ranked(problem).candidates
    assert [(c.offer_id, c.points, c.mode.value, c.slot_index, c.distance_km) for c in found] == [
        (one.offer.offer_id, one.points / 100, one.mode, one.slot_index, one.km) for one in slowly
    ]
    parts = [{part.preference.value: round(part.points * 100) for part in c.parts} for c in found]
    assert parts == [one.hundredths for one in slowly]


@settings(max_examples=60, deadline=None)
@given(problem=problems())
def test_meaning_never_changes_who_may_be_asked(problem: Problem) -> None:
    without = replace(
        problem,
        need=replace(problem.need, vector=None),
        offers=tuple(replace(offer, vector=None) for offer in problem.offers),
    )
    with_meaning, plain = ranked(problem), ranked(without)
    assert {c.person_id for c in with_meaning.candidates} == {c.person_id for c in plain.candidates}
    assert (with_meaning.bits == 0).sum() == (plain.bits == 0).sum()


@settings(max_examples=60, deadline=None)
@given(problem=problems())
def test_weights_of_zero_leave_only_the_tie_break(problem: Problem) -> None:
    nothing = replace(
        problem, settings=replace(problem.settings, weights=Weights(0, 0, 0, 0, 0, 0, 0, 0))
    )
    found = ranked(nothing).candidates
    asks = {
        offer.offer_id: problem.people[offer.subject].asked_this_year
        if offer.subject in problem.people
        else 0
        for offer in problem.offers
    }
    assert [c.points for c in found] == [0.0 for _ in found]
    keys = [(asks[c.offer_id], c.offer_id) for c in found]
    assert keys == sorted(keys)


@settings(max_examples=30, deadline=None)
@given(problem=problems(), other=problems())
def test_a_batch_is_ranked_as_one_by_one(problem: Problem, other: Problem) -> None:
    needs = [problem.need, other.need]
    batch = rank_many(needs, problem.table, problem.settings, now=NOW, limit=100)
    alone = [rank(need, problem.table, problem.settings, now=NOW, limit=100) for need in needs]
    assert [one.candidates for one in batch] == [one.candidates for one in alone]


@settings(max_examples=30, deadline=None)
@given(problem=problems())
def test_order_of_rows_changes_nothing(problem: Problem) -> None:
    turned = replace(problem, offers=problem.offers[::-1])
    assert ranked(turned).candidates == ranked(problem).candidates
