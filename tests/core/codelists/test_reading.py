"""Code lists as they ship, and what happens to a broken file."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecotone.core.codelists.checking import LANGUAGES
from ecotone.core.codelists.reading import (
    CodeEntry,
    CodeListFile,
    InvalidCodeLists,
    parse_code_list,
    read_folder,
)

MODE = """\
code = "mode"
version = "2026-1"
valid_from = 2026-09-01

[labels]
en = "Where"
nl = "Waar"
de = "Wo"
fr = "Où"
es = "Dónde"
pt = "Onde"

[codes.ONSITE]
en = "On site"
nl = "Ter plaatse"
de = "Vor Ort"
fr = "Sur place"
es = "Presencial"
pt = "Presencial"

[codes."LAB-1.0"]
en = "In a lab"
nl = "In een lab"
de = "Im Labor"
fr = "Au labo"
es = "En un laboratorio"
pt = "Num laboratório"
broader = "ONSITE"
exact_match = "https://example.org/lab"
valid_to = 2027-08-31
attributes.minutes = 50
"""


def problems_of(text: str, file_name: str = "mode.toml") -> list[str]:
    with pytest.raises(InvalidCodeLists) as error:
        parse_code_list(text, file_name)
    return error.value.problems


def test_list_is_read_with_its_codes_in_the_order_of_the_file() -> None:
    found = parse_code_list(MODE, "mode.toml")
    assert (found.code, found.version, found.valid_from) == ("mode", "2026-1", dt.date(2026, 9, 1))
    assert found.entries[1] == CodeEntry(
        code="LAB-1.0",
        labels={
            "en": "In a lab",
            "nl": "In een lab",
            "de": "Im Labor",
            "fr": "Au labo",
            "es": "En un laboratorio",
            "pt": "Num laboratório",
        },
        position=2,
        valid_from=dt.date(2026, 9, 1),
        valid_to=dt.date(2027, 8, 31),
        broader="ONSITE",
        exact_match="https://example.org/lab",
        attributes={"minutes": 50},
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            'code = "mode"\n',
            'code = "mode\n',
            "mode.toml: not valid TOML: Illegal character '\\n' (at line 1, column 13).",
        ),
        ('code = "mode"\n', "", "mode.toml: 'code' is missing or not a text in quotes."),
        (
            "valid_from = 2026-09-01",
            'valid_from = "1 September"',
            "mode.toml: 'valid_from' is missing or not a date such as 2026-09-01.",
        ),
        (
            "valid_from = 2026-09-01",
            "valid_from = 2026-09-01T00:00:00",
            "mode.toml: 'valid_from' is missing or not a date such as 2026-09-01.",
        ),
        (
            'version = "2026-1"',
            'version = "2026-1"\nauthor = "me"',
            "mode.toml: unknown key 'author' at the top; known are code, codes, labels, "
            "valid_from, version.",
        ),
        (
            'code = "mode"',
            'code = "modes"',
            "mode.toml: code 'modes' must be the name of the file.",
        ),
        ('pt = "Onde"\n', "", "mode.toml, [labels]: no label in 'pt'; add a line pt = \"...\"."),
        (
            'nl = "Ter plaatse"\n',
            "",
            "mode.toml, code ONSITE: no label in 'nl'; add a line nl = \"...\".",
        ),
        (
            'nl = "Ter plaatse"',
            'nl = " "',
            "mode.toml, code ONSITE: the label in 'nl' is empty or not a text in quotes.",
        ),
        (
            'exact_match = "https://example.org/lab"',
            'exactmatch = "https://example.org/lab"',
            "mode.toml, code LAB-1.0: 'exactmatch' is neither a language nor one of attributes, "
            "broader, exact_match, valid_from, valid_to.",
        ),
        (
            'broader = "ONSITE"',
            'broader = "OFFSITE"',
            "mode.toml, code LAB-1.0: broader 'OFFSITE' is not a code of the list.",
        ),
        (
            'broader = "ONSITE"',
            'broader = "LAB-1.0"',
            "mode.toml, code LAB-1.0: broader leads back to the code itself.",
        ),
        (
            "valid_to = 2027-08-31",
            "valid_from = 2027-09-01\nvalid_to = 2027-08-31",
            "mode.toml, code LAB-1.0: valid_to 2027-08-31 lies before valid_from 2027-09-01.",
        ),
        (
            "valid_to = 2027-08-31",
            "valid_to = 2027",
            "mode.toml, code LAB-1.0: 'valid_to' must be a date such as 2026-09-01.",
        ),
        (
            '[codes."LAB-1.0"]',
            f"[codes.{'X' * 41}]",
            f"mode.toml, code {'X' * 41}: longer than 40 characters.",
        ),
    ],
)
def test_mistake_is_told_with_its_place_and_how_to_mend_it(
    old: str, new: str, problem: str
) -> None:
    assert old in MODE
    assert problems_of(MODE.replace(old, new, 1)) == [problem]


def test_code_that_is_no_block_is_told() -> None:
    text = MODE.split("[codes.")[0] + '[codes]\nONSITE = "On site"\n'
    assert problems_of(text) == [
        "mode.toml, code ONSITE: must be a block of its own, [codes.ONSITE]."
    ]


def test_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "mode.toml").write_text(MODE.replace('pt = "Onde"\n', ""), encoding="utf-8")
    (tmp_path / "other.toml").write_text(MODE, encoding="utf-8")
    with pytest.raises(InvalidCodeLists) as error:
        read_folder(tmp_path)
    assert error.value.problems == [
        "mode.toml, [labels]: no label in 'pt'; add a line pt = \"...\".",
        "other.toml: code 'mode' must be the name of the file.",
    ]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    problems = problems_of(text)
    assert all(problem.startswith("mode.toml") for problem in problems)


# What ships


@pytest.fixture(scope="module")
def shipped() -> dict[str, CodeListFile]:
    return {found.code: found for found in read_folder()}


def codes_of(found: CodeListFile) -> list[str]:
    return [entry.code for entry in found.entries]


def test_shipped_lists_are_those_of_the_field(shipped: dict[str, CodeListFile]) -> None:
    assert {code: len(found.entries) for code, found in shipped.items()} == {
        "activity_format": 22,
        "agreement_type": 8,
        "cancel_reason": 11,
        "contact_class": 6,
        "count_method": 5,
        "cs_level": 4,
        "decline_reason": 9,
        "design": 7,
        "education_type": 8,
        "event_status": 7,
        "evidence_type": 9,
        "gatsby": 8,
        "indicator": 44,
        "isced_f": 59,
        "isced_level": 23,
        "licence": 11,
        "mode": 3,
        "not_held_reason": 5,
        "participation_level": 5,
        "ppsr_model": 5,
        "rri_key": 6,
        "sdg": 17,
        "sector": 30,
        "theme": 24,
        "value_cycle": 5,
    }


def test_every_shipped_list_is_of_one_version(shipped: dict[str, CodeListFile]) -> None:
    assert {(found.version, found.valid_from) for found in shipped.values()} == {
        ("2026-1", dt.date(2026, 9, 1))
    }


def test_fields_of_education_lie_under_their_prefix(shipped: dict[str, CodeListFile]) -> None:
    for entry in shipped["isced_f"].entries:
        assert entry.broader == ("" if len(entry.code) == 2 else entry.code[:-1])


def test_themes_point_to_known_fields_of_education(shipped: dict[str, CodeListFile]) -> None:
    fields = set(codes_of(shipped["isced_f"]))
    for entry in shipped["theme"].entries:
        assert set(entry.attributes["isced_f"]) <= fields


def test_labels_within_a_list_are_told_apart(shipped: dict[str, CodeListFile]) -> None:
    for found in shipped.values():
        for language in LANGUAGES:
            labels = [entry.labels[language] for entry in found.entries]
            assert len(set(labels)) == len(labels), (found.code, language)


def test_every_indicator_says_what_it_counts_in_six_languages(
    shipped: dict[str, CodeListFile],
) -> None:
    without_denominator = {"R2", "R7", "P7", "Q2", "Q7", "C1"}
    for entry in shipped["indicator"].entries:
        assert set(entry.attributes["numerator"]) == set(LANGUAGES)
        assert ("denominator" not in entry.attributes) == (entry.code in without_denominator)
        for text in ("denominator", "note"):
            assert set(entry.attributes.get(text, LANGUAGES)) == set(LANGUAGES)
