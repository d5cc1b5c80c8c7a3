"""What each reader answers: column names, and lines with the number that a spreadsheet shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ecotone.networks.importing.formulas import is_formula
from ecotone.networks.importing.problems import FileRefused, Problem


@dataclass(frozen=True)
class Limits:
    """How much of a file we read. Enough for the register of a large country."""

    megabytes: int = 25
    unpacked_megabytes: int = 400
    rows: int = 100_000
    columns: int = 200


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one row as text, stripped; as many as there are column names."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True)
class Table:
    """A file that was opened. ``lines`` can be walked once; a Problem stands for a broken row.

    Column names are unique and never empty. ``reading`` names how the file was read, for the
    report: ``CSV ; utf-8``.
    """

    header: tuple[str, ...]
    lines: Iterator[Line | Problem]
    reading: str


def column_names(cells: Sequence[str], limits: Limits) -> tuple[str, ...]:
    """Unique column names: an empty one gets its letter, a repeated one a number."""
    named = list(cells)
    while named and not named[-1]:
        named.pop()
    if not named:
        raise FileRefused("empty_file")
    if len(named) > limits.columns:
        raise FileRefused("too_many_columns", count=len(named), limit=limits.columns)
    names: list[str] = []
    for position, name in enumerate(named):
        if is_formula(name):
            raise FileRefused("formula_in_header", value=name)
        names.append(_not_among(names, name or column_letters(position)))
    return tuple(names)


def _not_among(names: Sequence[str], wanted: str) -> str:
    name, turn = wanted, 2
    while name in names:
        name, turn = f"{wanted} ({turn})", turn + 1
    return name


def column_letters(position: int) -> str:
    """The letters of a spreadsheet's column, counted from 0: A … Z, AA …"""
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def fit(number: int, cells: Sequence[str], width: int, *, may_be_short: bool) -> Line | Problem:
    """The line with exactly ``width`` cells, or the problem that it has more or fewer.

    Empty cells beyond the last column name are no harm. Spreadsheets drop empty cells at the end
    of a row (``may_be_short``); in a CSV file a short row is a broken one.
    """
    found = len(cells)
    if found == width:
        return Line(number, cells)
    if found > width and not any(cells[width:]):
        return Line(number, cells[:width])
    if found < width and may_be_short:
        return Line(number, [*cells, *[""] * (width - found)])
    return Problem("wrong_width", number, "", {"found": str(found), "expected": str(width)})


def limited(lines: Iterator[Line | Problem], limits: Limits) -> Iterator[Line | Problem]:
    """The same lines; raises FileRefused when there are too many, or none."""
    count = 0
    for line in lines:
        count += 1
        if count > limits.rows:
            raise FileRefused("too_many_rows", limit=limits.rows)
        yield line
    if not count:
        raise FileRefused("no_rows")
