"""Who has which role in a network, and who decides about an organisation's people."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from ecotone.accounts.api import (
    SCHOOL_LEADERS,
    Affiliation,
    Permission,
    RoleGrant,
    User,
    roles_with,
)
from ecotone.accounts.enums import AffiliationKind, Role
from ecotone.networks.models import Membership, Network, Organisation
from ecotone.networks.selectors.schools import primary_network_of
from ecotone.networks.upcoming import volunteer_ids

_ORDER = [role.value for role in Role]


@dataclass(frozen=True)
class RolePage:
    """The roles of today by weight and name, and those that ended, the latest first."""

    current: list[RoleGrant]
    ended: list[RoleGrant]


def role_page(network: Network, *, today: dt.date) -> RolePage:
    """One query."""
    rows = list(
        RoleGrant.objects.filter(network=network)
        .select_related("user")
        .order_by("user__name", "id")
    )
    current = [row for row in rows if row.until is None or row.until >= today]
    ended = [row for row in rows if row.until is not None and row.until < today]
    return RolePage(
        current=sorted(current, key=lambda row: _ORDER.index(row.role)),
        ended=sorted(ended, key=lambda row: row.until or today, reverse=True),
    )


def deciders_of(organisation: Organisation, *, today: dt.date) -> list[User]:
    """Who may add people: the organisation's own contacts, else its network's coordinators."""
    leaders = Affiliation.objects.in_force(today).filter(
        organisation=organisation, kind__in=SCHOOL_LEADERS, user__is_active=True
    )
    found = [row.user for row in leaders.select_related("user").order_by("id")]
    if found:
        return found
    network = primary_network_of(organisation, today=today)
    grants = RoleGrant.objects.in_force(today).filter(
        network=network, role__in=roles_with(Permission.SEE_QUEUE), user__is_active=True
    )
    people = {row.user_id: row.user for row in grants.select_related("user").order_by("id")}
    return list(people.values())


def volunteers_of_networks(network_ids: Collection[int], *, today: dt.date) -> QuerySet[User]:
    """The professionals and partner contacts of the networks' organisations and whoever offered
    themselves to them, each once, by name.
    """
    members = Membership.objects.in_force(today).filter(network_id__in=network_ids)
    rows = Affiliation.objects.in_force(today).filter(
        organisation_id__in=members.values("organisation_id"),
        kind__in=[AffiliationKind.PROFESSIONAL, AffiliationKind.PARTNER_CONTACT],
    )
    people = Q(pk__in=rows.values("user_id")) | Q(pk__in=volunteer_ids(network_ids))
    return User.objects.filter(people, is_active=True).order_by("name", "id")
