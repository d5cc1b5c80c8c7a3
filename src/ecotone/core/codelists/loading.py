"""Writing the code lists to the database: after each migration, and again whenever they change."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from ecotone.core.audit import record
from ecotone.core.codelists.reading import (
    DATA,
    CodeEntry,
    CodeListFile,
    InvalidCodeLists,
    read_folder,
)
from ecotone.core.codelists.selectors import forget_code_lists
from ecotone.core.models.codelists import Code, CodeList

_FIELDS = (
    "labels",
    "broader",
    "exact_match",
    "attributes",
    "position",
    "valid_from",
    "valid_to",
)


@dataclass(frozen=True)
class LoadReport:
    """What a load did, in numbers of codes; ``lists`` is how many lists were read."""

    lists: int = 0
    added: int = 0
    changed: int = 0
    closed: int = 0

    def __add__(self, other: "LoadReport") -> "LoadReport":
        return LoadReport(
            self.lists + other.lists,
            self.added + other.added,
            self.changed + other.changed,
            self.closed + other.closed,
        )

    @property
    def is_change(self) -> bool:
        return bool(self.added or self.changed or self.closed)


def load_code_lists(*, folder: Path = DATA, today: dt.date | None = None) -> LoadReport:
    """Bring the tables in line with the files of the folder: all of them, or nothing.

    Idempotent. Labels and attributes are updated in place; a code that is no longer in the file is
    closed with the day before ``today`` and stays readable; one that comes back is opened again. A
    file with a new version makes a new list beside the old one, whose time ends the day before.
    Raises InvalidCodeLists.
    """
    files = read_folder(folder)
    today = today or timezone.localdate()
    with transaction.atomic():
        report = LoadReport()
        for file in files:
            report += _load_list(file, today)
        transaction.on_commit(forget_code_lists)
    # Inside a caller's transaction the commit comes later, but the caller must see its own lists.
    forget_code_lists()
    return report


def _load_list(file: CodeListFile, today: dt.date) -> LoadReport:
    _refuse_step_back(file)
    row, is_new = CodeList.objects.get_or_create(
        code=file.code,
        version=file.version,
        defaults={"labels": dict(file.labels), "valid_from": file.valid_from},
    )
    if not is_new and (row.labels, row.valid_from) != (file.labels, file.valid_from):
        row.labels, row.valid_from = dict(file.labels), file.valid_from
        row.save(update_fields=["labels", "valid_from"])
    CodeList.objects.filter(code=file.code, valid_from__lt=file.valid_from, valid_to=None).update(
        valid_to=file.valid_from - dt.timedelta(days=1)
    )
    report = _load_codes(row, file.entries, today)
    if report.is_change:
        record(
            action="code_list.loaded",
            subject=row,
            by=None,
            after={"added": report.added, "changed": report.changed, "closed": report.closed},
        )
    return report


def _refuse_step_back(file: CodeListFile) -> None:
    newer = (
        CodeList.objects.filter(code=file.code, valid_from__gt=file.valid_from)
        .exclude(version=file.version)
        .order_by("valid_from", "version")
        .last()
    )
    if newer is not None:
        raise InvalidCodeLists(
            [
                f"{file.code}.toml: version {file.version} is older than version {newer.version}, "
                "which is already loaded; use the newer file."
            ]
        )


def _load_codes(row: CodeList, entries: Sequence[CodeEntry], today: dt.date) -> LoadReport:
    known = {code.code: code for code in row.codes.all()}
    wanted = {entry.code for entry in entries}
    added = [_new_code(row, entry) for entry in entries if entry.code not in known]
    changed = [
        known[entry.code]
        for entry in entries
        if entry.code in known and _take_over(known[entry.code], entry)
    ]
    gone = [code for key, code in known.items() if key not in wanted and code.valid_to is None]
    for code in gone:
        code.valid_to = max(code.valid_from, today - dt.timedelta(days=1))
    Code.objects.bulk_create(added)
    Code.objects.bulk_update([*changed, *gone], _FIELDS)
    return LoadReport(lists=1, added=len(added), changed=len(changed), closed=len(gone))


def _new_code(row: CodeList, entry: CodeEntry) -> Code:
    return Code(code_list=row, code=entry.code, **{name: getattr(entry, name) for name in _FIELDS})


def _take_over(code: Code, entry: CodeEntry) -> bool:
    """Set what differs; whether anything did."""
    differing = [name for name in _FIELDS if getattr(code, name) != getattr(entry, name)]
    for name in differing:
        setattr(code, name, getattr(entry, name))
    return bool(differing)
