"""Whom to write to."""

from collections.abc import Collection

from django.utils import timezone

from ecotone.accounts.api import Permission, RoleGrant, User, roles_with
from ecotone.matching.enums import OfferStatus
from ecotone.matching.models import Offer


def coordinators_of(network_id: int) -> list[User]:
    """Those who broker in the network today, each once."""
    grants = (
        RoleGrant.objects.in_force(timezone.localdate())
        .filter(
            network_id=network_id,
            role__in=roles_with(Permission.SEND_INVITATIONS),
            user__is_active=True,
        )
        .select_related("user")
        .order_by("user_id")
    )
    return list({grant.user_id: grant.user for grant in grants}.values())


def volunteers_of(network_ids: Collection[int]) -> set[int]:
    """The people who offer something in any of the networks, with or without an organisation."""
    offers = Offer.objects.filter(networks__in=network_ids).exclude(status=OfferStatus.ARCHIVED)
    return set(offers.order_by().values_list("person_id", flat=True))
