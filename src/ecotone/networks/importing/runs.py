"""An import on its way through the screens: the file is received, and found again."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import Http404

from ecotone.accounts.api import User
from ecotone.core.api import record
from ecotone.networks.enums import ImportStatus
from ecotone.networks.importing.mapping import SchoolMapping
from ecotone.networks.importing.reading import Table, open_table
from ecotone.networks.importing.states import IMPORT, ImportEvent
from ecotone.networks.importing.uploads import (
    KEPT_FOR,
    drop_file,
    keep_file,
    path_of_file,
    shown_name,
)
from ecotone.networks.models import ImportRun, Network

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

WAITING = (
    ImportStatus.UPLOADED,
    ImportStatus.CHECKED,
    ImportStatus.REFUSED,
    ImportStatus.FAILED,
)


@transaction.atomic
def receive_file(
    *, network: Network, file: "UploadedFile[bytes]", country: str, by: User, now: dt.datetime
) -> ImportRun:
    """Keep the file and begin an import.

    The same file sent again by the same person, while it waits, is the same import: a second press
    of the button makes no second one. Raises FileRefused when the file is empty or too large.
    """
    kept = keep_file(file.chunks())
    waiting = ImportRun.objects.filter(
        network=network,
        by=by,
        country=country,
        sha256=kept.sha256,
        status__in=WAITING,
        created_at__gt=now - KEPT_FOR,
    ).first()
    if waiting:
        drop_file(kept.stored_as)
        return waiting
    run = ImportRun.objects.create(
        network=network,
        by=by,
        file_name=shown_name(file.name or ""),
        stored_as=kept.stored_as,
        sha256=kept.sha256,
        country=country,
    )
    record(
        action="import.file_received",
        subject=run,
        by=by,
        after={"sha256": kept.sha256, "country": country},
        network=network,
    )
    return run


@transaction.atomic
def keep_wishes(*, run: ImportRun, observed_on: dt.date | None, joins_network: bool) -> None:
    """Remember what was chosen beside the file, until its columns are named."""
    run.observed_on, run.joins_network = observed_on, joins_network
    run.save(update_fields=["observed_on", "joins_network"])


def get_run(network: Network, pk: int) -> ImportRun:
    """The network's import with this number, or Http404."""
    run = ImportRun.objects.select_related("network", "by").filter(network=network, pk=pk).first()
    if run is None:
        raise Http404
    return run


def latest_runs(network: Network, *, limit: int = 20) -> list[ImportRun]:
    """The network's imports, newest first."""
    return list(ImportRun.objects.filter(network=network).select_related("network")[:limit])


def open_run(run: ImportRun) -> Table:
    """The file of the run, opened. Raises FileRefused."""
    return open_table(path_of_file(run.stored_as))


def mapping_of(run: ImportRun) -> SchoolMapping:
    """The mapping under which the run is read. Raises FileRefused."""
    return SchoolMapping.from_definition(run.mapping)


def lock_run(pk: int) -> ImportRun:
    """The run, held until the transaction ends, so that two presses come one after the other."""
    return ImportRun.objects.select_for_update().get(pk=pk)


def move(run: ImportRun, event: ImportEvent) -> None:
    """Change the state in memory by the table. Raises NotAllowedNow."""
    run.status = IMPORT.after(ImportStatus(run.status), event)


def discard_old_files(*, now: dt.datetime) -> int:
    """Remove files that waited a day for an answer; returns how many imports expired.

    A run that never came to its end (its worker is gone for good) fails, and its file goes too.
    """
    old = ImportRun.objects.filter(created_at__lt=now - KEPT_FOR).exclude(stored_as="")
    expired = 0
    for pk in list(old.order_by("pk").values_list("pk", flat=True)):
        expired += _discard(pk)
    return expired


@transaction.atomic
def _discard(pk: int) -> int:
    run = lock_run(pk)
    if run.status == ImportStatus.RUNNING:
        move(run, ImportEvent.FAIL)
    did_expire = IMPORT.allows(ImportStatus(run.status), ImportEvent.EXPIRE)
    if did_expire:
        move(run, ImportEvent.EXPIRE)
    stored_as, run.stored_as = run.stored_as, ""
    run.save(update_fields=["status", "stored_as"])
    transaction.on_commit(lambda: drop_file(stored_as))
    return int(did_expire)
