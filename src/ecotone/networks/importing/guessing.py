"""Guesses what columns and types of school mean from their names in six languages.

Only a first proposal on the screen, which a person looks at before anything is read.
"""

import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib import resources

from ecotone.networks.importing.fields import Field

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@cache
def _synonyms() -> dict[str, dict[str, list[str]]]:
    file = resources.files("ecotone.networks.importing").joinpath("synonyms.toml")
    return tomllib.loads(file.read_text("utf-8"))


def guess_columns(header: Sequence[str]) -> dict[Field, str]:
    """The column of each field that some column is named for; no column serves two fields."""
    names = {plain(name): name for name in reversed(header)}
    taken: set[str] = set()
    guessed: dict[Field, str] = {}
    for field, synonyms in _synonyms()["columns"].items():
        found = next((names[word] for word in synonyms if word in names), None)
        if found and found not in taken:
            guessed[Field(field)] = found
            taken.add(found)
    if not {Field.LATITUDE, Field.LONGITUDE} <= guessed.keys():
        guessed.pop(Field.LATITUDE, None)
        guessed.pop(Field.LONGITUDE, None)
    return guessed


def guess_kind(type_of_school: str) -> str:
    """The key in ``kinds.CHOICES`` that the words of the type speak for; empty when none does."""
    text = plain(type_of_school)
    for kind, words in _synonyms()["types"].items():
        if any(word in text for word in words):
            return kind
    return ""


def plain(text: str) -> str:
    """The letters and figures of the text, without capitals and accents; ä is ae as in German."""
    spelt = unicodedata.normalize("NFC", text).casefold().translate(_SPELT_OUT)
    bare = unicodedata.normalize("NFKD", spelt)
    return "".join(letter for letter in bare if letter.isalnum() and letter.isascii())
