import datetime as dt
from typing import Any

import pytest

from ecotone.networks.importing.fields import Field
from ecotone.networks.importing.kinds import SchoolKind
from ecotone.networks.importing.mapping import SchoolMapping
from ecotone.networks.importing.problems import FileRefused
from tests.networks.importing.samples import nl_register


def definition(**values: Any) -> dict[str, Any]:
    return {
        "name": "fr-annuaire",
        "country": "fr",
        "source": "Annuaire",
        "identifier": {"scheme": "UAI"},
        "columns": {"identifier": "Identifiant", "name": "Nom"},
        "types": {"one": {"sector": "SCH-SEC", "isced": ["2"]}},
    } | values


def test_a_small_definition_is_enough() -> None:
    mapping = SchoolMapping.from_definition(definition())
    assert mapping == SchoolMapping(
        name="fr-annuaire",
        title="fr-annuaire",
        country="FR",
        source="Annuaire",
        scheme="UAI",
        columns={Field.IDENTIFIER: "Identifiant", Field.NAME: "Nom"},
        one_kind=SchoolKind("SCH-SEC", ("2",)),
    )
    assert not mapping.gives_pupils


def test_days_are_read_from_toml_and_from_json() -> None:
    day = dt.date(2024, 11, 1)
    for written in (day, "2024-11-01"):
        assert SchoolMapping.from_definition(definition(observed_on=written)).observed_on == day


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"name": ""}, "name"),
        ({"source": None}, "source"),
        ({"country": "France"}, "country"),
        ({"columns": {"name": "Nom"}}, "columns.identifier"),
        ({"columns": {"identifier": "I", "name": "N", "nom": "N"}}, "columns.nom"),
        ({"columns": {"identifier": "I", "name": "N", "latitude": "Y"}}, "columns.latitude"),
        ({"columns": ["Identifiant"]}, "columns"),
        ({"constants": {"pupils": "5"}}, "constants.pupils"),
        ({"identifier": {"scheme": "UAI", "pattern": "("}}, "identifier.pattern"),
        ({"types": {}}, "types.one"),
        ({"types": {"one": {"sector": "HEI"}}}, "types.one"),
        ({"types": {"kinds": {"X": {"sector": "SCH-SEC", "isced": ["12"]}}}}, "types.kinds.X"),
        ({"observed_on": "yesterday"}, "observed_on"),
        ({"repeated_rows": "yes"}, "repeated_rows"),
        ({"missing": "-"}, "missing"),
    ],
)
def test_a_mistake_is_named_with_its_place(changed: dict[str, Any], place: str) -> None:
    with pytest.raises(FileRefused) as refused:
        SchoolMapping.from_definition(definition(**changed))
    problem = refused.value.problem
    assert problem.code == "mapping_broken"
    assert problem.values["reason"].startswith(place)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("basisschool", SchoolKind("SCH-PRI", ("02", "1"))),
        ("BASISSCHOOL", SchoolKind("SCH-PRI", ("02", "1"))),
        ("(V)SO", SchoolKind("SCH-SPE", ("02", "1", "2", "3"))),
        ("VBO/MAVO", SchoolKind("SCH-SEC", ("2",))),
        ("VBO/MAVO/HAVO/VWO/PRO", SchoolKind("SCH-SEC", ("2", "3"))),
        ("VBO/ballet", None),
        ("", None),
    ],
)
def test_types_of_the_dutch_register_have_a_sector_and_levels(
    written: str, kind: SchoolKind | None
) -> None:
    assert nl_register().kind_of(written) == kind
