"""All offers at once, as columns. Built once, asked for every need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ecotone.matching.ranking.columns import Ints, ints
from ecotone.matching.ranking.facts import OfferFacts, PersonFacts
from ecotone.matching.ranking.people import PeopleColumns, people_columns
from ecotone.matching.ranking.places import PlaceColumns
from ecotone.matching.ranking.terms import TermColumns
from ecotone.matching.ranking.times import TimesColumns
from ecotone.matching.ranking.topics import TopicColumns


@dataclass(frozen=True, slots=True)
class OfferTable:
    """N offers as columns of N values in the order given; nothing here is ever changed.

    ``people`` holds what changes from day to day and is swapped by ``with_people``, which costs far
    less than building anew.
    """

    offers: tuple[OfferFacts, ...]
    offer_id: Ints
    person_id: Ints
    terms: TermColumns
    times: TimesColumns
    places: PlaceColumns
    topics: TopicColumns
    people: PeopleColumns

    @classmethod
    def from_rows(
        cls, rows: Iterable[OfferFacts], people: Mapping[str, PersonFacts] | None = None
    ) -> "OfferTable":
        """Build the columns. A subject that is not in ``people`` has never done anything.

        Raises UnequalVectors when the offers' vectors differ in length.
        """
        offers = tuple(rows)
        return cls(
            offers=offers,
            offer_id=ints(offer.offer_id for offer in offers),
            person_id=ints(offer.person_id for offer in offers),
            terms=TermColumns.of(offers),
            times=TimesColumns.of(offers),
            places=PlaceColumns.of(offers),
            topics=TopicColumns.of(offers),
            people=people_columns(offers, people or {}),
        )

    def __len__(self) -> int:
        return len(self.offers)

    def with_people(self, people: Mapping[str, PersonFacts]) -> "OfferTable":
        """The same offers with today's facts about the people behind them."""
        return replace(self, people=people_columns(self.offers, people))
