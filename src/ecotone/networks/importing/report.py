"""The numbers of an import in words, for the screen and the command alike."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, str | Promise] = {
    "rows": _("Rows in the file"),
    "schools": _("Schools in the file"),
    "repeated": _("Rows that are further buildings of a school"),
    "new": _("New schools"),
    "updated": _("Schools with changes"),
    "unchanged": _("Schools without changes"),
    "joining": _("Known schools that join the network"),
    "elsewhere": _("Schools with changes that are also in other networks"),
    "bad": _("Rows with something wrong"),
    "pupils": _("Pupils stated"),
    "without_pupils": _("Schools without a number of pupils (missing, not zero)"),
    "without_place": _("Schools without a place on the map"),
}
SHOWN_WHEN_ZERO = frozenset({"rows", "schools", "new", "updated", "unchanged", "bad", "pupils"})


class CountLine(NamedTuple):
    name: str
    label: str | Promise
    value: int


def count_lines(counts: Mapping[str, int]) -> list[CountLine]:
    """The counts in the order in which they are read; some only when there are any."""
    return [
        CountLine(name, label, counts[name])
        for name, label in LABELS.items()
        if name in counts and (counts[name] or name in SHOWN_WHEN_ZERO)
    ]
