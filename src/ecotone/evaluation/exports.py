"""The figures of a page as a CSV file: the same numbers, with all that they rest on."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ecotone.evaluation.indicators import DEFINITIONS
from ecotone.evaluation.selectors.brokerage import BrokerageFigures
from ecotone.evaluation.selectors.network_page import NetworkFigures
from ecotone.evaluation.statistics.network_figures import ReachFigures
from ecotone.evaluation.statistics.values import IndicatorValue
from ecotone.evaluation.wording import missing_words, place_words, source_words

COLUMNS = (
    "indicator",
    "name",
    "part",
    "municipality",
    "school",
    "level",
    "value",
    "unit",
    "numerator",
    "denominator",
    "lower",
    "upper",
    "interval_low",
    "interval_high",
    "schools_with_data",
    "schools",
    "school_year",
    "as_of",
    "source",
    "not_shown",
    "missing",
    "definition",
)

type Line = dict[str, str]


def figures_csv(page: NetworkFigures) -> str:
    """One row a figure, numbers with a decimal point, starting with the mark that Excel wants."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for line in _lines(page):
        writer.writerow({name: safe_cell(value) for name, value in line.items()})
    return text.getvalue()


def safe_cell(text: str) -> str:
    """Text that a spreadsheet will not run as a formula. Numbers stay as they are."""
    if text[:1] in ("=", "@", "\t", "\r") or (text[:1] in ("+", "-") and not _is_number(text)):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _lines(page: NetworkFigures) -> Iterator[Line]:
    place = place_words(page.choice.place) if page.choice.place is not None else ""
    level = page.choice.level or ""
    if page.figures:
        for value in _reach_values(page.figures):
            yield _line(value, municipality=place, level=level)
    if page.brokerage:
        for value in _brokerage_values(page.brokerage):
            yield _line(value, municipality=place, level=level)
        for value in _people_values(page.brokerage):
            yield _line(value)
    for row in page.place_lines:
        yield _line(row.reach, municipality=place_words(row.place), level=level)
    for result in page.school_results:
        yield _line(
            result.reach,
            municipality=place_words(result.school.place),
            school=result.school.name,
            level=level,
            missing=missing_words(result.missing) if result.missing else "",
        )


def _reach_values(figures: ReachFigures) -> tuple[IndicatorValue, ...]:
    return (figures.reach, figures.contacts, figures.schools, figures.dose.mean)


def _brokerage_values(brokerage: BrokerageFigures) -> tuple[IndicatorValue, ...]:
    return (
        brokerage.fill_rate,
        brokerage.time_to_match,
        *brokerage.acceptance,
        brokerage.visitor_no_shows,
        brokerage.school_no_shows,
        brokerage.fairness,
    )


def _people_values(brokerage: BrokerageFigures) -> tuple[IndicatorValue, ...]:
    """These are of the whole network whatever was chosen, because people work across places."""
    return (brokerage.load.median, brokerage.load.over_limit, brokerage.women)


def _line(value: IndicatorValue, **where: str) -> Line:
    definition = DEFINITIONS[value.code]
    interval = value.interval
    return {
        "indicator": value.code,
        "name": str(definition.name),
        "part": value.part,
        "value": _number(value.value),
        "unit": value.unit,
        "numerator": _number(value.numerator),
        "denominator": _number(value.denominator),
        "lower": _number(value.lower),
        "upper": _number(value.upper),
        "interval_low": _number(interval.low if interval else None),
        "interval_high": _number(interval.high if interval else None),
        "schools_with_data": str(value.n_schools_with_data),
        "schools": str(value.n_schools),
        "school_year": value.period,
        "as_of": value.as_of.isoformat(),
        "source": source_words(value.sources),
        "not_shown": _("too few people") if value.suppressed else "",
        "definition": str(definition.words),
        **where,
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")
