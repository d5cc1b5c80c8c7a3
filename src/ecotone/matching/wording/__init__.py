"""The words of the ranking in the reader's language: codes and values come in, clauses go out."""

from ecotone.matching.wording.failures import constraint_text, count_text
from ecotone.matching.wording.labels import preference_label, rule_label
from ecotone.matching.wording.reasons import reason_text, sentence
from ecotone.matching.wording.scores import priority_text, urgency_text

__all__ = [
    "constraint_text",
    "count_text",
    "preference_label",
    "priority_text",
    "reason_text",
    "rule_label",
    "sentence",
    "urgency_text",
]
