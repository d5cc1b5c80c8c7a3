"""The clearance page of a network, and each person's own."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from ecotone.accounts.api import Clearance, User
from ecotone.networks.countries import find_country_pack
from ecotone.networks.countries.wording import paper_name
from ecotone.networks.models import Network
from ecotone.networks.selectors.affiliations import networks_of_person
from ecotone.networks.selectors.clearances import (
    ClearanceCheck,
    Contact,
    clearance_checks,
    clearances_of,
)
from ecotone.networks.selectors.people import volunteers_of_networks
from ecotone.networks.upcoming import UpcomingContact, upcoming_contacts

PER_PAGE = 50


@dataclass(frozen=True)
class NotedPaper:
    """A note with the paper's name; notes that differ only in the country stand together."""

    clearance: Clearance
    paper: str
    countries: list[str]
    has_ended: bool


@dataclass(frozen=True)
class PersonRow:
    """One volunteer and what was seen of them."""

    person: User
    papers: list[NotedPaper]


@dataclass(frozen=True)
class MissingRow:
    """A coming visit whose visitor does not meet the rule yet."""

    contact: UpcomingContact
    check: ClearanceCheck


@dataclass(frozen=True)
class ClearancePage:
    missing: list[MissingRow]
    checked: int
    people: Page[User]
    rows: list[PersonRow]


def clearance_page(network: Network, *, number: str | int, today: dt.date) -> ClearancePage:
    """Who lacks what for coming visits, and what was seen of the network's volunteers."""
    contacts = upcoming_contacts([network.pk], today)
    people = Paginator(volunteers_of_networks([network.pk], today=today), PER_PAGE).get_page(number)
    return ClearancePage(
        missing=missing_clearances(network, contacts),
        checked=len(contacts),
        people=people,
        rows=person_rows(list(people.object_list), today=today),
    )


def missing_clearances(network: Network, contacts: Sequence[UpcomingContact]) -> list[MissingRow]:
    """The contacts whose rule is not met on their day. One query."""
    checks = clearance_checks(
        network,
        [Contact(one.person, one.country, one.contact_class, one.on_date) for one in contacts],
    )
    return [
        MissingRow(contact, check)
        for contact, check in zip(contacts, checks, strict=True)
        if not check.is_met
    ]


def person_rows(people: Sequence[User], *, today: dt.date) -> list[PersonRow]:
    """What was seen of each person, the newest first. One query."""
    seen = clearances_of(person.pk for person in people)
    return [PersonRow(person, _noted(seen[person.pk], today)) for person in people]


def own_papers(person: User, *, today: dt.date) -> list[NotedPaper]:
    """What was noted about the person themselves: they see all of it."""
    return person_rows([person], today=today)[0].papers


def noted_in(person: User, country: str, *, today: dt.date) -> list[NotedPaper]:
    """What was seen of the person for one country, the newest first."""
    rows = [row for row in clearances_of([person.pk])[person.pk] if row.country == country]
    return _noted(rows, today)


def is_of_network(network: Network, person: User, *, today: dt.date) -> bool:
    """Whether the person has to do with the network, so that its coordinators see their papers."""
    if volunteers_of_networks([network.pk], today=today).filter(pk=person.pk).exists():
        return True
    own = {one.pk for one in networks_of_person(person, today=today)}
    coming = {contact.person.pk for contact in upcoming_contacts([network.pk], today)}
    return network.pk in own or person.pk in coming


def _noted(rows: Sequence[Clearance], today: dt.date) -> list[NotedPaper]:
    newest_first = sorted(rows, key=lambda row: (row.seen_on or today, row.pk), reverse=True)
    alike: dict[tuple[object, ...], list[Clearance]] = defaultdict(list)
    for row in newest_first:
        alike[
            _name(row), row.outcome, row.seen_on, row.valid_until, tuple(row.contact_classes)
        ].append(row)
    return [
        NotedPaper(
            clearance=group[0],
            paper=_name(group[0]),
            countries=sorted({row.country for row in group}),
            has_ended=_has_ended(group[0], today),
        )
        for group in alike.values()
    ]


def _has_ended(row: Clearance, today: dt.date) -> bool:
    return row.valid_until is not None and row.valid_until < today


def _name(row: Clearance) -> str:
    pack = find_country_pack(row.country)
    found = pack.paper(row.type) if pack else None
    return paper_name(found) if found else row.type
