"""The lead's and the evaluator's part: how far each network is, each thing counted once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ecotone.activities.api import Activity
from ecotone.networks.api import (
    Membership,
    Network,
    NetworkLink,
    school_year_label,
)
from ecotone.networks.enums import SCHOOL_SECTORS
from ecotone.portal.selectors.desk.parts import Deed, Part, Task


@dataclass(frozen=True)
class Progress:
    """One network, with those below it: what was held this year and how many schools had it."""

    network: Network
    url: str
    is_own: bool
    visits: int
    schools_reached: int
    schools: int


@dataclass(frozen=True)
class LeadPart(Part):
    progress: tuple[Progress, ...] = ()
    school_year: str = ""


def lead_part(networks: list[Network], *, today: dt.date) -> LeadPart:
    """Four queries for any number of networks; a shared visit or school counts once in a row."""
    below = _below()
    shown = {network.pk: _with_descendants(network.pk, below) for network in networks}
    children = {child for network in networks for child in below[network.pk]}
    every = set().union(*shown.values()) if shown else set()
    rows = Network.objects.filter(pk__in=set(shown) | children).in_bulk()
    held, schools = _held(every, today), _schools(every, today)
    ordered = [*networks, *sorted((rows[pk] for pk in children - set(shown)), key=_by_name)]
    progress = tuple(
        _progress(network, _with_descendants(network.pk, below), held, schools, own=set(shown))
        for network in ordered
    )
    return LeadPart(
        tasks=[_look_at(row) for row in progress if row.schools and not row.visits],
        deeds=[_figures(network) for network in networks],
        progress=progress,
        school_year=school_year_label(today),
    )


def _by_name(network: Network) -> tuple[str, int]:
    return network.name, network.pk


def _below() -> dict[int, set[int]]:
    below: dict[int, set[int]] = defaultdict(set)
    for child, parent in NetworkLink.objects.values_list("child_id", "parent_id"):
        below[parent].add(child)
    return below


def _with_descendants(network_id: int, below: dict[int, set[int]]) -> set[int]:
    found, edge = {network_id}, [network_id]
    while edge:
        following = below[edge.pop()] - found
        found |= following
        edge.extend(following)
    return found


def _held(network_ids: Iterable[int], today: dt.date) -> dict[int, set[tuple[int, int]]]:
    """Visit and school of all that was held this year, by network."""
    rows = Activity.objects.held().filter(
        networks__in=network_ids, school_year=school_year_label(today)
    )
    held: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for network_id, activity_id, school_id in rows.values_list("networks", "pk", "host_id"):
        held[network_id].add((activity_id, school_id))
    return held


def _schools(network_ids: Iterable[int], today: dt.date) -> dict[int, set[int]]:
    rows = Membership.objects.in_force(today).filter(
        network_id__in=network_ids, organisation__sector__in=SCHOOL_SECTORS
    )
    schools: dict[int, set[int]] = defaultdict(set)
    for network_id, school_id in rows.values_list("network_id", "organisation_id"):
        schools[network_id].add(school_id)
    return schools


def _progress(
    network: Network,
    ids: set[int],
    held: dict[int, set[tuple[int, int]]],
    schools: dict[int, set[int]],
    *,
    own: set[int],
) -> Progress:
    visits = set().union(*(held[pk] for pk in ids))
    members = set().union(*(schools[pk] for pk in ids))
    return Progress(
        network=network,
        url=reverse("evaluation:network-figures", args=[network.slug]),
        is_own=network.pk in own,
        visits=len({activity for activity, _school in visits}),
        schools_reached=len({school for _activity, school in visits}),
        schools=len(members),
    )


def _look_at(row: Progress) -> Task:
    """A network whose schools had nothing at all this year."""
    return Task(
        title=_("No visit was held yet in %(network)s") % {"network": row.network.name},
        url=reverse("evaluation:not-reached", args=[row.network.slug]),
        why=ngettext("%(n)s school waits", "%(n)s schools wait", row.schools) % {"n": row.schools},
        action=_("See which schools"),
        kind="info",
    )


def _figures(network: Network) -> Deed:
    return Deed(
        _("Figures of %(network)s") % {"network": network.name},
        reverse("evaluation:network-figures", args=[network.slug]),
        _("Reach with its denominator, definition and source."),
        is_first=True,
    )
