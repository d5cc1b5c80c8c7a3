"""The public face of the evaluation room."""

from ecotone.evaluation.selectors.headline import (
    Headline,
    coverage_of_own_school,
    headline_reach,
)
from ecotone.evaluation.selectors.school_page import SchoolFigures
from ecotone.evaluation.statistics.coverage import GradeCoverage
from ecotone.evaluation.statistics.network_figures import ReachFigures
from ecotone.evaluation.statistics.values import IndicatorValue

__all__ = [
    "GradeCoverage",
    "Headline",
    "IndicatorValue",
    "ReachFigures",
    "SchoolFigures",
    "coverage_of_own_school",
    "headline_reach",
]
