"""The charts of the figures: numbers that stand in a table as well, drawn."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ecotone.core.charts import BarRow, Bars, bars
from ecotone.evaluation.selectors.network_page import NetworkFigures
from ecotone.evaluation.statistics.coverage import GradeCoverage
from ecotone.evaluation.statistics.reach import MOST, Dose
from ecotone.evaluation.statistics.values import IndicatorValue
from ecotone.evaluation.wording import absent_words, out_of, place_words, source_words, value_words

MOST_BARS = 30


def place_chart(page: NetworkFigures, links: dict[str, str]) -> Bars | None:
    """Share of pupils reached by municipality, in the order of their names, never of their rank.

    None for a single municipality and for so many that nobody would read them.
    """
    lines = page.place_lines
    if page.figures is None or not 1 < len(lines) <= MOST_BARS:
        return None
    return bars(
        title=_("Pupils reached by municipality"),
        rows=[
            BarRow(
                place_words(line.place),
                line.reach.value,
                _reach_text(line.reach),
                url=links.get(line.place, ""),
            )
            for line in lines
        ],
        full=1,
        source=source_words(page.figures.reach.sources),
        date=date_format(page.figures.reach.as_of, "DATE_FORMAT"),
    )


def dose_chart(dose: Dose) -> Bars:
    """How many class groups had no visit, one, two, three, and four or more."""
    return bars(
        title=_("Class groups by number of visits"),
        rows=[BarRow(_visits(band.visits), band.class_groups) for band in dose.bands],
    )


def coverage_chart(coverage: Iterable[GradeCoverage], names: dict[str, str]) -> Bars:
    """Share of each grade's class groups that had a visit."""
    return bars(
        title=_("Classes visited by grade"),
        rows=[
            BarRow(
                names.get(row.grade, row.grade),
                row.class_groups_reached / row.class_groups if row.class_groups else None,
                _("%(part)s of %(whole)s")
                % {"part": row.class_groups_reached, "whole": row.class_groups}
                if row.class_groups
                else _("class list not known"),
            )
            for row in coverage
        ],
        full=1,
    )


def _reach_text(value: IndicatorValue) -> str:
    if value.value is None:
        return absent_words(value)
    return f"{value_words(value)} ({out_of(value)})"


def _visits(number: int) -> str:
    if number == 0:
        return _("No visit yet")
    if number == MOST:
        return _("%(count)s visits or more") % {"count": number}
    return ngettext("%(count)s visit", "%(count)s visits", number) % {"count": number}
