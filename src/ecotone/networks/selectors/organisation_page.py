"""What the page of one organisation shows."""

import datetime as dt
from dataclasses import dataclass

from ecotone.accounts.api import Affiliation
from ecotone.networks.countries import find_country_pack
from ecotone.networks.models import (
    ClassGroup,
    Enrolment,
    Membership,
    Organisation,
    OrganisationIdentifier,
)


@dataclass(frozen=True)
class OrganisationPage:
    """Everything beside the organisation's own fields; people only for who may see them."""

    memberships: list[Membership]
    past_memberships: list[Membership]
    identifiers: list[OrganisationIdentifier]
    people: list[Affiliation]
    class_groups: list[ClassGroup]
    enrolments: list[Enrolment]
    country_name: str
    is_unconfirmed: bool


def organisation_page(
    organisation: Organisation, *, school_year: str, see_people: bool, today: dt.date
) -> OrganisationPage:
    """In a fixed number of queries, fewer for what is no school."""
    rows = organisation.memberships.select_related("network").order_by("network__name", "id")
    memberships = list(rows)
    last = organisation.last_confirmed_on
    return OrganisationPage(
        memberships=[row for row in memberships if _is_current(row, today)],
        past_memberships=[row for row in memberships if not _is_current(row, today)],
        identifiers=list(organisation.identifiers.all()),
        people=people_of(organisation, today=today) if see_people else [],
        class_groups=_class_groups(organisation, school_year),
        enrolments=latest_enrolments(organisation, school_year),
        country_name=country_name(organisation.country),
        is_unconfirmed=last is None or last < today - dt.timedelta(days=365),
    )


def people_of(organisation: Organisation, *, today: dt.date) -> list[Affiliation]:
    """Who is what in the organisation today, by kind and name."""
    return list(
        Affiliation.objects.in_force(today)
        .filter(organisation=organisation, user__is_active=True)
        .select_related("user")
        .order_by("kind", "user__name", "id")
    )


def latest_enrolments(school: Organisation, school_year: str) -> list[Enrolment]:
    """The newest observation of each grade in the year, whole school first, then by grade."""
    if not school.is_school:
        return []
    newest: dict[str, Enrolment] = {}
    for row in Enrolment.objects.filter(school=school, school_year=school_year).order_by(
        "grade", "observed_on", "id"
    ):
        newest[row.grade] = row
    return list(newest.values())


def country_name(code: str) -> str:
    """The country's name in its first language and English where we know it, else its code."""
    pack = find_country_pack(code)
    return pack.names.get("en", code) if pack else code


def _class_groups(organisation: Organisation, school_year: str) -> list[ClassGroup]:
    if not organisation.is_school:
        return []
    rows = ClassGroup.objects.filter(school=organisation, school_year=school_year)
    return list(rows.order_by("label", "id"))


def _is_current(row: Membership, today: dt.date) -> bool:
    return row.since <= today and (row.until is None or row.until >= today)
