"""Putting one network under another, and taking it out again."""

from django.db import transaction

from ecotone.accounts.api import User
from ecotone.core.api import record
from ecotone.networks.models import Network, NetworkLink
from ecotone.networks.rules import makes_cycle
from ecotone.networks.selectors.graph import all_links


class WouldMakeCircle(Exception):
    """The parent already lies below the child, or is the child itself."""


def link_network(*, child: Network, parent: Network, by: User) -> NetworkLink:
    """Put the child under the parent; a second time changes nothing. Raises WouldMakeCircle."""
    with transaction.atomic():
        # One change of the graph at a time: two halves of a circle could pass the check at once.
        list(Network.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
        if makes_cycle(all_links(), child=child.pk, parent=parent.pk):
            raise WouldMakeCircle
        link, made = NetworkLink.objects.get_or_create(child=child, parent=parent)
        if made:
            record(
                action="network.linked",
                subject=child,
                by=by,
                after={"parent": parent.slug},
                network=child,
            )
    return link


def unlink_network(*, child: Network, parent: Network, by: User) -> None:
    """Take the child out from under the parent; nothing happens when it is not there."""
    with transaction.atomic():
        gone, _ = NetworkLink.objects.filter(child=child, parent=parent).delete()
        if gone:
            record(
                action="network.unlinked",
                subject=child,
                by=by,
                before={"parent": parent.slug},
                network=child,
            )
