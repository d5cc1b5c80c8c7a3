import pytest

from ecotone.core.api import history_of
from ecotone.networks.models import NetworkLink
from ecotone.networks.services.graph import WouldMakeCircle, link_network, unlink_network
from tests.factories import Cast, make_network


def test_network_has_several_parents(cast: Cast) -> None:
    second = make_network("Second parent")
    link_network(child=cast.network, parent=second, by=cast.lead)
    assert set(cast.network.parents.all()) == {cast.parent, second}
    entry = history_of(cast.network).get()
    assert (entry.action, entry.after) == ("network.linked", {"parent": second.slug})


def test_link_that_would_close_a_circle_is_refused(cast: Cast) -> None:
    with pytest.raises(WouldMakeCircle):
        link_network(child=cast.parent, parent=cast.network, by=cast.lead)
    with pytest.raises(WouldMakeCircle):
        link_network(child=cast.network, parent=cast.network, by=cast.lead)
    assert NetworkLink.objects.count() == 1


def test_linking_and_unlinking_twice_changes_nothing_more(cast: Cast) -> None:
    second = make_network("Second parent")
    for _ in range(2):
        link_network(child=cast.network, parent=second, by=cast.lead)
    assert cast.network.links_up.count() == 2
    for _ in range(2):
        unlink_network(child=cast.network, parent=second, by=cast.lead)
    assert cast.network.links_up.count() == 1
    assert history_of(cast.network).count() == 2
