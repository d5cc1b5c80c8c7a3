"""What makes a row bad, and what the person who made the file is told."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from ecotone.networks.importing.checking import PROBLEMS_KEPT, check_table
from ecotone.networks.importing.facts import SchoolFacts
from ecotone.networks.importing.fields import Field
from ecotone.networks.importing.problems import FileRefused, Problem
from ecotone.networks.importing.reading import open_table
from tests.networks.importing.samples import (
    COUNT_DAY,
    HEADER,
    check,
    check_rows,
    complaints,
    nl_register,
    register,
    school,
    write_csv,
    write_xlsx,
)


def test_a_fine_row_becomes_a_school(tmp_path: Path) -> None:
    checked = check_rows(tmp_path, school("99AA00", gemeente="S GRAVENHAGE"))
    assert checked.is_fine
    assert checked.observed_on == COUNT_DAY
    assert list(checked.schools.values()) == [
        SchoolFacts(
            row=2,
            identifier="99AA00",
            name="De Verzonnen School 99AA00",
            sector="SCH-PRI",
            isced_levels=("02", "1"),
            type_in_register="basisschool",
            institution="99AA",
            municipality="'s-Gravenhage",
            municipality_in_register="S GRAVENHAGE",
            address="Bedachtelaan 1, 1234AB Fictiestad",
            latitude=52.0907,
            longitude=5.1214,
            pupils=210,
            languages=("nl",),
        )
    ]


@pytest.mark.parametrize(
    ("changed", "column", "code"),
    [
        ({"naam": ""}, "naam", "missing"),
        ({"naam": "=cmd()"}, "naam", "formula"),
        ({"naam": "@school"}, "naam", "formula"),
        ({"denominatie": "=1+1"}, "denominatie", "formula"),
        ({"naam": "x" * 201}, "naam", "too_long"),
        ({"naam": "#REF!"}, "naam", "spreadsheet_error"),
        ({"naam": "Sch\ufffdl"}, "naam", "unreadable"),
        ({"naam": "a\x01b"}, "naam", "unreadable"),
        ({"vestigingscode": ""}, "vestigingscode", "missing"),
        ({"vestigingscode": "9AA00"}, "vestigingscode", "identifier_shape"),
        ({"type": ""}, "type", "missing"),
        ({"type": "toneelschool"}, "type", "unknown_type"),
        ({"leerlingen": "veel"}, "leerlingen", "not_a_number"),
        ({"leerlingen": "1.234"}, "leerlingen", "not_a_number"),
        ({"leerlingen": "12,5"}, "leerlingen", "not_a_number"),
        ({"leerlingen": "-5"}, "leerlingen", "negative"),
        ({"leerlingen": "999999"}, "leerlingen", "too_many_pupils"),
        ({"lat": ""}, "lat", "half_a_place"),
        ({"lon": ""}, "lon", "half_a_place"),
        ({"lat": "noord"}, "lat", "not_a_coordinate"),
        ({"lat": "5.1214", "lon": "52.0907"}, "lat", "swapped"),
        ({"lat": "52090700"}, "lat", "off_the_globe"),
        ({"lon": "512.14"}, "lon", "off_the_globe"),
        ({"lat": "48.85", "lon": "2.35"}, "lat", "elsewhere"),
        ({"lat": "0", "lon": "0"}, "lat", "elsewhere"),
        ({"straat": "s" * 150, "plaats": "p" * 60}, "straat", "too_long"),
    ],
)
def test_a_bad_value_is_named_by_row_and_column(
    tmp_path: Path, changed: dict[str, str], column: str, code: str
) -> None:
    checked = check_rows(tmp_path, school("99AA00"), school("99AA01") | changed)
    assert complaints(checked) == [(3, column, code)]
    assert (checked.rows, len(checked.schools), checked.bad_rows) == (2, 1, 1)


def test_the_message_says_what_is_wrong_and_how_to_mend_it(tmp_path: Path) -> None:
    problem = check_rows(tmp_path, school(lat="5.1214", lon="52.0907")).problems[0]
    assert problem.what == (
        "Latitude and longitude are swapped: as they stand, the place is not in Netherlands."
    )
    assert problem.mend == (
        "Swap the two cells; when all rows are swapped, swap the columns in the mapping."
    )
    assert Problem.from_json(problem.to_json()) == problem


@pytest.mark.parametrize("written", ["210", "210.0", " 210 "])
def test_a_number_of_pupils_may_be_written_in_some_ways(tmp_path: Path, written: str) -> None:
    checked = check_rows(tmp_path, school(leerlingen=written))
    assert [facts.pupils for facts in checked.schools.values()] == [210]


def test_a_missing_number_of_pupils_is_missing_and_not_zero(tmp_path: Path) -> None:
    checked = check_rows(
        tmp_path, school("99AA00", leerlingen=""), school("99AA01", leerlingen="0")
    )
    assert [facts.pupils for facts in checked.schools.values()] == [None, 0]


def test_a_decimal_comma_is_understood(tmp_path: Path) -> None:
    checked = check_rows(tmp_path, school(lat="52,0907", lon="5,1214"))
    assert [(f.latitude, f.longitude) for f in checked.schools.values()] == [(52.0907, 5.1214)]


def test_all_problems_of_a_row_are_told_at_once(tmp_path: Path) -> None:
    checked = check_rows(tmp_path, school(naam="", leerlingen="-1", type="x"))
    assert complaints(checked) == [
        (2, "type", "unknown_type"),
        (2, "naam", "missing"),
        (2, "leerlingen", "negative"),
    ]
    assert (checked.bad_rows, checked.problem_count) == (1, 3)


def test_formula_cells_of_a_workbook_are_refused(tmp_path: Path) -> None:
    row = school(naam='=HYPERLINK("http://example.org")')
    path = write_xlsx(tmp_path / "schools.xlsx", [HEADER, [row[name] for name in HEADER]])
    assert complaints(check(path)) == [(2, "naam", "formula")]


def test_buildings_of_one_school_are_one_school(tmp_path: Path) -> None:
    checked = check_rows(
        tmp_path,
        school(huisnummer="1"),
        school(huisnummer="3", lat="52.0911"),
        school(naam="Other"),
    )
    assert [facts.row for facts in checked.schools.values()] == [2]
    assert checked.repeated == 1
    assert complaints(checked) == [(4, "vestigingscode", "identifier_contradicts")]
    assert checked.problems[0].values == {"value": "99AA00", "other": "2"}


def test_where_each_row_is_a_school_an_identifier_stands_once(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "schools.csv", [school(), school()])
    checked = check(path, dataclasses.replace(nl_register(), repeated_rows=False))
    assert complaints(checked) == [(3, "vestigingscode", "identifier_twice")]


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("NL", []),
        ("nederland", []),
        ("Países Bajos", []),
        ("", []),
        ("BE", ["wrong_country"]),
        ("Duitsland", ["wrong_country"]),
    ],
)
def test_a_school_of_another_country_is_refused(
    tmp_path: Path, written: str, codes: list[str]
) -> None:
    mapping = nl_register()
    columns = {**mapping.columns, Field.COUNTRY: "provincie"}
    path = write_csv(tmp_path / "schools.csv", [school(provincie=written)])
    checked = check(path, dataclasses.replace(mapping, columns=columns))
    assert [problem.code for problem in checked.problems] == codes


def test_capitals_in_column_names_do_not_matter(tmp_path: Path) -> None:
    header = [name.upper() for name in HEADER]
    rows = [{name.upper(): value for name, value in school().items()}]
    assert check(write_csv(tmp_path / "schools.csv", rows, header=header)).is_fine


def test_a_file_of_another_source_is_refused_with_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.write_text("code;naam\n1;a\n")
    with pytest.raises(FileRefused) as refused:
        check(path)
    assert refused.value.problem.code == "column_missing"
    assert refused.value.problem.values == {"missing": "vestigingscode", "present": "code, naam"}


def test_a_mapping_of_another_country_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "schools.csv", [school()])
    with pytest.raises(FileRefused) as refused:
        check(path, country="BE")
    assert refused.value.problem.what == (
        "The mapping is for schools in Netherlands, but the import is for Belgium."
    )


def test_pupils_need_a_day_and_the_day_of_the_file_wins(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "schools.csv", [school()])
    undated = dataclasses.replace(nl_register(), observed_on=None)
    with pytest.raises(FileRefused) as refused:
        check(path, undated)
    assert refused.value.problem.code == "no_date"
    day = dt.date(2025, 10, 1)
    checked = check_table(open_table(path), nl_register(), country="NL", observed_on=day)
    assert checked.observed_on == day


def test_of_very_many_problems_the_first_are_kept_and_all_are_counted(tmp_path: Path) -> None:
    rows = [row | {"leerlingen": "-1"} for row in register(PROBLEMS_KEPT + 5)]
    checked = check_rows(tmp_path, *rows)
    assert len(checked.problems) == PROBLEMS_KEPT
    assert checked.problem_count == checked.bad_rows == PROBLEMS_KEPT + 5


def test_progress_is_told_in_rows(tmp_path: Path) -> None:
    told: list[int] = []
    path = write_csv(tmp_path / "schools.csv", register(1100))
    check_table(open_table(path), nl_register(), country="NL", report=told.append)
    assert told == [500, 1000]
