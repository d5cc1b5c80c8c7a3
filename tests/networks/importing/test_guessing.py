import pytest

from ecotone.networks.importing.fields import Field
from ecotone.networks.importing.guessing import guess_columns, guess_kind
from ecotone.networks.importing.kinds import CHOICES
from tests.networks.importing.samples import HEADER, nl_register


def test_the_dutch_register_is_guessed_as_its_mapping_says() -> None:
    assert guess_columns(HEADER) == nl_register().columns


@pytest.mark.parametrize(
    ("header", "guessed"),
    [
        (
            ["URN", "EstablishmentName", "TypeOfEstablishment (name)", "Postcode", "Town"],
            {
                "identifier": "URN",
                "name": "EstablishmentName",
                "postcode": "Postcode",
                "place": "Town",
            },
        ),
        (
            ["Schulnummer", "Schulname", "Schulform", "Straße", "PLZ", "Ort", "Schüler"],
            {
                "identifier": "Schulnummer",
                "name": "Schulname",
                "school_type": "Schulform",
                "street": "Straße",
                "postcode": "PLZ",
                "place": "Ort",
                "pupils": "Schüler",
            },
        ),
        (
            ["Code UAI", "Nom établissement", "Type établissement", "Commune", "Élèves"],
            {
                "identifier": "Code UAI",
                "name": "Nom établissement",
                "school_type": "Type établissement",
                "municipality": "Commune",
                "pupils": "Élèves",
            },
        ),
        (
            ["Código de centro", "Denominación específica", "Municipio", "Alumnado"],
            {
                "identifier": "Código de centro",
                "name": "Denominación específica",
                "municipality": "Municipio",
                "pupils": "Alumnado",
            },
        ),
        (
            ["Código DGEEC", "Nome da escola", "Concelho", "Morada", "Alunos"],
            {
                "identifier": "Código DGEEC",
                "name": "Nome da escola",
                "municipality": "Concelho",
                "address": "Morada",
                "pupils": "Alunos",
            },
        ),
        (["lat", "a", "b"], {}),
    ],
)
def test_headers_in_six_languages_are_guessed(header: list[str], guessed: dict[str, str]) -> None:
    assert guess_columns(header) == {Field(name): column for name, column in guessed.items()}


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("basisschool", "pri"),
        ("École maternelle", "pre"),
        ("Grundschule", "pri"),
        ("Förderschule", "spe"),
        ("Collège", "sec-low"),
        ("Lycée professionnel", "vet"),
        ("Secundair onderwijs", "sec"),
        ("Buitengewoon lager onderwijs", "spe"),
        ("42", ""),
    ],
)
def test_types_are_guessed_from_their_words(written: str, kind: str) -> None:
    assert guess_kind(written) == kind
    assert kind in {*CHOICES, ""}
