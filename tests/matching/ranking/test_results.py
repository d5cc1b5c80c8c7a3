"""Reasons and broken rules outlive the moment: they are stored as JSON with an invitation."""

import json

import pytest

from ecotone.matching.ranking import Constraint, Failure, Reason, ReasonCode
from tests.matching.ranking.pairs import ASKED_ONCE, need, offer, ranked


def test_reasons_are_read_back_equal() -> None:
    reasons = ranked(need(), offer(), person=ASKED_ONCE).candidates[0].reasons
    stored = json.loads(json.dumps([reason.to_mapping() for reason in reasons]))
    assert stored[0] == {"code": "speaks", "values": {"languages": ["nl", "fr"]}}
    assert tuple(Reason.from_mapping(one) for one in stored) == reasons


def test_failures_are_read_back_equal() -> None:
    failures = ranked(need(), offer(languages={"fr": "good"}, levels=())).failures(10)
    stored = json.loads(json.dumps([failure.to_mapping() for failure in failures]))
    assert stored[0] == {"code": "LANGUAGE", "values": {"wanted": "nl", "spoken": ["fr"]}}
    assert tuple(Failure.from_mapping(one) for one in stored) == failures


def test_unknown_codes_are_refused() -> None:
    with pytest.raises(ValueError, match="kind"):
        Reason.from_mapping({"code": "kind", "values": {}})
    with pytest.raises(KeyError):
        Failure.from_mapping({"code": "KIND", "values": {}})


def test_codes_are_the_names_that_are_stored() -> None:
    assert Failure(Constraint.CAP, {}).to_mapping() == {"code": "CAP", "values": {}}
    assert Reason(ReasonCode.ONLINE, {}).to_mapping() == {"code": "online", "values": {}}
