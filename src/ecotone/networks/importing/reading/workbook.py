"""XLSX workbooks, read row by row; formulas stay visible as text that starts with "="."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ecotone.networks.importing.problems import FileRefused, Problem
from ecotone.networks.importing.reading.table import Limits, Line, Table, column_names, fit, limited


def open_workbook(path: Path, limits: Limits) -> Table:
    """Open the first sheet that holds anything. Raises FileRefused."""
    _check_package(path, limits)
    # From memory: a path without ".xlsx" is refused, and a file would have to be kept open.
    content = io.BytesIO(path.read_bytes())
    try:
        book = load_workbook(content, read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise FileRefused("damaged") from error
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        # The size that a sheet states is often wrong; without it, all rows are read.
        sheet.reset_dimensions()
        lines = _lines(sheet.iter_rows(values_only=True))
        if first := next(lines, None):
            header = column_names(first.cells, limits)
            fitted = limited(_fitted(lines, len(header)), limits)
            return Table(header, fitted, f"XLSX {sheet.title}")
    raise FileRefused("empty_file")


def _check_package(path: Path, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise FileRefused("damaged") from error
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise FileRefused("not_a_table", kind="ODS / ZIP")
    unpacked = sum(part.file_size for part in parts) // 1_000_000
    if unpacked > limits.unpacked_megabytes:
        raise FileRefused("too_large", size=unpacked, limit=limits.unpacked_megabytes)


def _lines(rows: Iterator[Sequence[Any]]) -> Iterator[Line]:
    for number, row in enumerate(rows, 1):
        cells = [cell_text(value) for value in row]
        if any(cells):
            yield Line(number, cells)


def _fitted(lines: Iterator[Line], width: int) -> Iterator[Line | Problem]:
    try:
        for line in lines:
            yield fit(line.number, line.cells, width, may_be_short=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        # A sheet is unpacked while it is walked, so its damage shows late.
        raise FileRefused("damaged") from error


def cell_text(value: Any) -> str:
    """The text of a cell: whole numbers without a fraction, moments in ISO form."""
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case int() | float():
            return repr(value)
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case _:
            # Array and table formulas come as objects of their own.
            return "=" + str(getattr(value, "text", "") or "").removeprefix("=")
