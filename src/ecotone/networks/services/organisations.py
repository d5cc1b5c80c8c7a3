"""Listing an organisation and keeping what is known of it right."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from ecotone.accounts.api import User
from ecotone.core.api import record
from ecotone.networks.models import Network, Organisation, SchoolProfile
from ecotone.networks.services.memberships import join_network


@dataclass(frozen=True)
class OrganisationFacts:
    """What is known of any organisation."""

    name: str
    sector: str
    country: str
    municipality_code: str
    municipality_name: str
    address: str
    latitude: float | None
    longitude: float | None
    languages: list[str]
    website: str


@dataclass(frozen=True)
class SchoolFacts:
    """What is known of a school besides."""

    isced_levels: list[str]
    arrival: str
    visitor_rules: str
    photo_policy: str
    is_underserved: bool
    is_small: bool


def list_organisation(
    *, facts: OrganisationFacts, network: Network, today: dt.date, by: User
) -> Organisation:
    """Make the organisation, confirmed today, as a member of the network."""
    with transaction.atomic():
        organisation = Organisation.objects.create(**asdict(facts), last_confirmed_on=today)
        if organisation.is_school:
            SchoolProfile.objects.create(organisation=organisation)
        record(action="organisation.listed", subject=organisation, by=by, network=network)
        join_network(organisation=organisation, network=network, since=today, by=by)
    return organisation


def change_organisation(
    *,
    organisation: Organisation,
    facts: OrganisationFacts,
    school: SchoolFacts | None,
    today: dt.date,
    by: User,
) -> Organisation:
    """Keep the facts, and the school's for a school. Whoever corrects also confirms."""
    with transaction.atomic():
        before, after = _change(organisation, asdict(facts))
        if organisation.is_school:
            profile, _ = SchoolProfile.objects.get_or_create(organisation=organisation)
            school_before, school_after = _change(profile, asdict(school) if school else {})
            before |= school_before
            after |= school_after
        _confirm(organisation, today)
        if after:
            record(
                action="organisation.changed",
                subject=organisation,
                by=by,
                before=before,
                after=after,
            )
    return organisation


def confirm_organisation(*, organisation: Organisation, today: dt.date, by: User) -> Organisation:
    """Somebody who knows says that all is still right."""
    with transaction.atomic():
        _confirm(organisation, today)
        record(action="organisation.confirmed", subject=organisation, by=by)
    return organisation


def confirm_two_adults(*, school: Organisation, today: dt.date, by: User) -> SchoolProfile:
    """The school promises, for all its visits, that an adult of the school stays in the room."""
    with transaction.atomic():
        profile, _ = SchoolProfile.objects.get_or_create(organisation=school)
        profile.two_adult_rule_confirmed_on = today
        profile.save(update_fields=["two_adult_rule_confirmed_on"])
        record(action="school.two_adults_confirmed", subject=school, by=by)
    return profile


def _confirm(organisation: Organisation, today: dt.date) -> None:
    organisation.last_confirmed_on = today
    organisation.save(update_fields=["last_confirmed_on"])


def _change(thing: Model, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write what differs; answers with before and after."""
    after = {name: value for name, value in values.items() if getattr(thing, name) != value}
    before = {name: getattr(thing, name) for name in after}
    for name, value in after.items():
        setattr(thing, name, value)
    if after:
        thing.save(update_fields=list(after))
    return before, after
