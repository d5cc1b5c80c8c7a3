"""A need and an offer that fit in everything, to be spoilt one fact at a time."""

import datetime as dt
from dataclasses import replace
from typing import Any

from ecotone.matching.ranking import (
    NeedFacts,
    OfferFacts,
    OfferTable,
    PersonFacts,
    Ranking,
    RankingSettings,
    rank,
)
from tests.matching.ranking.problems import NOW, thursday_slot

HC_1_NEED = NeedFacts(
    need_id=1,
    school_id=7,
    format="CAREER_TALK",
    level="2",
    language="nl",
    headcount=24,
    slots=(thursday_slot(),),
    time_zone="Europe/Brussels",
    mode="ONSITE",
    theme="the brook",
    fields=("0531",),
    latitude=51.18,
    longitude=4.83,
    equipment=("screen",),
)

CHEMIST = OfferFacts(
    offer_id=10,
    person_id=100,
    subject="person:100",
    organisation_id=50,
    sector="COMPANY",
    topic="water chemistry",
    formats=("CAREER_TALK",),
    levels=("2",),
    fields=("0531",),
    languages={"nl": "fluent", "fr": "good", "de": "basic"},
    latitude=51.06,
    longitude=4.83,
    weekdays=(0, 1, 2, 3),
    months=(11, 12),
)

ASKED_ONCE = PersonFacts(asked_this_year=1, last_visit_on=dt.date(2026, 5, 7))


def need(**changes: Any) -> NeedFacts:
    return replace(HC_1_NEED, **changes)


def offer(**changes: Any) -> OfferFacts:
    """The chemist, changed. Another ``offer_id`` alone is another person with the same facts."""
    if "offer_id" in changes:
        number = changes["offer_id"]
        changes = {"person_id": number * 10, "subject": f"person:{number * 10}", **changes}
    return replace(CHEMIST, **changes)


def ranked(
    asked: NeedFacts,
    *offers: OfferFacts,
    person: PersonFacts | None = None,
    people: dict[str, PersonFacts] | None = None,
    settings: RankingSettings | None = None,
) -> Ranking:
    """The ranking of the offers; ``person`` stands behind the chemist."""
    facts = people or ({CHEMIST.subject: person} if person else {})
    table = OfferTable.from_rows(offers, facts)
    return rank(asked, table, settings or RankingSettings(), now=NOW)


def rules_broken(ranking: Ranking, offer_id: int = 10) -> list[str | None]:
    return [failure.constraint.name for failure in ranking.failures(offer_id)]
