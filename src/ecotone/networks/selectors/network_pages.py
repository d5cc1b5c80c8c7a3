"""The list of networks and the page of one network."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.http import Http404

from ecotone.accounts.api import User
from ecotone.networks.enums import SCHOOL_SECTORS, NetworkLevel
from ecotone.networks.models import Membership, Network, Organisation
from ecotone.networks.school_years import school_year_on
from ecotone.networks.selectors.affiliations import networks_of_person
from ecotone.networks.selectors.graph import all_links, ids_with_ancestors, ids_with_descendants
from ecotone.networks.selectors.roll_up import RollUp, roll_up, roll_ups

PARTNERS_SHOWN = 60
_LEVELS = [level.value for level in NetworkLevel]


@dataclass(frozen=True)
class NetworkRow:
    """One network of the list with its counts."""

    network: Network
    counts: RollUp
    is_mine: bool


@dataclass(frozen=True)
class NetworkPage:
    """What the page of a network shows beside its own fields. No person is named."""

    counts: RollUp
    school_year: str
    parents: list[Network]
    children: list[NetworkRow]
    sectors: list[tuple[str, int]]
    partners: list[Organisation]
    more_partners: int


def network_rows(user: User | AnonymousUser, *, today: dt.date) -> list[NetworkRow]:
    """My networks and those around them first, then the public ones, the widest level first."""
    mine = _ids_in_reach(user, today)
    shown = _shown(mine)
    rows = _rows(shown, mine, today)
    return sorted(rows, key=lambda row: (not row.is_mine, -_LEVELS.index(row.network.level)))


def visible_networks(user: User | AnonymousUser, *, today: dt.date) -> list[Network]:
    """The same networks by name, without counting what they hold."""
    return _shown(_ids_in_reach(user, today))


def get_visible_network(user: User | AnonymousUser, slug: str, *, today: dt.date) -> Network:
    """A public network, or one of mine or below mine; Http404 alike for absent and forbidden."""
    network = Network.objects.filter(slug=slug).first()
    if network is None or not (network.is_public or network.pk in _ids_in_reach(user, today)):
        raise Http404
    return network


def network_page(network: Network, user: User | AnonymousUser, *, today: dt.date) -> NetworkPage:
    """In a fixed number of queries at any size."""
    reach = _ids_in_reach(user, today)
    year = school_year_on(today, network.country).label
    parents = [one for one in network.parents.order_by("name", "id") if _shows(one, reach)]
    children = [one for one in network.children.order_by("name", "id") if _shows(one, reach)]
    memberships = Membership.objects.in_force(today).filter(
        network_id__in=ids_with_descendants([network.pk])
    )
    members = Organisation.objects.filter(pk__in=memberships.values("organisation_id"))
    partners = members.partners().order_by("name", "id")
    sectors = members.order_by().values_list("sector").annotate(count=Count("pk"))
    counted = sorted(sectors, key=lambda pair: (-pair[1], pair[0]))
    how_many = sum(count for sector, count in counted if sector not in SCHOOL_SECTORS)
    return NetworkPage(
        counts=roll_up(network.pk, school_year=year, today=today),
        school_year=year,
        parents=parents,
        children=_rows(children, reach, today),
        sectors=counted,
        partners=list(partners[:PARTNERS_SHOWN]),
        more_partners=max(0, how_many - PARTNERS_SHOWN),
    )


def _shown(reach: set[int]) -> list[Network]:
    networks = Network.objects.order_by("name", "id")
    return [network for network in networks if _shows(network, reach)]


def _shows(network: Network, reach: set[int]) -> bool:
    return network.is_public or network.pk in reach


def _ids_in_reach(user: User | AnonymousUser, today: dt.date) -> set[int]:
    """The person's own networks, those above them and those below them."""
    if not user.is_authenticated:
        return set()
    own = {network.pk for network in networks_of_person(user, today=today)}
    links = all_links()
    return ids_with_ancestors(own, links) | ids_with_descendants(own, links)


def _rows(networks: Sequence[Network], mine: set[int], today: dt.date) -> list[NetworkRow]:
    year = school_year_on(today).label
    counts = roll_ups([network.pk for network in networks], school_year=year, today=today)
    return [NetworkRow(one, counts[one.pk], one.pk in mine) for one in networks]
