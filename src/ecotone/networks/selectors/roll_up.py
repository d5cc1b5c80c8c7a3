"""Counting over networks, which nest and overlap: everything once at each level."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from ecotone.networks.enums import SCHOOL_SECTORS
from ecotone.networks.models import ClassGroup, Membership
from ecotone.networks.selectors.graph import all_links, ids_with_descendants


@dataclass(frozen=True)
class RollUp:
    """What a network holds together with all below it, each thing counted once."""

    organisations: int
    schools: int
    class_groups: int


def organisation_ids_of_networks(network_ids: Iterable[int], *, today: dt.date) -> set[int]:
    """The organisations in any of the networks today, each once."""
    rows = Membership.objects.in_force(today).filter(network_id__in=list(network_ids))
    return set(rows.values_list("organisation_id", flat=True))


def roll_ups(
    network_ids: Collection[int], *, school_year: str, today: dt.date
) -> dict[int, RollUp]:
    """For each network, itself and all below it: the counts. Four queries at any size."""
    below = _each_with_descendants(network_ids)
    wanted = set().union(*below.values()) if below else set()
    members, schools = _members_of(wanted, today)
    classes = _class_groups_per_school(set().union(*schools.values()), school_year)
    return {
        network_id: _roll_up(ids, members, schools, classes) for network_id, ids in below.items()
    }


def roll_up(network_id: int, *, school_year: str, today: dt.date) -> RollUp:
    """The same for one network."""
    return roll_ups([network_id], school_year=school_year, today=today)[network_id]


def _roll_up(
    network_ids: set[int],
    members: Mapping[int, set[int]],
    schools: Mapping[int, set[int]],
    classes: Mapping[int, int],
) -> RollUp:
    organisations: set[int] = set().union(*(members[one] for one in network_ids))
    own_schools: set[int] = set().union(*(schools[one] for one in network_ids))
    return RollUp(
        organisations=len(organisations),
        schools=len(own_schools),
        class_groups=sum(classes.get(school, 0) for school in own_schools),
    )


def _each_with_descendants(network_ids: Collection[int]) -> dict[int, set[int]]:
    links = all_links()
    return {one: ids_with_descendants([one], links) for one in network_ids}


def _members_of(
    network_ids: set[int], today: dt.date
) -> tuple[defaultdict[int, set[int]], defaultdict[int, set[int]]]:
    """All members and the schools among them, by network."""
    members: defaultdict[int, set[int]] = defaultdict(set)
    schools: defaultdict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.in_force(today).filter(network_id__in=network_ids)
    for network, organisation, sector in rows.values_list(
        "network_id", "organisation_id", "organisation__sector"
    ).order_by():
        members[network].add(organisation)
        if sector in SCHOOL_SECTORS:
            schools[network].add(organisation)
    return members, schools


def _class_groups_per_school(school_ids: set[int], school_year: str) -> dict[int, int]:
    # All schools' class groups of the year: an IN list of ten thousand ids would be slower.
    rows = ClassGroup.objects.filter(school_year=school_year).order_by()
    counted = rows.values_list("school_id").annotate(count=Count("pk"))
    return {school: count for school, count in counted if school in school_ids}
