"""The public face of the accounts room."""

from ecotone.accounts.leaving import LeavingRule, register_leaving_rule
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
from ecotone.accounts.requests import SignedInRequest
from ecotone.accounts.selectors.people import find_person
from ecotone.accounts.services.affiliations import (
    AffiliationHasEnded,
    AffiliationIsHeldAlready,
    add_affiliation,
    end_affiliation,
)
from ecotone.accounts.services.clearances import (
    EndsBeforeSeen,
    OwnPaper,
    SeenInTheFuture,
    SeenNote,
    note_clearance,
    withdraw_clearance,
)
from ecotone.accounts.services.consents import give_consent, withdraw_consent
from ecotone.accounts.services.people import find_or_invite
from ecotone.accounts.services.roles import (
    LastLead,
    RoleHasEnded,
    RoleIsHeldAlready,
    end_role,
    give_role,
)
from ecotone.accounts.services.suspensions import lift_suspension, suspend_person

__all__ = [
    "SCHOOL_LEADERS",
    "SCHOOL_STAFF",
    "Affiliation",
    "AffiliationHasEnded",
    "AffiliationIsHeldAlready",
    "Clearance",
    "Consent",
    "EndsBeforeSeen",
    "LastLead",
    "LeavingRule",
    "OwnPaper",
    "Permission",
    "RoleGrant",
    "RoleHasEnded",
    "RoleIsHeldAlready",
    "SeenInTheFuture",
    "SeenNote",
    "SignedInRequest",
    "User",
    "add_affiliation",
    "end_affiliation",
    "end_role",
    "find_or_invite",
    "find_person",
    "give_consent",
    "give_role",
    "has_permission",
    "lift_suspension",
    "network_ids_where",
    "note_clearance",
    "organisation_ids_of",
    "register_leaving_rule",
    "roles_with",
    "suspend_person",
    "withdraw_clearance",
    "withdraw_consent",
]
