"""Where mappings come from: those that ship, and small TOML files."""

import json
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from ecotone.networks.importing.mapping import SchoolMapping
from ecotone.networks.importing.shapes import broken


@cache
def shipped_mappings() -> dict[str, SchoolMapping]:
    """The mappings that ship, by name."""
    return {
        name: SchoolMapping.from_definition(shipped_definition(name)) for name in _shipped_names()
    }


def shipped_definition(name: str) -> dict[str, Any]:
    """The definition of a shipped mapping as JSON values. Raises KeyError."""
    if name not in _shipped_names():
        raise KeyError(name)
    text = _folder().joinpath(f"{name}.toml").read_text("utf-8")
    return as_json_values(tomllib.loads(text))


def read_definition(path: Path) -> dict[str, Any]:
    """The definition in a TOML file. Raises FileRefused with the place of the mistake."""
    try:
        return as_json_values(tomllib.loads(path.read_text("utf-8-sig")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise broken(str(error)) from error


def as_json_values(definition: dict[str, Any]) -> dict[str, Any]:
    """The definition with its days as text, so that it can be kept in the database."""
    values: dict[str, Any] = json.loads(json.dumps(definition, default=str))
    return values


def _folder() -> "resources.abc.Traversable":
    return resources.files("ecotone.networks.importing").joinpath("mappings")


@cache
def _shipped_names() -> tuple[str, ...]:
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))
