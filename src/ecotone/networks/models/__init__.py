from ecotone.networks.models.imports import ImportMapping, ImportRun, RegisterEntry
from ecotone.networks.models.networks import Membership, Network, NetworkLink
from ecotone.networks.models.organisations import Organisation, OrganisationIdentifier
from ecotone.networks.models.schools import ClassGroup, Enrolment, SchoolProfile

__all__ = [
    "ClassGroup",
    "Enrolment",
    "ImportMapping",
    "ImportRun",
    "Membership",
    "Network",
    "NetworkLink",
    "Organisation",
    "OrganisationIdentifier",
    "RegisterEntry",
    "SchoolProfile",
]
