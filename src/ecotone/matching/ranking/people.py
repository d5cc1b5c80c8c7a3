"""The daily facts about the people behind the offers, as columns beside the offers' own."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ecotone.matching.ranking.columns import (
    NEVER,
    Ints,
    Mask,
    NumberColumn,
    SetColumn,
    TimeColumn,
    minute_after,
    minute_of,
)
from ecotone.matching.ranking.facts import OfferFacts, PersonFacts

NEW_PERSON = PersonFacts()


@dataclass(frozen=True, slots=True)
class PeopleColumns:
    """One value for each row of the offers; days are proleptic ordinals, ``NEVER`` for none."""

    of_subject: Mapping[str, PersonFacts]
    is_suspended: Mask
    visits: Ints
    open_invitations: Ints
    asked: Ints
    last_visit: Ints
    visit_days: TimeColumn
    busy: TimeColumn
    clearances: NumberColumn
    schools: SetColumn[int]
    formats: NumberColumn

    def person(self, subject: str) -> PersonFacts:
        return self.of_subject.get(subject, NEW_PERSON)


def people_columns(
    offers: tuple[OfferFacts, ...], people: Mapping[str, PersonFacts]
) -> PeopleColumns:
    """Spread the facts over the rows. Only rows of known subjects cost anything."""
    size = len(offers)
    known = [
        (row, people[offer.subject]) for row, offer in enumerate(offers) if offer.subject in people
    ]
    rows = np.array([row for row, _ in known], dtype=np.intp)

    def spread(values: list[int], missing: int = 0) -> Ints:
        column = np.full(size, missing, dtype=np.int64)
        column[rows] = values
        return column

    is_suspended = np.zeros(size, dtype=bool)
    is_suspended[rows] = [person.is_suspended for _, person in known]
    schools: list[frozenset[int]] = [frozenset()] * size
    for row, person in known:
        schools[row] = frozenset(person.schools_visited)
    return PeopleColumns(
        of_subject=people,
        is_suspended=is_suspended,
        visits=spread([person.visits_this_year for _, person in known]),
        open_invitations=spread([person.open_invitations for _, person in known]),
        asked=spread([person.asked_this_year for _, person in known]),
        last_visit=spread(
            [p.last_visit_on.toordinal() if p.last_visit_on else NEVER for _, p in known], NEVER
        ),
        visit_days=TimeColumn.of(
            size,
            (
                (row, day.toordinal(), day.toordinal())
                for row, person in known
                for day in person.visit_dates
            ),
        ),
        busy=TimeColumn.of(
            size,
            (
                (row, minute_of(time.starts_at), minute_after(time.ends_at))
                for row, person in known
                for time in person.busy
            ),
        ),
        clearances=NumberColumn.of(
            size,
            (
                (row, key, day.toordinal())
                for row, person in known
                for key, day in person.clearances.items()
            ),
        ),
        schools=SetColumn.of(schools),
        formats=NumberColumn.of(
            size,
            (
                (row, code, count)
                for row, person in known
                for code, count in person.visits_by_format.items()
            ),
        ),
    )
