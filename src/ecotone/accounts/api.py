"""The public face of the accounts room."""

from ecotone.accounts.models import Affiliation, Clearance, Consent, RoleGrant, User
from ecotone.accounts.permissions import (
    SCHOOL_LEADERS,
    SCHOOL_STAFF,
    Permission,
    has_permission,
    network_ids_where,
    organisation_ids_of,
    roles_with,
)

__all__ = [
    "SCHOOL_LEADERS",
    "SCHOOL_STAFF",
    "Affiliation",
    "Clearance",
    "Consent",
    "Permission",
    "RoleGrant",
    "User",
    "has_permission",
    "network_ids_where",
    "organisation_ids_of",
    "roles_with",
]
