"""A small made-up register in the shape of the Dutch one, and ways to write it to a file."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from ecotone.networks.importing.checking import CheckedFile, check_table
from ecotone.networks.importing.library import shipped_mappings
from ecotone.networks.importing.mapping import SchoolMapping
from ecotone.networks.importing.reading import open_table

HEADER = [
    "vestigingscode",
    "brin_nummer",
    "naam",
    "type",
    "denominatie",
    "straat",
    "huisnummer",
    "postcode",
    "plaats",
    "gemeente",
    "provincie",
    "onderwijsgebied",
    "leerlingen",
    "lon",
    "lat",
]
COUNT_DAY = dt.date(2024, 11, 1)


def school(code: str = "99AA00", **values: str) -> dict[str, str]:
    """One row of the register; every value can be set."""
    row = {
        "vestigingscode": code,
        "brin_nummer": code[:4],
        "naam": f"De Verzonnen School {code}",
        "type": "basisschool",
        "denominatie": "Openbaar",
        "straat": "Bedachtelaan",
        "huisnummer": "1",
        "postcode": "1234AB",
        "plaats": "Fictiestad",
        "gemeente": "UTRECHT",
        "provincie": "Utrecht",
        "onderwijsgebied": "Utrecht en omstreken",
        "leerlingen": "210",
        "lon": "5.1214",
        "lat": "52.0907",
    }
    return row | values


def register(count: int) -> list[dict[str, str]]:
    """So many schools, each different."""
    return [
        school(
            f"{index // 100 + 10:02d}ZZ{index % 100:02d}",
            leerlingen=str(100 + index),
            lat=f"{52 + index / 1000:.4f}",
        )
        for index in range(count)
    ]


def write_csv(
    path: Path,
    rows: Iterable[Mapping[str, str]],
    *,
    separator: str = ";",
    encoding: str = "utf-8",
    header: Sequence[str] = HEADER,
) -> Path:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def nl_register() -> SchoolMapping:
    return shipped_mappings()["nl-register"]


def check(path: Path, mapping: SchoolMapping | None = None, country: str = "NL") -> CheckedFile:
    return check_table(open_table(path), mapping or nl_register(), country=country)


def check_rows(tmp_path: Path, *rows: Mapping[str, str]) -> CheckedFile:
    """The rows as a CSV file, checked under the mapping of the Dutch register."""
    return check(write_csv(tmp_path / "schools.csv", rows))


def complaints(checked: CheckedFile) -> list[tuple[int, str, str]]:
    """Row, column and code of every problem."""
    return [(problem.row, problem.column, problem.code) for problem in checked.problems]
