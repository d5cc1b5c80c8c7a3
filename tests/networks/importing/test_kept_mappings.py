import pytest

from ecotone.core.api import AuditEntry
from ecotone.networks.importing.kept_mappings import (
    find_definition,
    keep_mapping,
    mapping_titles,
)
from ecotone.networks.importing.library import shipped_definition
from ecotone.networks.importing.problems import FileRefused
from tests.factories import Cast, make_network
from tests.networks.importing.test_mapping import definition

SHIPPED = ("nl-register", "Netherlands: register of schools (DUO, geocoded by EduGIS)")


def test_a_network_keeps_a_mapping_and_replaces_it_by_name(cast: Cast) -> None:
    first = keep_mapping(network=cast.network, definition=definition(), by=cast.coordinator)
    changed = definition(title="French schools")
    second = keep_mapping(network=cast.network, definition=changed, by=cast.coordinator)
    assert (first.pk, second.country) == (second.pk, "FR")
    assert find_definition("fr-annuaire", cast.network) == changed
    assert mapping_titles(cast.network) == [("fr-annuaire", "French schools"), SHIPPED]
    entries = AuditEntry.objects.filter(action__startswith="import_mapping.").order_by("id")
    assert [entry.action for entry in entries] == ["import_mapping.made", "import_mapping.changed"]


def test_another_network_does_not_see_it(cast: Cast) -> None:
    keep_mapping(network=cast.network, definition=definition(), by=cast.coordinator)
    other = make_network()
    assert find_definition("fr-annuaire", other) is None
    assert find_definition("fr-annuaire", None) is None
    assert mapping_titles(other) == [SHIPPED]


def test_shipped_mappings_are_everybodys(cast: Cast) -> None:
    assert find_definition("nl-register", None) == shipped_definition("nl-register")
    assert find_definition("", cast.network) is None


@pytest.mark.parametrize("broken", [{"columns": {}}, {"name": "nl-register"}])
def test_a_mapping_that_cannot_be_used_is_not_kept(cast: Cast, broken: dict[str, str]) -> None:
    with pytest.raises(FileRefused):
        keep_mapping(network=cast.network, definition=definition(**broken), by=cast.coordinator)
    assert cast.network.import_mappings.count() == 0
