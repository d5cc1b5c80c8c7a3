"""Organisations join networks and leave them, with dates."""

import datetime as dt

from django.db import transaction

from ecotone.accounts.api import User
from ecotone.core.api import record
from ecotone.networks.models import Membership, Network, Organisation


class IsMemberAlready(Exception):
    """The organisation is in the network."""


class MembershipHasEnded(Exception):
    """The membership ended before."""


class EndsBeforeItBegan(ValueError):
    """The last day lies before the first."""


def join_network(
    *, organisation: Organisation, network: Network, since: dt.date, by: User
) -> Membership:
    """The organisation is in the network from that day. Raises IsMemberAlready."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        running = Membership.objects.filter(organisation=organisation, network=network)
        if running.exclude(until__lt=since).exists():
            raise IsMemberAlready
        membership = Membership.objects.create(
            organisation=organisation, network=network, since=since
        )
        record(
            action="membership.began",
            subject=organisation,
            by=by,
            after={"network": network.slug, "since": since},
            network=network,
        )
    return membership


def end_membership(*, membership: Membership, until: dt.date, by: User) -> Membership:
    """The membership ends after that day. Raises MembershipHasEnded, EndsBeforeItBegan."""
    with transaction.atomic():
        membership = (
            Membership.objects.select_for_update()
            .select_related("organisation", "network")
            .get(pk=membership.pk)
        )
        if membership.until is not None:
            raise MembershipHasEnded
        if until < membership.since:
            raise EndsBeforeItBegan
        membership.until = until
        membership.save(update_fields=["until"])
        record(
            action="membership.ended",
            subject=membership.organisation,
            by=by,
            before={"network": membership.network.slug, "until": None},
            after={"network": membership.network.slug, "until": until},
            network=membership.network,
        )
    return membership
