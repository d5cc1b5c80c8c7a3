"""The name of a municipality as people write it, where that is certain from the register's own.

Registers write "S GRAVENHAGE" or "ALPHEN AAN DEN RIJN". The register's spelling is always kept; the
display form is made only by rules that the mapping of that register states, and a name that is not
in capitals is left as it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class PlaceRule:
    """How one register's capitals are read.

    ``exact`` maps the register's spelling to the right one and wins. ``lower_words`` stay small
    between other words ("aan", "den"). ``digraphs`` are one letter at the start of a word ("ij").
    Without ``mends_capitals`` only ``exact`` is applied.
    """

    mends_capitals: bool = False
    exact: Mapping[str, str] = field(default_factory=dict)
    lower_words: frozenset[str] = frozenset()
    digraphs: tuple[str, ...] = ()


def tidy_place(name: str, rule: PlaceRule) -> str:
    """The display form of a municipality's name; the name itself when nothing is certain."""
    if name in rule.exact:
        return rule.exact[name]
    if not rule.mends_capitals or name != name.upper():
        return name
    return _WORD.sub(lambda found: _tidy_word(found, rule), name)


def _tidy_word(found: re.Match[str], rule: PlaceRule) -> str:
    word = found[0].lower()
    between_words = found.string[: found.start()].endswith(" ")
    if word in rule.lower_words and between_words:
        return word
    for digraph in rule.digraphs:
        if word.startswith(digraph):
            return digraph.upper() + word[len(digraph) :]
    return word.capitalize()
