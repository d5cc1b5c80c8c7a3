import datetime as dt
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from ecotone.networks.importing.problems import FileRefused
from ecotone.networks.importing.reading.table import Limits, Line
from ecotone.networks.importing.reading.workbook import open_workbook
from tests.networks.importing.samples import write_xlsx

LIMITS = Limits()


def test_cells_become_text(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "schools.xlsx",
        [
            ["code", "number", "float", "day", "truth", "empty"],
            ["00123", 42, 52.0907, dt.date(2024, 11, 1), True, None],
            ["  x  ", 42.0, -1.5, None, False, None],
        ],
    )
    table = open_workbook(path, LIMITS)
    assert table.header == ("code", "number", "float", "day", "truth", "empty")
    assert list(table.lines) == [
        Line(2, ["00123", "42", "52.0907", "2024-11-01T00:00:00", "true", ""]),
        Line(3, ["x", "42", "-1.5", "", "false", ""]),
    ]


def test_formula_cells_stay_visible(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "schools.xlsx", [["a", "b"], ["=1+1", "x"]])
    assert list(open_workbook(path, LIMITS).lines) == [Line(2, ["=1+1", "x"])]


def test_rows_keep_their_number_and_short_rows_are_filled(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "schools.xlsx", [["a", "b"], [], ["x"], ["y", "z"]])
    assert list(open_workbook(path, LIMITS).lines) == [Line(3, ["x", ""]), Line(4, ["y", "z"])]


def test_empty_and_hidden_sheets_are_passed_over(tmp_path: Path) -> None:
    book = Workbook()
    hidden = book.create_sheet("secret")
    hidden.append(["not", "this"])
    hidden.sheet_state = "hidden"
    schools = book.create_sheet("schools")
    schools.append(["code", "name"])
    schools.append(["1", "a"])
    book.save(tmp_path / "schools.xlsx")
    table = open_workbook(tmp_path / "schools.xlsx", LIMITS)
    assert (table.header, table.reading) == (("code", "name"), "XLSX schools")


def test_a_workbook_without_cells_is_empty(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "schools.xlsx", [])
    with pytest.raises(FileRefused) as refused:
        open_workbook(path, LIMITS)
    assert refused.value.problem.code == "empty_file"


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 3_000_000)
    with pytest.raises(FileRefused) as refused:
        open_workbook(path, Limits(unpacked_megabytes=2))
    assert refused.value.problem.code == "too_large"


def test_a_cut_off_workbook_is_damaged(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "schools.xlsx", [["a", "b"], ["c", "d"]])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(FileRefused) as refused:
        open_workbook(path, LIMITS)
    assert refused.value.problem.code == "damaged"


def test_another_zip_file_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "schools.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("content.xml", "<x/>")
    with pytest.raises(FileRefused) as refused:
        open_workbook(path, LIMITS)
    assert refused.value.problem.code == "not_a_table"
