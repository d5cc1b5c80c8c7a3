"""The mappings that a network can use: those that ship, and those it made itself."""

from typing import Any

from django.db import transaction

from ecotone.accounts.api import User
from ecotone.core.api import record
from ecotone.networks.importing.library import shipped_definition, shipped_mappings
from ecotone.networks.importing.mapping import SchoolMapping
from ecotone.networks.importing.shapes import broken
from ecotone.networks.models import ImportMapping, Network


def mapping_titles(network: Network | None) -> list[tuple[str, str]]:
    """Names and titles, the network's own first."""
    own = [] if network is None else list(network.import_mappings.all())
    titles = [(mapping.name, str(mapping.definition.get("title", mapping.name))) for mapping in own]
    taken = {name for name, _title in titles}
    shipped = shipped_mappings().values()
    return titles + [(each.name, each.title) for each in shipped if each.name not in taken]


def find_definition(name: str, network: Network | None) -> dict[str, Any] | None:
    """The definition with this name, the network's own first; None when there is none."""
    if network and (own := network.import_mappings.filter(name=name).first()):
        kept: dict[str, Any] = own.definition
        return kept
    return shipped_definition(name) if name in shipped_mappings() else None


@transaction.atomic
def keep_mapping(*, network: Network, definition: dict[str, Any], by: User) -> ImportMapping:
    """Keep the definition under its name, in place of an earlier one of that name.

    Raises FileRefused when the definition cannot be used, or its name is that of one that ships.
    """
    mapping = SchoolMapping.from_definition(definition)
    if mapping.name in shipped_mappings():
        raise broken(f"name: {mapping.name} is the name of a mapping that ships")
    kept, is_new = ImportMapping.objects.update_or_create(
        network=network,
        name=mapping.name,
        defaults={"country": mapping.country, "definition": definition},
    )
    action = "import_mapping.made" if is_new else "import_mapping.changed"
    record(action=action, subject=kept, by=by, after={"title": mapping.title}, network=network)
    return kept
