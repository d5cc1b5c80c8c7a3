"""Whom to write to."""

from django.utils import timezone

from ecotone.accounts.api import Permission, RoleGrant, User, roles_with


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
