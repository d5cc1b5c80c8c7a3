"""What each role may do in a network. The whole table, in one place.

Who holds which role is data (``RoleGrant``); when something may be done is said by the states of
the thing itself. Permissions that only read also hold in the networks below the one where the role
was given (``READS_DOWNWARDS``), so that a national lead sees the hubs without steering them.
"""

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

from ecotone.accounts.enums import AffiliationKind, Role
from ecotone.accounts.models import Affiliation, RoleGrant, User

if TYPE_CHECKING:
    from collections.abc import Collection


class Permission(StrEnum):
    SEE_NETWORK = "see_network"
    SEE_FIGURES = "see_figures"
    SEE_QUEUE = "see_queue"
    SEND_INVITATIONS = "send_invitations"
    NOTE_CLEARANCE = "note_clearance"
    EDIT_ORGANISATIONS = "edit_organisations"
    IMPORT_SCHOOLS = "import_schools"
    CHANGE_SETTINGS = "change_settings"
    GIVE_ROLES = "give_roles"


P = Permission
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.MEMBER: frozenset({P.SEE_NETWORK}),
    Role.EDITOR: frozenset({P.SEE_NETWORK, P.EDIT_ORGANISATIONS}),
    Role.EVALUATOR: frozenset({P.SEE_NETWORK, P.SEE_FIGURES}),
    Role.COORDINATOR: frozenset(
        {
            P.SEE_NETWORK,
            P.SEE_FIGURES,
            P.SEE_QUEUE,
            P.SEND_INVITATIONS,
            P.NOTE_CLEARANCE,
            P.EDIT_ORGANISATIONS,
            P.IMPORT_SCHOOLS,
        }
    ),
    Role.LEAD: frozenset(Permission),
}
READS_DOWNWARDS = frozenset({P.SEE_NETWORK, P.SEE_FIGURES})


def roles_with(permission: Permission) -> list[Role]:
    """The roles that hold the permission."""
    return [role for role, held in ROLE_PERMISSIONS.items() if permission in held]


def network_ids_where(user: User, permission: Permission, *, today: dt.date) -> set[int]:
    """The networks in which the person's own roles grant the permission (not those below)."""
    grants = RoleGrant.objects.in_force(today).filter(user=user, role__in=roles_with(permission))
    return set(grants.values_list("network_id", flat=True))


def has_permission(
    user: User,
    permission: Permission,
    network_ids: "Collection[int]",
    *,
    today: dt.date,
) -> bool:
    """Whether a role in one of these networks grants the permission.

    Pass a network's own id for acts; for reading, ``networks.api.ids_with_ancestors`` adds those
    above it.
    """
    return not network_ids_where(user, permission, today=today).isdisjoint(network_ids)


SCHOOL_STAFF = (AffiliationKind.TEACHER, AffiliationKind.HEAD, AffiliationKind.SCHOOL_CONTACT)
SCHOOL_LEADERS = (AffiliationKind.HEAD, AffiliationKind.SCHOOL_CONTACT)


def organisation_ids_of(
    user: User, kinds: "Collection[AffiliationKind]", *, today: dt.date
) -> set[int]:
    """The organisations where the person is one of these kinds today."""
    rows = Affiliation.objects.in_force(today).filter(user=user, kind__in=kinds)
    return set(rows.values_list("organisation_id", flat=True))
