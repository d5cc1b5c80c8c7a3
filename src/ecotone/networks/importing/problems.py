"""What can be wrong with a file or a row, and how to mend it, in words for who made the file.

A problem is kept as a code with its values, so that each reader sees it in their own language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.translation import get_language

from ecotone.networks.importing.countries import country_name
from ecotone.networks.importing.wording import WORDING

LONGEST_QUOTE = 60
LONGEST_LIST = 400


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. ``row`` counts as a spreadsheet does, from 1; 0 is the whole file.

    ``column`` is the column's name in the file, empty when the row as a whole is meant.
    """

    code: str
    row: int = 0
    column: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """What is wrong, in the language of the reader."""
        return str(WORDING[self.code].what) % self._spoken()

    @property
    def mend(self) -> str:
        """How to mend it, in the language of the reader."""
        return str(WORDING[self.code].mend) % self._spoken()

    def _spoken(self) -> dict[str, str]:
        """The values with the names of countries in the language of the reader."""
        language = get_language() or "en"
        named = {
            name: country_name(self.values[name], language)
            for name in ("country", "mapping")
            if name in self.values
        }
        return {**self.values, **named}

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "row": self.row,
            "column": self.column,
            "values": dict(self.values),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        return cls(kept["code"], kept["row"], kept["column"], kept["values"])


class FileRefused(Exception):
    """The file as a whole cannot be used; ``problem`` says why and how to mend it."""

    def __init__(self, code: str, *, row: int = 0, column: str = "", **values: object) -> None:
        shown = {name: quote(value, LONGEST_LIST) for name, value in values.items()}
        self.problem = Problem(code, row, column, shown)
        super().__init__(code, row, column, values)


def quote(value: object, longest: int = LONGEST_QUOTE) -> str:
    """The value as it is shown in a message: one line, cut where it is too long."""
    text = " ".join(str(value).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
