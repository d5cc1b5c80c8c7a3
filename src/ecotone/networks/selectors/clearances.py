"""Whether people may visit: what the country asks for, against what was seen."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ecotone.accounts.api import Clearance, User
from ecotone.networks.countries.clearance import ClearanceAnswer, is_met
from ecotone.networks.countries.packs import Requirement, VisitorRole
from ecotone.networks.countries.registry import find_country_pack
from ecotone.networks.countries.requirements import requirement_for, requirement_without_pack
from ecotone.networks.countries.wording import answer_words
from ecotone.networks.models import Network


@dataclass(frozen=True)
class ClearanceCheck:
    """Whether the rule is met, with the words that say why, and until when it stays so."""

    is_met: bool
    words: str
    until: dt.date | None = None
    is_draft: bool = False


@dataclass(frozen=True)
class Contact:
    """Somebody will meet pupils in a country, in a contact class, on a day."""

    person: User
    country: str
    contact_class: str
    on_date: dt.date


def requirement_of(network: Network, country: str, contact_class: str) -> Requirement:
    """What a volunteer must show there; the strict rule until the network confirmed the pack."""
    pack = find_country_pack(country)
    if pack is None:
        return requirement_without_pack(country, contact_class, VisitorRole.VOLUNTEER)
    confirmed = network.country_pack_confirmed_on is not None and network.country == country
    return requirement_for(pack, contact_class, VisitorRole.VOLUNTEER, confirmed=confirmed)


def clearance_check(
    *, person: User, network: Network, country: str, contact_class: str, on_date: dt.date
) -> ClearanceCheck:
    """Whether the person meets the country's rule for this contact on the day."""
    return clearance_checks(network, [Contact(person, country, contact_class, on_date)])[0]


def clearance_checks(network: Network, contacts: Sequence[Contact]) -> list[ClearanceCheck]:
    """One answer a contact, in order. One query at any size."""
    seen = clearances_of(contact.person.pk for contact in contacts)
    return [_check(network, contact, seen[contact.person.pk]) for contact in contacts]


def clearances_of(person_ids: Iterable[int]) -> dict[int, list[Clearance]]:
    """What was seen of each person; an empty list for those of whom nothing was."""
    found: dict[int, list[Clearance]] = defaultdict(list)
    for row in Clearance.objects.filter(person_id__in=set(person_ids)):
        found[row.person_id].append(row)
    return found


def _check(network: Network, contact: Contact, seen: list[Clearance]) -> ClearanceCheck:
    requirement = requirement_of(network, contact.country, contact.contact_class)
    answer: ClearanceAnswer = is_met(requirement, seen, contact.on_date)
    return ClearanceCheck(
        is_met=answer.is_met,
        words=answer_words(answer),
        until=answer.until,
        is_draft=requirement.is_draft,
    )


class SeenRow(NamedTuple):
    """A clearance as far as a rule asks; rows that are alike are equal."""

    country: str
    type: str
    contact_classes: tuple[str, ...]
    outcome: str
    seen_on: dt.date | None
    valid_until: dt.date | None


def last_days_met(
    requirements: Mapping[str, Requirement], today: dt.date
) -> dict[int, dict[str, dt.date]]:
    """By person and key, the last day on which their papers meet the rule; absent when not today.

    For thousands of people at once: one query, and each combination of papers is judged once.
    """
    papers: dict[int, list[SeenRow]] = defaultdict(list)
    rows = Clearance.objects.order_by("person_id", "pk").values_list("person_id", *SeenRow._fields)
    for person_id, country, kind, classes, outcome, seen_on, until in rows:
        row = SeenRow(country, kind, tuple(classes), outcome, seen_on, until)
        papers[person_id].append(row)
    judged: dict[tuple[SeenRow, ...], dict[str, dt.date]] = {}
    found = {}
    for person_id, seen in papers.items():
        alike = tuple(seen)
        if alike not in judged:
            judged[alike] = _days_met(requirements, alike, today)
        found[person_id] = judged[alike]
    return found


def _days_met(
    requirements: Mapping[str, Requirement], seen: Sequence[SeenRow], today: dt.date
) -> dict[str, dt.date]:
    answers = {key: is_met(one, seen, today) for key, one in requirements.items()}
    return {key: a.until or dt.date.max for key, a in answers.items() if a.is_met}
