"""Giving and ending roles in a network. A role ends; it is never deleted."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from ecotone.accounts.enums import Role
from ecotone.accounts.models import RoleGrant, User
from ecotone.core.api import record

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


class RoleIsHeldAlready(Exception):
    """The person holds the role in the network today."""


class LastLead(Exception):
    """A network must keep a lead: give the role to somebody else first."""


class RoleHasEnded(Exception):
    """The role ended before."""


def give_role(*, person: User, network: "Model", role: Role, today: dt.date, by: User) -> RoleGrant:
    """Give the person the role from today. Raises RoleIsHeldAlready."""
    with transaction.atomic():
        _lock_roles(network)
        held = RoleGrant.objects.in_force(today).filter(
            user=person, network_id=network.pk, role=role
        )
        if held.exists():
            raise RoleIsHeldAlready
        grant = RoleGrant.objects.create(user=person, network_id=network.pk, role=role, since=today)
        record(
            action="role.given",
            subject=person,
            by=by,
            after={"role": role, "since": today},
            network=network,
        )
    return grant


def end_role(*, grant: RoleGrant, today: dt.date, by: User) -> RoleGrant:
    """End the role: yesterday was its last day. Raises LastLead, RoleHasEnded.

    A role given today is over with today itself, since a period never ends before it starts.
    """
    with transaction.atomic():
        _lock_roles(grant.network)
        grant.refresh_from_db()
        if grant.until is not None:
            raise RoleHasEnded
        if grant.role == Role.LEAD and not _other_leads(grant, today).exists():
            raise LastLead
        grant.until = max(grant.since, today - dt.timedelta(days=1))
        grant.save(update_fields=["until"])
        record(
            action="role.ended",
            subject=grant.user,
            by=by,
            before={"role": grant.role, "until": None},
            after={"role": grant.role, "until": grant.until},
            network=grant.network,
        )
    return grant


def _other_leads(grant: RoleGrant, today: dt.date) -> "QuerySet[RoleGrant]":
    return (
        RoleGrant.objects.in_force(today)
        .filter(network_id=grant.network_id, role=Role.LEAD, until=None, user__is_active=True)
        .exclude(pk=grant.pk)
    )


def _lock_roles(network: "Model") -> None:
    """Two leads who end each other's role at once must not both succeed."""
    type(network)._default_manager.select_for_update().get(pk=network.pk)
