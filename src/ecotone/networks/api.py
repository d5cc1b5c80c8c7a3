"""The public face of the networks room."""

from ecotone.networks.models import (
    ClassGroup,
    Enrolment,
    Membership,
    Network,
    Organisation,
    SchoolProfile,
)
from ecotone.networks.school_years import SchoolYear, school_year_on
from ecotone.networks.selectors.access import (
    get_network_for,
    get_organisation,
    may_in_network,
    may_in_organisation,
)
from ecotone.networks.selectors.affiliations import networks_of_person
from ecotone.networks.selectors.clearances import (
    ClearanceCheck,
    Contact,
    clearance_check,
    clearance_checks,
    clearances_of,
    requirement_of,
)
from ecotone.networks.selectors.graph import ids_with_ancestors, ids_with_descendants
from ecotone.networks.selectors.places import find_place, known_places
from ecotone.networks.selectors.schools import (
    class_groups_of_school,
    networks_of,
    primary_employer_of,
    primary_network_of,
    school_ids_of_networks,
)

__all__ = [
    "ClassGroup",
    "ClearanceCheck",
    "Contact",
    "Enrolment",
    "Membership",
    "Network",
    "Organisation",
    "SchoolProfile",
    "SchoolYear",
    "class_groups_of_school",
    "clearance_check",
    "clearance_checks",
    "clearances_of",
    "find_place",
    "get_network_for",
    "get_organisation",
    "ids_with_ancestors",
    "ids_with_descendants",
    "known_places",
    "may_in_network",
    "may_in_organisation",
    "networks_of",
    "networks_of_person",
    "primary_employer_of",
    "primary_network_of",
    "requirement_of",
    "school_ids_of_networks",
    "school_year_on",
]
