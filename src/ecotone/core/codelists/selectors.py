"""Labels and choices of the code lists. One query a process, none a label."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation

from ecotone.core.models.codelists import Code

FALLBACK = "en"


@dataclass(frozen=True)
class KnownCode:
    """A code as it is kept in memory; its time is cut to that of its list's version."""

    code: str
    labels: Mapping[str, str]
    broader: str
    exact_match: str
    attributes: Mapping[str, Any]
    position: int
    valid_from: dt.date
    valid_to: dt.date | None

    def is_open(self, on_date: dt.date) -> bool:
        return self.valid_from <= on_date and (self.valid_to is None or on_date <= self.valid_to)


class UnknownCodeList(LookupError):
    """There is no code list of that name; code lists are loaded after each migration."""


type Versions = Sequence[KnownCode]
"""One code in the versions of its list that know it, the newest first."""

_lists: Mapping[str, Mapping[str, Versions]] = {}


def forget_code_lists() -> None:
    """Read the lists anew at the next question. Called by whoever changes them."""
    global _lists
    _lists = {}


def label(list_code: str, code: str, language: str | None = None) -> str:
    """The code's label in the language (by default the active one).

    Falls back to English, then to the code itself; a closed code keeps its label. An unknown list
    or code answers with the code, because old data must stay readable.
    """
    known = _find(list_code, code)
    return code if known is None else _in_language(known.labels, language) or code


def choices(
    list_code: str, language: str | None = None, *, on_date: dt.date | None = None
) -> list[tuple[str, str]]:
    """Code and label of every code open on the date (by default today), in the list's order.

    Raises UnknownCodeList.
    """
    return [
        (known.code, _in_language(known.labels, language) or known.code)
        for known in codes_of(list_code, on_date=on_date)
    ]


def codes_of(list_code: str, *, on_date: dt.date | None = None) -> list[KnownCode]:
    """Every code of the list open on the date (by default today), in the list's order.

    Raises UnknownCodeList.
    """
    day = on_date or timezone.localdate()
    codes = _all_lists().get(list_code)
    if codes is None:
        raise UnknownCodeList(list_code)
    found = [
        next((one for one in versions if one.is_open(day)), None) for versions in codes.values()
    ]
    return sorted((one for one in found if one), key=lambda one: (one.position, one.code))


def attribute(list_code: str, code: str, name: str, language: str | None = None) -> Any:
    """What a code says beside its label, or None.

    A text kept by language (such as an indicator's numerator) is answered in the language, with
    the fallbacks of ``label``; everything else as it stands.
    """
    known = _find(list_code, code)
    value = known.attributes.get(name) if known else None
    if isinstance(value, Mapping) and FALLBACK in value:
        return _in_language(value, language)
    return value


def with_broader(list_code: str, code: str) -> list[str]:
    """The code and those above it, the nearest first: ``["0533", "053", "05"]``."""
    return list(_upwards(list_code, code))


def with_narrower(list_code: str, code: str) -> list[str]:
    """The code and all below it, in the list's order."""
    codes = _all_lists().get(list_code, {})
    return [other for other in codes if code in _upwards(list_code, other)]


def _upwards(list_code: str, code: str) -> Iterator[str]:
    known = _find(list_code, code)
    while known is not None:
        yield known.code
        known = _find(list_code, known.broader)


def _find(list_code: str, code: str) -> KnownCode | None:
    """The code in the newest version that has begun; a version to come only if it stands alone."""
    versions = _all_lists().get(list_code, {}).get(code, ())
    if len(versions) < 2:
        return versions[0] if versions else None
    today = timezone.localdate()
    return next((one for one in versions if one.valid_from <= today), versions[-1])


def _in_language(texts: Mapping[str, str], language: str | None) -> str:
    wished = (language or translation.get_language() or FALLBACK).lower()
    return texts.get(wished) or texts.get(wished.split("-")[0]) or texts.get(FALLBACK, "")


def _all_lists() -> Mapping[str, Mapping[str, Versions]]:
    global _lists
    if not _lists:
        _lists = _read_lists()
    return _lists


def _read_lists() -> dict[str, dict[str, list[KnownCode]]]:
    rows = Code.objects.select_related("code_list").order_by(
        "code_list__code", "-code_list__valid_from", "position", "code", "id"
    )
    lists: dict[str, dict[str, list[KnownCode]]] = {}
    for row in rows:
        lists.setdefault(row.code_list.code, {}).setdefault(row.code, []).append(_known(row))
    return lists


def _known(row: Code) -> KnownCode:
    ends = [day for day in (row.valid_to, row.code_list.valid_to) if day is not None]
    return KnownCode(
        code=row.code,
        labels=row.labels,
        broader=row.broader,
        exact_match=row.exact_match,
        attributes=row.attributes,
        position=row.position,
        valid_from=max(row.valid_from, row.code_list.valid_from),
        valid_to=min(ends, default=None),
    )
