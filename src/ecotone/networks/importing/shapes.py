"""Takes a definition apart, and says where it is wrong."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ecotone.networks.importing.problems import FileRefused


def broken(reason: str) -> FileRefused:
    """The refusal of a mapping, with the place in it."""
    return FileRefused("mapping_broken", reason=reason)


@dataclass(frozen=True)
class Shape:
    """One table of a definition. Every getter raises ``broken`` when the value has another type."""

    content: Mapping[str, Any]
    path: str

    @property
    def names(self) -> list[str]:
        return list(self.content)

    def text(self, name: str, *, default: str | None = None) -> str:
        value = self.content.get(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise broken(f"{self._at(name)}: text is needed")
        return value.strip()

    def texts(self) -> dict[str, str]:
        return {name: self.text(name, default="") for name in self.content}

    def truth(self, name: str) -> bool:
        value = self.content.get(name, False)
        if not isinstance(value, bool):
            raise broken(f"{self._at(name)}: true or false is needed")
        return value

    def words(self, name: str) -> list[str]:
        value = self.content.get(name, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise broken(f"{self._at(name)}: a list of texts is needed")
        return value

    def day(self, name: str) -> dt.date | None:
        """A day; TOML has days, JSON has them as text."""
        value = self.content.get(name)
        if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
            return value
        try:
            return dt.date.fromisoformat(value)
        except (TypeError, ValueError):
            raise broken(f"{self._at(name)}: a day such as 2024-11-01 is needed") from None

    def pattern(self, name: str) -> re.Pattern[str] | None:
        value = self.text(name, default="")
        try:
            return re.compile(value) if value else None
        except re.error as error:
            raise broken(f"{self._at(name)}: {error}") from None

    def table(self, name: str) -> "Shape":
        value = self.content.get(name, {})
        if not isinstance(value, Mapping):
            raise broken(f"{self._at(name)}: a table is needed")
        return Shape(value, self._at(name))

    def _at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name
