"""How a network or an organisation reaches a view: absent and forbidden answer alike."""

import datetime as dt
import uuid

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from ecotone.accounts.api import (
    Permission,
    RoleGrant,
    User,
    has_permission,
    network_ids_where,
    roles_with,
)
from ecotone.networks.models import Network, Organisation
from ecotone.networks.selectors.graph import ids_with_ancestors

READS = frozenset({Permission.SEE_NETWORK, Permission.SEE_FIGURES})


def may_in_network(user: User, network: Network, permission: Permission, *, today: dt.date) -> bool:
    """Whether the person may; a right to read also comes from the networks above."""
    ids = ids_with_ancestors([network.pk]) if permission in READS else {network.pk}
    return has_permission(user, permission, ids, today=today)


def permissions_in_network(
    user: User | AnonymousUser, network: Network, *, today: dt.date
) -> set[Permission]:
    """All that the person may in the network, in two queries; a visitor may nothing."""
    if not isinstance(user, User):
        return set()
    around = ids_with_ancestors([network.pk])
    grants = RoleGrant.objects.in_force(today).filter(user=user, network_id__in=around)
    found = set()
    for network_id, role in grants.values_list("network_id", "role"):
        held = {one for one in Permission if role in roles_with(one)}
        found |= held if network_id == network.pk else held & READS
    return found


def get_network_for(user: User, slug: str, permission: Permission, *, today: dt.date) -> Network:
    """The network, or Http404 when there is none or the person may not."""
    network = Network.objects.filter(slug=slug).first()
    if network is None or not may_in_network(user, network, permission, today=today):
        raise Http404
    return network


def get_organisation(public_id: uuid.UUID) -> Organisation:
    """The organisation, or Http404."""
    found = Organisation.objects.select_related("school").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def may_in_organisation(
    user: User, organisation: Organisation, permission: Permission, *, today: dt.date
) -> bool:
    """Whether a role in one of the organisation's networks grants the permission."""
    own = network_ids_where(user, permission, today=today)
    ids = set(organisation.memberships.in_force(today).values_list("network_id", flat=True))
    if permission in READS:
        ids = ids_with_ancestors(ids)
    return not own.isdisjoint(ids)
