"""R1 to R4 of one choice of place and level, as one audience may see them."""

from dataclasses import dataclass, replace

from ecotone.evaluation.statistics.disclosure.rules import Release, released_count
from ecotone.evaluation.statistics.disclosure.tables import ALL, TOTAL, Row
from ecotone.evaluation.statistics.facts import ReachFacts
from ecotone.evaluation.statistics.reach import Dose, contacts, dose, schools_reached
from ecotone.evaluation.statistics.reach_table import ReachTable, place_row
from ecotone.evaluation.statistics.values import IndicatorValue, Reason

ENOUGH_SCHOOLS = 0.6  # below this share of schools with data a figure is introduced by a warning


@dataclass(frozen=True, slots=True)
class Choice:
    """What a page was asked for: one municipality or all (None), one level or all (None)."""

    place: str | None = None
    level: str | None = None

    @property
    def row(self) -> Row:
        return ALL if self.place is None else place_row(self.place)

    @property
    def column(self) -> str:
        return TOTAL if self.level is None else self.level


@dataclass(frozen=True, slots=True)
class ReachFigures:
    """The headline of a page. Doses are told as class groups, never as pupils."""

    reach: IndicatorValue
    contacts: IndicatorValue
    schools: IndicatorValue
    dose: Dose
    pupils_without_enrolment: bool

    @property
    def too_few_schools(self) -> bool:
        """Whether the page must warn before it shows the share."""
        return self.reach.share_of_schools_with_data < ENOUGH_SCHOOLS


def reach_figures(facts: ReachFacts, table: ReachTable, choice: Choice) -> ReachFigures:
    """The figures of the choice. ``table`` must have been made from the same facts.

    Contacts and dose are withheld where they would give away a hidden count of pupils reached, or
    how few pupils were reached at schools that have no place in the share.
    """
    chosen = _chosen(facts, choice)
    value = table.value(choice.row, choice.column)
    met = contacts(chosen, level=choice.level)
    spread = dose(chosen, level=choice.level)
    reason, outside = _reason_to_withhold(chosen, table, choice)
    return ReachFigures(
        reach=value,
        contacts=met.withheld(reason) if reason else released_count(met, table.release),
        schools=schools_reached(chosen, level=choice.level),
        dose=_released_dose(spread, table.release, reason),
        pupils_without_enrolment=outside > 0,
    )


def _chosen(facts: ReachFacts, choice: Choice) -> ReachFacts:
    if choice.place is None:
        return facts
    return facts.only_schools(
        school.key for school in facts.schools if school.municipality == choice.place
    )


def _reason_to_withhold(
    chosen: ReachFacts, table: ReachTable, choice: Choice
) -> tuple[Reason | None, int]:
    """Why contacts are not shown, and the pupils reached who are in no share."""
    doses = chosen.doses
    reached = sum(
        group.headcount
        for key, group in chosen.groups.items()
        if key in doses and choice.level in (None, group.level)
    )
    outside = reached - table.reached.counts.get((choice.row, choice.column), 0)
    if table.release.is_few(outside):
        return Reason.COMPLEMENT, outside
    return table.hidden.get((choice.row, choice.column)), outside


def _released_dose(spread: Dose, release: Release, reason: Reason | None) -> Dose:
    bands = tuple(replace(band, pupils=None) for band in spread.bands)
    mean = spread.mean
    if reason:
        return Dose(mean.withheld(reason), bands)
    if mean.value is None or mean.numerator is None or mean.denominator is None:
        return Dose(mean, bands)
    shown = replace(
        mean,
        value=round(mean.value, 1),
        numerator=release.rounded(mean.numerator),
        denominator=release.rounded(mean.denominator),
    )
    return Dose(shown, bands)
