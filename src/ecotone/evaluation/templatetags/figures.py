"""The words of ``evaluation.wording`` as filters, and the definition of an indicator."""

from django import template

from ecotone.evaluation import wording
from ecotone.evaluation.indicators import DEFINITIONS, Definition

register = template.Library()

register.filter("level_words", wording.level_words)
register.filter("place_words", wording.place_words)
register.filter("value_words", wording.value_words)
register.filter("unit_words", wording.unit_words)
register.filter("out_of", wording.out_of)
register.filter("absent_words", wording.absent_words)
register.filter("bounds_words", wording.bounds_words)
register.filter("interval_words", wording.interval_words)
register.filter("schools_with_data_words", wording.schools_with_data_words)
register.filter("source_words", wording.source_words)
register.filter("missing_words", wording.missing_words)
register.filter("release_words", wording.release_words)
register.filter("whole", wording.whole)


@register.filter
def definition(code: str) -> Definition:
    """The definition of the indicator with that code."""
    return DEFINITIONS[code]


@register.filter
def hundredths(share: float | None) -> str:
    """A share as a number from 0 to 100 for drawing, with a decimal point in every language."""
    return "" if share is None else f"{min(share, 1) * 100:.1f}"
