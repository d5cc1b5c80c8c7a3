"""Things to test with. Small functions that make one valid thing each, and the fixed cast."""

import datetime as dt
import itertools
from dataclasses import dataclass
from typing import Any

from ecotone.accounts.enums import AffiliationKind, ClearanceOutcome, Role
from ecotone.accounts.models import Affiliation, Clearance, RoleGrant, User
from ecotone.activities.enums import Mode
from ecotone.matching.enums import OfferStatus
from ecotone.matching.models import Need, Offer
from ecotone.matching.services.needs import NeedWish, send_need
from ecotone.networks.enums import NetworkKind, NetworkLevel
from ecotone.networks.models import (
    ClassGroup,
    Membership,
    Network,
    NetworkLink,
    Organisation,
    SchoolProfile,
)

LONG_AGO = dt.date(2020, 9, 1)
HERENTALS = (51.1766, 4.8363)
_numbers = itertools.count(1)


def make_user(name: str = "", **fields: Any) -> User:
    number = next(_numbers)
    name = name or f"Person {number}"
    email = fields.pop("email", f"person{number}@example.org")
    return User.objects.create_user(email=email, name=name, language="en", **fields)


def make_network(name: str = "", parent: Network | None = None, **fields: Any) -> Network:
    number = next(_numbers)
    values: dict[str, Any] = {
        "slug": f"network-{number}",
        "name": name or f"Network {number}",
        "kind": NetworkKind.HUB,
        "level": NetworkLevel.LOCAL,
        "country": "BE",
        "languages": ["en"],
        "country_pack_confirmed_on": LONG_AGO,
        **fields,
    }
    network = Network.objects.create(**values)
    if parent is not None:
        NetworkLink.objects.create(child=network, parent=parent)
    return network


def make_organisation(
    name: str = "", network: Network | None = None, **fields: Any
) -> Organisation:
    number = next(_numbers)
    values: dict[str, Any] = {
        "name": name or f"Organisation {number}",
        "sector": "COM-SME",
        "country": "BE",
        "municipality_name": "Herentals",
        "latitude": HERENTALS[0],
        "longitude": HERENTALS[1],
        **fields,
    }
    organisation = Organisation.objects.create(**values)
    if network is not None:
        Membership.objects.create(network=network, organisation=organisation, since=LONG_AGO)
    return organisation


def make_school(name: str = "", network: Network | None = None, **fields: Any) -> Organisation:
    profile = fields.pop("profile", {})
    school = make_organisation(name, network, **{"sector": "SCH-SEC", **fields})
    SchoolProfile.objects.create(
        organisation=school,
        **{"isced_levels": ["2"], "two_adult_rule_confirmed_on": LONG_AGO, **profile},
    )
    return school


def make_class(school: Organisation, label: str = "", **fields: Any) -> ClassGroup:
    values: dict[str, Any] = {
        "school_year": "2026/27",
        "grade": "S2",
        "isced_level": "2",
        "label": label or f"2{next(_numbers)}",
        "headcount": 24,
        **fields,
    }
    return ClassGroup.objects.create(school=school, **values)


def give_role(user: User, network: Network, role: Role) -> RoleGrant:
    return RoleGrant.objects.create(user=user, network=network, role=role, since=LONG_AGO)


def affiliate(user: User, organisation: Organisation, kind: AffiliationKind) -> Affiliation:
    return Affiliation.objects.create(
        user=user, organisation=organisation, kind=kind, since=LONG_AGO
    )


def give_clearance(person: User, until: dt.date, **fields: Any) -> Clearance:
    values: dict[str, Any] = {
        "country": "BE",
        "type": "596.2",
        "contact_classes": ["A", "B", "C", "D"],
        "outcome": ClearanceOutcome.OK,
        "seen_on": dt.date(2026, 9, 1),
        **fields,
    }
    return Clearance.objects.create(person=person, valid_until=until, **values)


def make_offer(network: Network, person: User | None = None, **fields: Any) -> Offer:
    number = next(_numbers)
    person = person or make_user(f"Professional {number}")
    cleared = fields.pop("cleared", True)
    values: dict[str, Any] = {
        "status": OfferStatus.READY,
        "title": f"Water chemist {number}",
        "job_in_plain_words": "I test whether the water of brooks and taps is clean.",
        "formats": ["CAREER_TALK", "WORKSHOP"],
        "fields_of_study": ["0531"],
        "isced_levels": ["1", "2", "3"],
        "languages": {"en": "fluent", "nl": "fluent"},
        "mode": Mode.HYBRID,
        "radius_km": 40,
        "latitude": HERENTALS[0],
        "longitude": HERENTALS[1],
        "weekdays": [0, 1, 2, 3, 4],
        "months": list(range(1, 13)),
        "from_time": dt.time(7, 0),
        "until_time": dt.time(20, 0),
        "cap_per_year": 10,
        "induction_done_on": LONG_AGO,
        "last_confirmed_on": dt.date(2026, 9, 1),
        **fields,
    }
    offer = Offer.objects.create(person=person, **values)
    offer.networks.add(network)
    if cleared:
        give_clearance(person, dt.date(2027, 9, 1))
    return offer


def school_hours(day: dt.date, hour: int = 9) -> tuple[dt.datetime, dt.datetime]:
    """An hour at school on the day, in UTC (Belgian winter time is one hour later)."""
    start = dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC)
    return start, start + dt.timedelta(hours=1)


def next_weekday(day: dt.date, weeks: int = 2, weekday: int = 3) -> dt.date:
    """The weekday (0 is Monday) that lies the given weeks ahead."""
    monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=weeks)
    return monday + dt.timedelta(days=weekday)


def make_need(
    network: Network,
    class_group: ClassGroup,
    teacher: User,
    now: dt.datetime,
    **fields: Any,
) -> Need:
    """A need that was sent, with two slots in two weeks."""
    day = next_weekday(now.date())
    values: dict[str, Any] = {
        "format": "CAREER_TALK",
        "theme": "The brook behind our school",
        "language": "en",
        "mode": Mode.HYBRID,
        "topics": ["water"],
        "slots": [school_hours(day), school_hours(day + dt.timedelta(days=1))],
        **fields,
    }
    return send_need(
        network=network,
        class_group=class_group,
        wish=NeedWish(**values),
        form_key=f"key-{next(_numbers)}",
        now=now,
        by=teacher,
    )


@dataclass
class Cast:
    """People whose rights differ: those of the network, those of the school, and a stranger."""

    network: Network
    parent: Network
    school: Organisation
    other_school: Organisation
    company: Organisation
    class_group: ClassGroup
    lead: User
    coordinator: User
    evaluator: User
    editor: User
    member: User
    parent_lead: User
    teacher: User
    colleague: User
    head: User
    professional: User
    other_teacher: User
    stranger: User

    def people(self) -> dict[str, User]:
        """All of the cast by the name of their part."""
        return {name: value for name, value in vars(self).items() if isinstance(value, User)}


def make_cast(now: dt.datetime) -> Cast:
    """One network under a parent, one school in it, and everybody who has to do with them."""
    parent = make_network("Parent", level=NetworkLevel.NATIONAL)
    network = make_network("Hub", parent)
    school = make_school("Sint-Jan", network)
    other_school = make_school("De Vaart", network)
    company = make_organisation("Aqualab", network)
    people = {
        name: make_user(name.replace("_", " ").title(), email=f"{name}@example.org")
        for name in [f for f, kind in Cast.__annotations__.items() if kind is User]
    }
    for name, role in [
        ("lead", Role.LEAD),
        ("coordinator", Role.COORDINATOR),
        ("evaluator", Role.EVALUATOR),
        ("editor", Role.EDITOR),
        ("member", Role.MEMBER),
    ]:
        give_role(people[name], network, role)
    give_role(people["parent_lead"], parent, Role.LEAD)
    affiliate(people["teacher"], school, AffiliationKind.TEACHER)
    affiliate(people["colleague"], school, AffiliationKind.TEACHER)
    affiliate(people["head"], school, AffiliationKind.HEAD)
    affiliate(people["other_teacher"], other_school, AffiliationKind.TEACHER)
    affiliate(people["professional"], company, AffiliationKind.PROFESSIONAL)
    return Cast(
        network=network,
        parent=parent,
        school=school,
        other_school=other_school,
        company=company,
        class_group=make_class(school, "2A"),
        **people,
    )
