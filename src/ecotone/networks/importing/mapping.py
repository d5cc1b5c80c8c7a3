"""How the columns of one source's files become schools.

The same definition is written as a TOML file, kept as JSON with a network, and made on the screen;
``docs/coordinators/importing-schools.md`` explains it with an example.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ecotone.networks.importing.fields import ADDRESS_PARTS, FIELDS, REQUIRED, Field
from ecotone.networks.importing.kinds import SchoolKind, joined
from ecotone.networks.importing.places import PlaceRule
from ecotone.networks.importing.shapes import Shape, broken

CONSTANT_FIELDS = (Field.LANGUAGES, Field.MUNICIPALITY, Field.MUNICIPALITY_CODE)


@dataclass(frozen=True, kw_only=True)
class SchoolMapping:
    """One source's columns, in our terms. Made by ``from_definition``, which checks it.

    ``types`` maps the register's types of school, case-folded, to kinds; ``one_kind`` holds for all
    schools of a file without a column of types. ``repeated_rows`` says that a school may stand in
    several rows, one for each building. ``missing`` are the texts that mean an unknown number.
    """

    name: str
    title: str
    country: str
    source: str
    scheme: str
    columns: Mapping[Field, str]
    constants: Mapping[Field, str] = field(default_factory=dict)
    identifier_pattern: re.Pattern[str] | None = None
    observed_on: dt.date | None = None
    repeated_rows: bool = False
    missing: frozenset[str] = frozenset()
    types: Mapping[str, SchoolKind] = field(default_factory=dict)
    type_separator: str = ""
    one_kind: SchoolKind | None = None
    places: PlaceRule = field(default_factory=PlaceRule)

    @classmethod
    def from_definition(cls, definition: Mapping[str, Any]) -> Self:
        """The mapping that the definition states. Raises FileRefused("mapping_broken")."""
        top = Shape(definition, "")
        identifier = top.table("identifier")
        types = top.table("types")
        places = top.table("places")
        mapping = cls(
            name=top.text("name"),
            title=top.text("title", default=top.text("name")),
            country=top.text("country").upper(),
            source=top.text("source"),
            scheme=identifier.text("scheme"),
            identifier_pattern=identifier.pattern("pattern"),
            columns=_fields(top.table("columns"), allowed=tuple(Field)),
            constants=_fields(top.table("constants"), allowed=CONSTANT_FIELDS),
            observed_on=top.day("observed_on"),
            repeated_rows=top.truth("repeated_rows"),
            missing=frozenset(top.words("missing")),
            types={key.casefold(): kind for key, kind in _kinds(types.table("kinds")).items()},
            type_separator=types.text("separator", default=""),
            one_kind=_kind(types.table("one")) if "one" in types.names else None,
            places=PlaceRule(
                mends_capitals=places.truth("capitals"),
                exact=places.table("exact").texts(),
                lower_words=frozenset(places.words("lower_words")),
                digraphs=tuple(places.words("digraphs")),
            ),
        )
        _check(mapping)
        return mapping

    def kind_of(self, type_of_school: str) -> SchoolKind | None:
        """The kind of school of a type, or of several joined by the separator; None if unknown."""
        whole = self.types.get(type_of_school.casefold())
        if whole or not self.type_separator:
            return whole
        parts = [part.strip().casefold() for part in type_of_school.split(self.type_separator)]
        kinds = [self.types[part] for part in parts if part in self.types]
        return joined(kinds) if kinds and len(kinds) == len(parts) else None

    @property
    def gives_pupils(self) -> bool:
        return Field.PUPILS in self.columns

    @property
    def gives_address(self) -> bool:
        return any(part in self.columns for part in ADDRESS_PARTS)


def _fields(table: Shape, *, allowed: tuple[Field, ...]) -> dict[Field, str]:
    found = table.texts()
    for name in found:
        if name not in {*allowed}:
            raise broken(f"{table.path}.{name}: this is not one of {', '.join(allowed)}")
    return {Field(name): value for name, value in found.items() if value}


def _kinds(table: Shape) -> dict[str, SchoolKind]:
    return {name: _kind(table.table(name)) for name in table.names}


def _kind(table: Shape) -> SchoolKind:
    kind = SchoolKind(table.text("sector"), tuple(table.words("isced")))
    if not kind.is_known:
        raise broken(f"{table.path}: unknown sector or ISCED level")
    return kind


def _check(mapping: SchoolMapping) -> None:
    for needed in REQUIRED:
        if needed not in mapping.columns:
            raise broken(f"columns.{needed}: {FIELDS[needed].label}")
    if (Field.LATITUDE in mapping.columns) != (Field.LONGITUDE in mapping.columns):
        raise broken("columns.latitude, columns.longitude: one without the other")
    if not re.fullmatch("[A-Z]{2}", mapping.country):
        raise broken("country: two letters")
    if len(mapping.scheme) > 40 or len(mapping.source) > 200:
        raise broken("identifier.scheme, source: too long")
    if not mapping.one_kind and Field.SCHOOL_TYPE not in mapping.columns:
        raise broken("types.one: needed when no column gives the type of school")
