"""Reading code lists from TOML files that a translator can edit. No database, no Django.

One file a list, one block a code, one line a language::

    code = "mode"
    version = "2026-1"
    valid_from = 2026-09-01

    [labels]
    en = "Where it takes place"

    [codes.ONSITE]
    en = "On site"
    nl = "Ter plaatse"
    exact_match = "https://schema.org/OfflineEventAttendanceMode"

The order of the blocks is the order on the screen.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ecotone.core.codelists.checking import (
    CODE_KEYS,
    code_problems,
    header_problems,
    hierarchy_problems,
)

DATA = Path(__file__).parent / "data"


class InvalidCodeLists(Exception):
    """The files cannot be used; ``problems`` says every mistake, where it is and how to mend it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class CodeEntry:
    """One code as it stands in a file."""

    code: str
    labels: Mapping[str, str]
    position: int
    valid_from: dt.date
    valid_to: dt.date | None = None
    broader: str = ""
    exact_match: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CodeListFile:
    """One version of a list as it stands in a file, its codes in order."""

    code: str
    version: str
    valid_from: dt.date
    labels: Mapping[str, str]
    entries: tuple[CodeEntry, ...]


def read_folder(folder: Path = DATA) -> list[CodeListFile]:
    """Every list of the folder, by file name. Raises InvalidCodeLists with all mistakes of all."""
    lists: list[CodeListFile] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            lists.append(parse_code_list(path.read_text(encoding="utf-8"), path.name))
        except InvalidCodeLists as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidCodeLists(problems)
    return lists


def parse_code_list(text: str, file_name: str) -> CodeListFile:
    """The list that the text describes. Raises InvalidCodeLists with every mistake in it."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidCodeLists([f"{file_name}: not valid TOML: {error}."]) from None
    problems = header_problems(document, file_name)
    if problems:
        raise InvalidCodeLists(problems)
    blocks: dict[str, dict[str, Any]] = document["codes"]
    for code, block in blocks.items():
        problems.extend(code_problems(code, block, file_name))
    problems.extend(hierarchy_problems(blocks, file_name))
    if problems:
        raise InvalidCodeLists(problems)
    return CodeListFile(
        code=document["code"],
        version=document["version"],
        valid_from=document["valid_from"],
        labels=document["labels"],
        entries=tuple(
            _entry(code, block, position, document["valid_from"])
            for position, (code, block) in enumerate(blocks.items(), start=1)
        ),
    )


def _entry(code: str, block: dict[str, Any], position: int, since: dt.date) -> CodeEntry:
    return CodeEntry(
        code=code,
        labels={key: value for key, value in block.items() if key not in CODE_KEYS},
        position=position,
        valid_from=block.get("valid_from", since),
        valid_to=block.get("valid_to"),
        broader=block.get("broader", ""),
        exact_match=block.get("exact_match", ""),
        attributes=block.get("attributes", {}),
    )
