"""Founding a network and changing what it says of itself."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.text import slugify

from ecotone.accounts.api import User, give_role
from ecotone.accounts.enums import Role
from ecotone.core.api import record
from ecotone.networks.models import Network


@dataclass(frozen=True)
class NetworkFacts:
    """What a network says of itself."""

    name: str
    kind: str
    level: str
    country: str
    languages: list[str]
    summary: str
    accent: str
    time_zone: str
    is_public: bool


class CountryIsMissing(Exception):
    """A network without a country has no rules to confirm."""


def found_network(*, facts: NetworkFacts, today: dt.date, by: User) -> Network:
    """Make the network, with its founder as the first lead."""
    with transaction.atomic():
        network = Network.objects.create(slug=_free_slug(facts.name), **asdict(facts))
        record(action="network.founded", subject=network, by=by, network=network)
        give_role(person=by, network=network, role=Role.LEAD, today=today, by=by)
    return network


def change_network(*, network: Network, facts: NetworkFacts, by: User) -> Network:
    """Keep the facts. Another country takes back the confirmation of the rules for visitors."""
    values = asdict(facts)
    changed = {name: value for name, value in values.items() if getattr(network, name) != value}
    if not changed:
        return network
    with transaction.atomic():
        before = {name: getattr(network, name) for name in changed}
        for name, value in changed.items():
            setattr(network, name, value)
        if "country" in changed:
            network.country_pack_confirmed_on = None
            network.country_pack_confirmed_by = ""
        network.save(
            update_fields=[*changed, "country_pack_confirmed_on", "country_pack_confirmed_by"]
        )
        record(
            action="network.changed",
            subject=network,
            by=by,
            before=before,
            after=changed,
            network=network,
        )
    return network


def confirm_country_pack(*, network: Network, today: dt.date, by: User) -> Network:
    """Somebody of the network vouches for the rules of its country. Raises CountryIsMissing."""
    if not network.country:
        raise CountryIsMissing
    with transaction.atomic():
        network.country_pack_confirmed_on = today
        network.country_pack_confirmed_by = str(by)[:150]
        network.save(update_fields=["country_pack_confirmed_on", "country_pack_confirmed_by"])
        record(
            action="network.country_pack_confirmed",
            subject=network,
            by=by,
            after={"country": network.country},
            network=network,
        )
    return network


def withdraw_country_pack(*, network: Network, by: User) -> Network:
    """The rules are in doubt again: the strictest known rule holds from now on."""
    with transaction.atomic():
        network.country_pack_confirmed_on = None
        network.country_pack_confirmed_by = ""
        network.save(update_fields=["country_pack_confirmed_on", "country_pack_confirmed_by"])
        record(action="network.country_pack_doubted", subject=network, by=by, network=network)
    return network


def _free_slug(name: str) -> str:
    stem = slugify(name)[:50] or "network"
    taken = set(Network.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)
