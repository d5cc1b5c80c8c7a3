"""What a person is: their roles in networks and their places in organisations, today."""

import datetime as dt
from dataclasses import dataclass, field

from ecotone.accounts.api import (
    SCHOOL_LEADERS,
    SCHOOL_STAFF,
    Affiliation,
    Permission,
    RoleGrant,
    User,
    roles_with,
)
from ecotone.accounts.enums import AffiliationKind, Role
from ecotone.networks.api import Network, Organisation


@dataclass(frozen=True)
class Standing:
    """A person's grants and affiliations in force; asks no further query."""

    person: User
    grants: list[RoleGrant] = field(default_factory=list)
    affiliations: list[Affiliation] = field(default_factory=list)

    def networks_where(self, permission: Permission) -> list[Network]:
        """The networks in which an own role grants the permission, each once, by name."""
        return self._networks(roles_with(permission))

    def networks_as(self, *roles: Role) -> list[Network]:
        """The networks in which the person holds one of the roles, each once, by name."""
        return self._networks(list(roles))

    @property
    def schools(self) -> list[Organisation]:
        """Where the person is school staff of any kind."""
        return self._organisations(SCHOOL_STAFF)

    @property
    def led_schools(self) -> list[Organisation]:
        """Where the person is head or school contact."""
        return self._organisations(SCHOOL_LEADERS)

    @property
    def is_professional(self) -> bool:
        kinds = {AffiliationKind.PROFESSIONAL, AffiliationKind.PARTNER_CONTACT}
        return any(row.kind in kinds for row in self.affiliations)

    @property
    def is_nobody_yet(self) -> bool:
        """Whether nobody gave the person a role or a place so far."""
        return not self.grants and not self.affiliations

    def _networks(self, roles: list[Role]) -> list[Network]:
        found = {row.network_id: row.network for row in self.grants if row.role in roles}
        return sorted(found.values(), key=lambda network: (network.name, network.pk))

    def _organisations(self, kinds: tuple[AffiliationKind, ...]) -> list[Organisation]:
        found = {
            row.organisation_id: row.organisation for row in self.affiliations if row.kind in kinds
        }
        return sorted(found.values(), key=lambda place: (place.name, place.pk))


def standing_of(person: User, *, today: dt.date) -> Standing:
    """Two queries, however many roles and places the person has."""
    grants = RoleGrant.objects.in_force(today).filter(user=person).select_related("network")
    affiliations = (
        Affiliation.objects.in_force(today).filter(user=person).select_related("organisation")
    )
    return Standing(person, list(grants), list(affiliations))
