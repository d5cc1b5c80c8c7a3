import dataclasses
from pathlib import Path

import pytest

from ecotone.networks.importing.facts import SchoolFacts
from ecotone.networks.importing.fields import Field
from tests.networks.importing.samples import check, complaints, nl_register, school, write_csv


def facts_with(tmp_path: Path, field: Field, text: str) -> tuple[SchoolFacts | None, list[str]]:
    """The school, and the codes of its problems, when an otherwise unread column is the field."""
    mapping = nl_register()
    columns = {**mapping.columns, field: "denominatie"}
    path = write_csv(tmp_path / "schools.csv", [school(denominatie=text)])
    checked = check(path, dataclasses.replace(mapping, columns=columns))
    codes = [code for _row, _column, code in complaints(checked)]
    return next(iter(checked.schools.values()), None), codes


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://school.example.org/nl", "https://school.example.org/nl"),
        ("www.example.org", "https://www.example.org"),
        ("", ""),
    ],
)
def test_a_website_gets_its_scheme(tmp_path: Path, written: str, kept: str) -> None:
    facts, codes = facts_with(tmp_path, Field.WEBSITE, written)
    assert codes == []
    assert facts is not None
    assert facts.website == kept


@pytest.mark.parametrize(
    "written", ["javascript://example.org/%0aalert(1)", "http://[", "none", "ftp://example.org"]
)
def test_what_is_no_website_is_refused(tmp_path: Path, written: str) -> None:
    assert facts_with(tmp_path, Field.WEBSITE, written) == (None, ["not_an_address"])


def test_languages_are_read_in_order(tmp_path: Path) -> None:
    facts, codes = facts_with(tmp_path, Field.LANGUAGES, "NL; fr, nl")
    assert codes == []
    assert facts is not None
    assert facts.languages == ("nl", "fr")


def test_a_language_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert facts_with(tmp_path, Field.LANGUAGES, "nl, zz") == (None, ["not_a_language"])


def test_an_address_in_one_column_wins(tmp_path: Path) -> None:
    facts, _codes = facts_with(tmp_path, Field.ADDRESS, "Plein 1, Fictiestad")
    assert facts is not None
    assert facts.address == "Plein 1, Fictiestad"


def test_french_house_numbers_come_first(tmp_path: Path) -> None:
    row = school(lat="48.85", lon="2.35", straat="rue du Test", postcode="75001", plaats="Paris")
    mapping = dataclasses.replace(nl_register(), country="FR")
    checked = check(write_csv(tmp_path / "schools.csv", [row]), mapping, "FR")
    assert [facts.address for facts in checked.schools.values()] == ["1 rue du Test, 75001 Paris"]


def test_texts_that_mean_unknown_are_missing_numbers(tmp_path: Path) -> None:
    mapping = dataclasses.replace(nl_register(), missing=frozenset({"-", "<5"}))
    rows = [school("99AA00", leerlingen="-"), school("99AA01", leerlingen="<5")]
    checked = check(write_csv(tmp_path / "schools.csv", rows), mapping)
    assert [facts.pupils for facts in checked.schools.values()] == [None, None]
