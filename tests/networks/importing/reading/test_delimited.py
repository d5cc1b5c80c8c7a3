import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecotone.networks.importing.problems import FileRefused, Problem
from ecotone.networks.importing.reading.delimited import open_delimited
from ecotone.networks.importing.reading.table import Limits, Line

LIMITS = Limits()
# Letters that every encoding below can write, with all that separates and quotes.
LETTERS = st.text(alphabet="abcXYZ019 ;,|\t\"'.-éßñ", max_size=12)


def lines_of(path: Path) -> list[Line | Problem]:
    return list(open_delimited(path, LIMITS).lines)


@given(
    separator=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    ending=st.sampled_from(["\r\n", "\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    rows=st.integers(2, 6).flatmap(
        lambda width: st.lists(st.lists(LETTERS, min_size=width, max_size=width), min_size=1)
    ),
)
def test_what_is_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    separator: str,
    encoding: str,
    ending: str,
    quoting: int,
    rows: list[list[str]],
) -> None:
    header = [f"column{index}" for index in range(len(rows[0]))]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=ending, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([header, *rows])
    path = tmp_path_factory.mktemp("csv") / "file.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    stripped = [[cell.strip() for cell in row] for row in rows]
    expected = [Line(n, row) for n, row in enumerate(stripped, 2) if any(row)]
    if not expected:
        with pytest.raises(FileRefused):
            lines_of(path)
        return
    table = open_delimited(path, LIMITS)
    assert table.header == tuple(header)
    assert list(table.lines) == expected


def test_row_numbers_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text('code;name\n1;"two\nlines"\n\n3;after a blank row\n')
    assert lines_of(path) == [Line(2, ["1", "two\nlines"]), Line(4, ["3", "after a blank row"])]


def test_excels_own_line_about_the_separator_counts_as_a_row(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text("sep=|\r\ncode|a;b\r\n1|x;y\r\n")
    table = open_delimited(path, LIMITS)
    assert table.header == ("code", "a;b")
    assert list(table.lines) == [Line(3, ["1", "x;y"])]


def test_a_row_of_another_width_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text("code;name\n1;a;b\n2\n3;c\n4;d;;\n")
    assert lines_of(path) == [
        Problem("wrong_width", 2, "", {"found": "3", "expected": "2"}),
        Problem("wrong_width", 3, "", {"found": "1", "expected": "2"}),
        Line(4, ["3", "c"]),
        Line(5, ["4", "d"]),
    ]


def test_a_quote_that_is_not_closed_swallows_nothing_unseen(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text('code;name\n1;a\n2;"b\n3;c\n')
    assert lines_of(path) == [Line(2, ["1", "a"]), Problem("broken_quote", 3)]


def test_a_quote_inside_a_quoted_text_is_a_problem_of_its_row_only(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text('code;name\n1;"a "big" school"\n2;b\n')
    assert lines_of(path) == [Problem("broken_quote", 2), Line(3, ["2", "b"])]


def test_commas_in_addresses_do_not_beat_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text("code;address\n1;Street 1, Town, Land\n2;Street 2, Town, Land\n")
    assert open_delimited(path, LIMITS).header == ("code", "address")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("only one column\nvalue\n", "one_column"),
        ("code;name\n", "no_rows"),
        ("code;=cmd()\n1;a\n", "formula_in_header"),
        ("a;b;c\n1;2;3\n4;5;6\n", "too_many_rows"),
        ("a;b;c;d\n1;2;3;4\n", "too_many_columns"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "file.csv"
    path.write_text(content)
    with pytest.raises(FileRefused) as refused:
        list(open_delimited(path, Limits(rows=1, columns=3)).lines)
    assert refused.value.problem.code == code


def test_columns_without_a_name_or_with_the_same_get_one(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text("code;;code;name;\n1;2;3;4;\n")
    assert open_delimited(path, LIMITS).header == ("code", "B", "code (2)", "name")
