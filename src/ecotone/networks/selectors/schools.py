"""Schools, their classes and the networks they are in."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from ecotone.accounts.api import User
from ecotone.accounts.enums import AffiliationKind
from ecotone.networks.enums import SCHOOL_SECTORS, NetworkLevel
from ecotone.networks.models import ClassGroup, Membership, Network, Organisation

_NEAREST_FIRST = [
    NetworkLevel.LOCAL,
    NetworkLevel.REGIONAL,
    NetworkLevel.NATIONAL,
    NetworkLevel.EUROPEAN,
]


def networks_of(organisation: Organisation, *, today: dt.date) -> list[Network]:
    """The networks the organisation is in today, the most local first."""
    rows = Membership.objects.in_force(today).filter(organisation=organisation)
    networks = [row.network for row in rows.select_related("network")]
    return sorted(
        networks, key=lambda n: (_NEAREST_FIRST.index(NetworkLevel(n.level)), n.name, n.pk)
    )


def primary_network_of(organisation: Organisation, *, today: dt.date) -> Network | None:
    """The most local network of the organisation: where its needs go."""
    return next(iter(networks_of(organisation, today=today)), None)


def school_ids_of_networks(network_ids: Iterable[int], *, today: dt.date) -> set[int]:
    """The schools in any of the networks, each once however many of them it is in."""
    rows = Membership.objects.in_force(today).filter(
        network_id__in=list(network_ids), organisation__sector__in=SCHOOL_SECTORS
    )
    return set(rows.values_list("organisation_id", flat=True))


def class_groups_of_school(school: Organisation, school_year: str) -> QuerySet[ClassGroup]:
    """The school's class groups of a year, by label."""
    return ClassGroup.objects.filter(school=school, school_year=school_year)


def primary_employer_of(person: User) -> Organisation | None:
    """The organisation on whose behalf a professional comes, the latest when there are several."""
    row = (
        person.affiliations.filter(
            until=None, kind__in=[AffiliationKind.PROFESSIONAL, AffiliationKind.PARTNER_CONTACT]
        )
        .select_related("organisation")
        .order_by("-since", "-id")
        .first()
    )
    return row.organisation if row else None
