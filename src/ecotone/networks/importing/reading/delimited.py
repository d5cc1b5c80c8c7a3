"""CSV and its relatives: the separator is found from the lines themselves."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from ecotone.networks.importing.problems import FileRefused, Problem
from ecotone.networks.importing.reading.encodings import detect_encoding
from ecotone.networks.importing.reading.table import Limits, Line, Table, column_names, fit, limited

SEPARATORS = ";,\t|"
_SAMPLE = 1 << 16
_SAMPLE_ROWS = 50
# Excel writes this as a first line of its own.
_ANNOUNCED = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


def open_delimited(path: Path, limits: Limits) -> Table:
    """Open a text file. Raises FileRefused when no separator splits it into columns."""
    encoding = detect_encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(_SAMPLE)
    announced = _ANNOUNCED.match(sample)
    separator = announced[1] if announced else find_separator(sample)
    lines = _records(path, encoding, separator, skip=1 if announced else 0)
    for first in lines:
        if isinstance(first, Problem):
            raise FileRefused("broken_quote", row=first.row)
        header = column_names(first.cells, limits)
        break
    else:
        raise FileRefused("empty_file")
    shown = "tab" if separator == "\t" else separator
    lines = limited(_fitted(lines, len(header)), limits)
    return Table(header, lines, f"CSV {shown} {encoding}")


def _fitted(lines: Iterator[Line | Problem], width: int) -> Iterator[Line | Problem]:
    for line in lines:
        if isinstance(line, Problem):
            yield line
        else:
            yield fit(line.number, line.cells, width, may_be_short=False)


def find_separator(sample: str) -> str:
    """The separator that gives most lines as many cells as the first line has.

    Raises FileRefused when none gives two columns.
    """
    best = max(SEPARATORS, key=lambda separator: _score(sample, separator))
    if _score(sample, best) == (0.0, 0):
        raise FileRefused("one_column")
    return best


def _score(sample: str, separator: str) -> tuple[float, int]:
    widths = [len(row) for row in islice(_tolerant(sample, separator), _SAMPLE_ROWS) if row]
    if len(sample) >= _SAMPLE and len(widths) > 1:
        widths.pop()  # the sample may end in the middle of a row
    if not widths or widths[0] < 2:
        return (0.0, 0)
    return (widths.count(widths[0]) / len(widths), widths[0])


def _tolerant(sample: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(sample, newline=""), delimiter=separator)


def _records(path: Path, encoding: str, separator: str, *, skip: int) -> Iterator[Line | Problem]:
    """All rows that hold anything, numbered as a spreadsheet does: blank rows count too."""
    with path.open(encoding=encoding, newline="") as file:
        for _ in range(skip):
            file.readline()
        yield from _numbered(file, separator, first=skip + 1)


def _numbered(file: TextIO, separator: str, *, first: int) -> Iterator[Line | Problem]:
    # Strict, because the lenient reader swallows the rest of the file after a stray quote.
    reader = csv.reader(file, delimiter=separator, strict=True)
    number = first - 1
    while True:
        number += 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error:
            yield Problem("broken_quote", number)
            continue
        if any(cells):
            yield Line(number, cells)
