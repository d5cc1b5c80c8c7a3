"""Walking the graph of networks, which nests and overlaps."""

from collections import defaultdict
from collections.abc import Iterable

from ecotone.networks.models import NetworkLink

type Links = Iterable[tuple[int, int]]


def all_links() -> list[tuple[int, int]]:
    """Every (child, parent) pair. One query; the graph of networks is small."""
    return list(NetworkLink.objects.values_list("child_id", "parent_id"))


def ids_with_ancestors(network_ids: Iterable[int], links: Links | None = None) -> set[int]:
    """These networks and all above them, each once. One query at any size, none with links."""
    above: dict[int, set[int]] = defaultdict(set)
    for child, parent in all_links() if links is None else links:
        above[child].add(parent)
    return _reachable(set(network_ids), above)


def ids_with_descendants(network_ids: Iterable[int], links: Links | None = None) -> set[int]:
    """These networks and all below them, each once. One query at any size, none with links."""
    below: dict[int, set[int]] = defaultdict(set)
    for child, parent in all_links() if links is None else links:
        below[parent].add(child)
    return _reachable(set(network_ids), below)


def _reachable(start: set[int], arrows: dict[int, set[int]]) -> set[int]:
    found = set(start)
    edge = list(start)
    while edge:
        for following in arrows[edge.pop()] - found:
            found.add(following)
            edge.append(following)
    return found
