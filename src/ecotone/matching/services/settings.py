"""Changing how a network brokers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from ecotone.core.audit import record
from ecotone.networks.api import Network

if TYPE_CHECKING:
    from ecotone.accounts.api import User


@transaction.atomic
def save_matching_settings(*, network: Network, values: Mapping[str, Any], by: "User") -> None:
    """Keep the settings; invitations that are out keep the deadlines they were sent with."""
    before = dict(network.matching_settings)
    network.matching_settings = dict(values)
    network.save(update_fields=["matching_settings"])
    record(
        action="network.matching_changed",
        subject=network,
        by=by,
        before=before,
        after=dict(values),
    )
