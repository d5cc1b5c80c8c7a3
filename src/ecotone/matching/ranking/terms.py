"""On what terms an offer can be had, as columns, and which rows refuse a need."""

from dataclasses import dataclass

import numpy as np

from ecotone.matching.ranking.codes import SKILL, Constraint
from ecotone.matching.ranking.columns import (
    NEVER,
    Bits,
    Ints,
    Mask,
    NumberColumn,
    SetColumn,
    ints,
    mask,
)
from ecotone.matching.ranking.facts import NeedFacts, OfferFacts


@dataclass(frozen=True, slots=True)
class TermColumns:
    """Everything of an offer that does not depend on time, place or topic."""

    organisation_id: Ints
    is_ready: Mask
    is_inducted: Mask
    paused_until: Ints
    cap: Ints
    min_days: Ints
    group_min: Ints
    group_max: Ints
    sectors: SetColumn[str]
    formats: SetColumn[str]
    levels: SetColumn[str]
    languages: NumberColumn
    refused_formats: SetColumn[str]
    refused_levels: SetColumn[str]
    refused_schools: SetColumn[int]
    own_child_schools: SetColumn[int]
    wishes: SetColumn[str]

    @classmethod
    def of(cls, offers: tuple[OfferFacts, ...]) -> "TermColumns":
        return cls(
            organisation_id=ints(
                -1 if o.organisation_id is None else o.organisation_id for o in offers
            ),
            is_ready=mask(o.is_ready for o in offers),
            is_inducted=mask(o.is_induction_done for o in offers),
            paused_until=ints(
                NEVER if o.paused_until is None else o.paused_until.toordinal() for o in offers
            ),
            cap=ints(o.cap_per_year for o in offers),
            min_days=ints(-1 if o.min_days_between is None else o.min_days_between for o in offers),
            group_min=ints(o.group_min for o in offers),
            group_max=ints(o.group_max for o in offers),
            sectors=SetColumn.of([(o.sector,) if o.sector else () for o in offers]),
            formats=SetColumn.of([o.formats for o in offers]),
            levels=SetColumn.of([o.levels for o in offers]),
            languages=NumberColumn.of(len(offers), _skills(offers)),
            refused_formats=SetColumn.of([o.refused_formats for o in offers]),
            refused_levels=SetColumn.of([o.refused_levels for o in offers]),
            refused_schools=SetColumn.of([o.refused_schools for o in offers]),
            own_child_schools=SetColumn.of([o.own_child_schools for o in offers]),
            wishes=SetColumn.of([(o.offered_wish,) if o.offered_wish else () for o in offers]),
        )

    def days_between(self, default: int) -> Ints:
        """The least days between two talks of each row: its own wish, else the network's."""
        return np.where(self.min_days < 0, default, self.min_days)

    def refusals(self, need: NeedFacts, *, skill: int, today: int) -> Bits:
        """The constraints of this kind that each row breaks; ``today`` is an ordinal day."""
        excluded = np.isin(self.organisation_id, list(need.excluded_organisations))
        excluded |= self.sectors.having(*need.excluded_sectors)
        own_child = self.own_child_schools.having(need.school_id)
        fits = (self.group_min <= need.headcount) & (need.headcount <= self.group_max)
        speaks = self.languages.numbers(main_language(need.language)) >= skill
        return (
            broken(~self.is_ready, Constraint.NOT_READY)
            | broken(self.paused_until >= today, Constraint.PAUSED)
            | broken(~self.is_inducted, Constraint.INDUCTION)
            | broken(~self.formats.having(need.format), Constraint.FORMAT)
            | broken(~speaks, Constraint.LANGUAGE)
            | broken(~self.levels.matching_level(need.level), Constraint.LEVEL)
            | broken(~fits, Constraint.GROUP_SIZE)
            | broken(self.refused_formats.having(need.format), Constraint.REFUSED_FORMAT)
            | broken(self.refused_levels.matching_level(need.level), Constraint.REFUSED_LEVEL)
            | broken(self.refused_schools.having(need.school_id), Constraint.REFUSED_SCHOOL)
            | broken(excluded, Constraint.EXCLUDED_EMPLOYER)
            | broken(own_child & (not need.accepts_own_parents), Constraint.OWN_CHILD)
        )


def broken(rows: Mask, constraint: Constraint) -> Bits:
    """The constraint's bit in the rows that break it."""
    return rows.astype(np.uint32) * np.uint32(constraint)


def main_language(code: str) -> str:
    """The language without its region: "nl-BE" is "nl"."""
    return code.replace("_", "-").partition("-")[0].lower()


def _skills(offers: tuple[OfferFacts, ...]) -> list[tuple[int, str, int]]:
    """(row, language, skill), the better known last: of two regions of a language it counts."""
    return [
        (row, main_language(code), SKILL.get(skill, 0))
        for row, offer in enumerate(offers)
        for code, skill in sorted(offer.languages.items(), key=lambda entry: SKILL.get(entry[1], 0))
    ]
