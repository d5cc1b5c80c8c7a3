"""Makes a school of each line of a file, or says what is wrong with the line. Writes nothing."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from ecotone.networks.importing.facts import SchoolFacts
from ecotone.networks.importing.fields import Field
from ecotone.networks.importing.kinds import SchoolKind
from ecotone.networks.importing.mapping import SchoolMapping
from ecotone.networks.importing.places import tidy_place
from ecotone.networks.importing.problems import FileRefused, Problem
from ecotone.networks.importing.reading import Table
from ecotone.networks.importing.row_cells import RowCells
from ecotone.networks.importing.values import (
    address_of,
    check_country,
    languages_of,
    place_of,
    pupils_of,
    website_of,
)

PROBLEMS_KEPT = 1000
_EVERY = 500


@dataclass
class CheckedFile:
    """What a file holds. ``problems`` keeps the first thousand; ``bad_rows`` counts all bad rows.

    ``rows`` counts the rows that hold anything; ``repeated`` those that only add a building to a
    school that an earlier row gave, so that ``rows == len(schools) + repeated + bad_rows``.
    """

    mapping: SchoolMapping
    country: str
    observed_on: dt.date | None
    reading: str
    schools: dict[str, SchoolFacts] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    rows: int = 0
    bad_rows: int = 0
    repeated: int = 0

    @property
    def is_fine(self) -> bool:
        return self.problem_count == 0

    def note_bad_row(self, problems: list[Problem]) -> None:
        self.bad_rows += 1
        self.problem_count += len(problems)
        room = PROBLEMS_KEPT - len(self.problems)
        self.problems.extend(problems[: max(room, 0)])


def check_table(
    table: Table,
    mapping: SchoolMapping,
    *,
    country: str,
    observed_on: dt.date | None = None,
    report: Callable[[int], None] | None = None,
) -> CheckedFile:
    """Read the whole table. Raises FileRefused when it cannot be read under this mapping at all.

    ``observed_on`` is the day on which pupils were counted; without it the mapping's own day holds.
    ``report`` is told the number of rows now and then.
    """
    day = observed_on or mapping.observed_on
    if mapping.country != country:
        raise FileRefused("other_country", mapping=mapping.country, country=country)
    if mapping.gives_pupils and day is None:
        raise FileRefused("no_date")
    positions = find_positions(table.header, mapping)
    checked = CheckedFile(mapping, country, day, table.reading)
    for line in table.lines:
        checked.rows += 1
        if report and checked.rows % _EVERY == 0:
            report(checked.rows)
        if isinstance(line, Problem):
            checked.note_bad_row([line])
            continue
        row = RowCells(line, table.header, positions, mapping.constants)
        _add(checked, row, school_of(row, mapping, country))
    return checked


def find_positions(header: tuple[str, ...], mapping: SchoolMapping) -> dict[Field, int]:
    """Where the mapping's columns stand; capitals do not matter. Raises FileRefused."""
    places = {name.casefold(): position for position, name in enumerate(header)}
    positions: dict[Field, int] = {}
    for meaning, column in mapping.columns.items():
        position = places.get(column.casefold())
        if position is None:
            raise FileRefused("column_missing", missing=column, present=", ".join(header))
        positions[meaning] = position
    return positions


def school_of(row: RowCells, mapping: SchoolMapping, country: str) -> SchoolFacts:
    """What the row says. Only to be trusted when it left no problems in ``row``."""
    kind = _kind(row, mapping)
    latitude, longitude = place_of(row, country)
    municipality = row.text(Field.MUNICIPALITY)
    check_country(row, country)
    return SchoolFacts(
        row=row.number,
        identifier=_identifier(row, mapping),
        name=_needed(row, Field.NAME),
        sector=kind.sector,
        isced_levels=kind.isced,
        type_in_register=row.text(Field.SCHOOL_TYPE),
        institution=row.text(Field.INSTITUTION),
        municipality=tidy_place(municipality, mapping.places),
        municipality_in_register=municipality,
        municipality_code=row.text(Field.MUNICIPALITY_CODE),
        address=address_of(row, country),
        latitude=latitude,
        longitude=longitude,
        pupils=pupils_of(row, mapping),
        website=website_of(row),
        languages=languages_of(row),
    )


def _needed(row: RowCells, meaning: Field) -> str:
    text = row.text(meaning)
    if not text and not row.has_problem_in(meaning):
        row.note("missing", meaning)
    return text


def _identifier(row: RowCells, mapping: SchoolMapping) -> str:
    text = _needed(row, Field.IDENTIFIER)
    pattern = mapping.identifier_pattern
    if text and pattern and not pattern.fullmatch(text):
        row.note("identifier_shape", Field.IDENTIFIER, value=text)
    return text


def _kind(row: RowCells, mapping: SchoolMapping) -> SchoolKind:
    if mapping.one_kind:
        return mapping.one_kind
    text = _needed(row, Field.SCHOOL_TYPE)
    kind = mapping.kind_of(text)
    if text and kind is None:
        row.note("unknown_type", Field.SCHOOL_TYPE, value=text)
    return kind or SchoolKind("")


def _add(checked: CheckedFile, row: RowCells, school: SchoolFacts) -> None:
    if row.problems:
        checked.note_bad_row(row.problems)
        return
    earlier = checked.schools.setdefault(school.identifier, school)
    if earlier is school:
        return
    if checked.mapping.repeated_rows and school.says_the_same_as(earlier):
        checked.repeated += 1
        return
    code = "identifier_contradicts" if checked.mapping.repeated_rows else "identifier_twice"
    row.note(code, Field.IDENTIFIER, value=school.identifier, other=str(earlier.row))
    checked.note_bad_row(row.problems)
