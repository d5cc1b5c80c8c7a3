"""Which networks a person has to do with."""

import datetime as dt

from ecotone.accounts.api import Affiliation, RoleGrant, User
from ecotone.networks.models import Membership, Network


def networks_of_person(person: User, *, today: dt.date) -> list[Network]:
    """The networks of the person's organisations and roles today, each once, by name."""
    organisations = Affiliation.objects.in_force(today).filter(user=person)
    through = Membership.objects.in_force(today).filter(
        organisation_id__in=organisations.values("organisation_id")
    )
    roles = RoleGrant.objects.in_force(today).filter(user=person)
    ids = set(through.values_list("network_id", flat=True)) | set(
        roles.values_list("network_id", flat=True)
    )
    return list(Network.objects.filter(pk__in=ids).order_by("name", "id"))
