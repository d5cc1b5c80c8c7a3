import tomllib
from pathlib import Path

import pytest

from ecotone.networks.importing.kinds import SchoolKind
from ecotone.networks.importing.library import (
    read_definition,
    shipped_definition,
    shipped_mappings,
)
from ecotone.networks.importing.mapping import SchoolMapping
from ecotone.networks.importing.places import tidy_place
from ecotone.networks.importing.problems import FileRefused

EXAMPLE = """
name = "our-schools"
country = "BE"
source = "Our own list"
observed_on = 2026-10-01
[identifier]
scheme = "BE-instellingsnummer"
[columns]
identifier = "number"
name = "school"
[types]
one = { sector = "SCH-PRI", isced = ["1"] }
"""


def test_every_shipped_mapping_can_be_used_and_kept_as_json() -> None:
    assert sorted(shipped_mappings()) == ["nl-register"]
    for name, mapping in shipped_mappings().items():
        assert mapping.name == name
        assert SchoolMapping.from_definition(shipped_definition(name)) == mapping


def test_a_name_that_does_not_ship_is_an_error() -> None:
    with pytest.raises(KeyError):
        shipped_definition("../nl-register")


def test_a_toml_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(EXAMPLE)
    assert read_definition(path)["observed_on"] == "2026-10-01"
    assert SchoolMapping.from_definition(read_definition(path)).scheme == "BE-instellingsnummer"


@pytest.mark.parametrize("content", [b"name = ", b"\xff\xfe\x00", None])
def test_a_broken_or_absent_toml_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "ours.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FileRefused) as refused:
        read_definition(path)
    assert refused.value.problem.code == "mapping_broken"


def test_the_example_of_the_guide_can_be_used() -> None:
    guide = Path(__file__).parents[3] / "docs" / "coordinators" / "importing-schools.md"
    example = guide.read_text("utf-8").split("```toml\n")[1].split("```")[0]
    mapping = SchoolMapping.from_definition(tomllib.loads(example))
    assert mapping.kind_of("Lager") == SchoolKind("SCH-PRI", ("1",))
    assert tidy_place("ST NIKLAAS", mapping.places) == "Sint-Niklaas"
