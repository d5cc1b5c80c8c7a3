"""The ranking of offers for a need: pure Python and numpy, no database, no words.

Public names are those below; formulas and sources are in the README beside this file.
"""

from ecotone.matching.ranking.codes import (
    Constraint,
    Continuity,
    Preference,
    ReasonCode,
    VisitMode,
)
from ecotone.matching.ranking.engine import rank, rank_many
from ecotone.matching.ranking.facts import (
    ImpossibleFacts,
    Interval,
    NeedFacts,
    OfferFacts,
    PersonFacts,
    SlotFacts,
)
from ecotone.matching.ranking.outcome import Ranking, UnknownOffer
from ecotone.matching.ranking.priority import (
    PriorityPart,
    PriorityPoints,
    SchoolFacts,
    SchoolPriority,
    priority_of,
)
from ecotone.matching.ranking.results import (
    Candidate,
    Failure,
    NearMiss,
    Part,
    Reason,
    RuleCount,
)
from ecotone.matching.ranking.settings import InvalidSetting, RankingSettings, Weights
from ecotone.matching.ranking.table import OfferTable
from ecotone.matching.ranking.topics import UnequalVectors
from ecotone.matching.ranking.urgency import (
    QueueFacts,
    Urgency,
    UrgencyPart,
    UrgencyPoints,
    urgency,
    urgency_points,
)

__all__ = [
    "Candidate",
    "Constraint",
    "Continuity",
    "Failure",
    "ImpossibleFacts",
    "Interval",
    "InvalidSetting",
    "NearMiss",
    "NeedFacts",
    "OfferFacts",
    "OfferTable",
    "Part",
    "PersonFacts",
    "Preference",
    "PriorityPart",
    "PriorityPoints",
    "QueueFacts",
    "Ranking",
    "RankingSettings",
    "Reason",
    "ReasonCode",
    "RuleCount",
    "SchoolFacts",
    "SchoolPriority",
    "SlotFacts",
    "UnequalVectors",
    "UnknownOffer",
    "Urgency",
    "UrgencyPart",
    "UrgencyPoints",
    "VisitMode",
    "Weights",
    "priority_of",
    "rank",
    "rank_many",
    "urgency",
    "urgency_points",
]
