"""The end of an import: what was checked is written, whole, once."""

import datetime as dt
from functools import partial

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from ecotone.accounts.api import User
from ecotone.core.api import (
    ProgressReporter,
    begin_progress,
    fail_progress,
    finish_progress,
    record,
)
from ecotone.core.states import NotAllowedNow
from ecotone.networks.enums import ImportStatus
from ecotone.networks.importing.check_runs import read_run
from ecotone.networks.importing.checking import CheckedFile
from ecotone.networks.importing.comparing import ImportPlan, counts_of
from ecotone.networks.importing.problems import FileRefused, Problem
from ecotone.networks.importing.runs import lock_run, move
from ecotone.networks.importing.states import ImportEvent
from ecotone.networks.importing.uploads import drop_file
from ecotone.networks.importing.writing import FileHasProblems, write_schools
from ecotone.networks.models import ImportRun

WRITTEN_AT_ONCE = 2000  # rows; more are written in the background
OVER = (ImportStatus.DONE, ImportStatus.FAILED, ImportStatus.EXPIRED)


def confirm_run(*, run: ImportRun, by: User, today: dt.date) -> ImportRun:
    """Write the schools: at once, or in the background when there are many.

    A second press, also at the same moment, finds the run RUNNING or DONE and changes nothing.
    Raises NotAllowedNow when the file was not found fine.
    """
    if run.counts.get("rows", 0) <= WRITTEN_AT_ONCE:
        write_run(run_id=run.pk, today=today)
    else:
        _write_in_background(run, by)
    run.refresh_from_db()
    return run


@transaction.atomic
def _write_in_background(run: ImportRun, by: User) -> None:
    locked = lock_run(run.pk)
    if locked.status in (ImportStatus.RUNNING, ImportStatus.DONE):
        return
    move(locked, ImportEvent.CONFIRM)
    progress = begin_progress(title=gettext("Importing the schools"), owner=by)
    locked.progress_token = progress.token
    locked.save(update_fields=["status", "progress_token"])
    transaction.on_commit(partial(_enqueue, run.pk))


def _enqueue(pk: int) -> None:
    # The task imports this module.
    from ecotone.networks.importing.tasks import write_import

    write_import.enqueue(pk)


def write_run(*, run_id: int, today: dt.date) -> None:
    """Write the run's file and close it, in one transaction. Repeating it changes nothing.

    What the database refuses makes the run FAILED, with nothing written. A database that is locked
    or away raises OperationalError, and the run stays as it was, to be tried again.
    """
    run = ImportRun.objects.select_related("network", "by").get(pk=run_id)
    if run.status not in OVER:
        _try_to_write(run, today)
        run.refresh_from_db(fields=["status", "problems"])
    _tell(run)


def _try_to_write(run: ImportRun, today: dt.date) -> None:
    rows = run.counts.get("rows", 0)
    try:
        # Reading is the first half. The second is one transaction, which tells nothing meanwhile.
        checked = read_run(run, total=2 * rows)
        if run.progress_token:
            report = ProgressReporter(run.progress_token, at_most_every=0)
            report(gettext("Writing the schools"), rows, 2 * rows)
        _write(run, checked, today)
    except FileRefused as refused:
        _fail(run, [refused.problem])
    except (IntegrityError, DataError, FileHasProblems):
        _fail(run, [Problem("database_refused")])


def _tell(run: ImportRun) -> None:
    """Tell who waits that it is over. A worker killed just before leaves this to the next."""
    if run.status == ImportStatus.DONE:
        finish_progress(run.progress_token, next_url=run.get_absolute_url())
    else:
        problem = Problem.from_json(run.problems[0]) if run.problems else Problem("file_gone")
        fail_progress(run.progress_token, error=problem.what, next_url=run.get_absolute_url())


@transaction.atomic
def _write(run: ImportRun, checked: CheckedFile, today: dt.date) -> None:
    locked = lock_run(run.pk)
    if locked.status in OVER:
        return
    if locked.mapping != run.mapping:
        # The columns were chosen anew while we read; that check must be confirmed by itself.
        raise NotAllowedNow(ImportEvent.CONFIRM, locked.status)
    if locked.status != ImportStatus.RUNNING:
        move(locked, ImportEvent.CONFIRM)
    joins = run.network if run.joins_network else None
    write_schools(
        checked=checked,
        joins=joins,
        network=run.network,
        today=today,
        on_written=partial(_finish, locked, checked),
    )


def _finish(run: ImportRun, checked: CheckedFile, plan: ImportPlan) -> None:
    move(run, ImportEvent.FINISH)
    stored_as, run.stored_as = run.stored_as, ""
    run.counts = counts_of(checked, plan)
    run.finished_at = timezone.now()
    run.save(update_fields=["status", "stored_as", "counts", "finished_at"])
    record_import(run, checked)
    transaction.on_commit(lambda: drop_file(stored_as))


def record_import(run: ImportRun, checked: CheckedFile) -> None:
    """One audit entry for the import as a whole: the file, the mapping and the counts."""
    record(
        action="schools.imported",
        subject=run,
        by=run.by,
        after={
            "file": run.file_name,
            "sha256": run.sha256,
            "mapping": checked.mapping.name,
            "source": checked.mapping.source,
            **run.counts,
        },
        network=run.network,
    )


@transaction.atomic
def _fail(run: ImportRun, problems: list[Problem]) -> None:
    locked = lock_run(run.pk)
    if locked.status in OVER:
        return
    if locked.status != ImportStatus.RUNNING:
        move(locked, ImportEvent.CONFIRM)
    move(locked, ImportEvent.FAIL)
    locked.problems = [problem.to_json() for problem in problems]
    locked.save(update_fields=["status", "problems"])
