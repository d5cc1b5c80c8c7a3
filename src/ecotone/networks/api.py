"""The public face of the networks room."""

import datetime as dt

from ecotone.networks.countries.packs import Grade, Requirement
from ecotone.networks.countries.registry import find_country_pack
from ecotone.networks.countries.wording import requirement_words
from ecotone.networks.models import (
    ClassGroup,
    Enrolment,
    Membership,
    Network,
    NetworkLink,
    Organisation,
    OrganisationIdentifier,
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
    last_days_met,
    requirement_of,
)
from ecotone.networks.selectors.closed_days import closed_days
from ecotone.networks.selectors.grades import grade_name, grades_of_school
from ecotone.networks.selectors.graph import ids_with_ancestors, ids_with_descendants
from ecotone.networks.selectors.places import find_place, known_places
from ecotone.networks.selectors.roll_up import (
    RollUp,
    organisation_ids_of_networks,
    roll_up,
    roll_ups,
)
from ecotone.networks.selectors.schools import (
    class_groups_of_school,
    networks_of,
    primary_employer_of,
    primary_network_of,
    school_ids_of_networks,
)
from ecotone.networks.upcoming import (
    UpcomingContact,
    register_contact_source,
    register_volunteer_source,
)


def school_year_label(today: dt.date, country: str = "") -> str:
    """The school year of the day in the country, as it is written everywhere: "2026/27"."""
    return school_year_on(today, country).label


__all__ = [
    "ClassGroup",
    "ClearanceCheck",
    "Contact",
    "Enrolment",
    "Grade",
    "Membership",
    "Network",
    "NetworkLink",
    "Organisation",
    "OrganisationIdentifier",
    "Requirement",
    "RollUp",
    "SchoolProfile",
    "SchoolYear",
    "UpcomingContact",
    "class_groups_of_school",
    "clearance_check",
    "clearance_checks",
    "clearances_of",
    "closed_days",
    "find_country_pack",
    "find_place",
    "get_network_for",
    "get_organisation",
    "grade_name",
    "grades_of_school",
    "ids_with_ancestors",
    "ids_with_descendants",
    "known_places",
    "last_days_met",
    "may_in_network",
    "may_in_organisation",
    "networks_of",
    "networks_of_person",
    "organisation_ids_of_networks",
    "primary_employer_of",
    "primary_network_of",
    "register_contact_source",
    "register_volunteer_source",
    "requirement_of",
    "requirement_words",
    "roll_up",
    "roll_ups",
    "school_ids_of_networks",
    "school_year_label",
    "school_year_on",
]
