"""The dry run: reads the whole file and says what writing it would do. Writes no school."""

import datetime as dt
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from ecotone.accounts.api import User
from ecotone.core.api import ProgressReporter, begin_progress, finish_progress
from ecotone.networks.enums import ImportStatus
from ecotone.networks.importing.checking import CheckedFile, check_table
from ecotone.networks.importing.comparing import CHANGES_SHOWN, ImportPlan, counts_of, plan_import
from ecotone.networks.importing.problems import FileRefused, Problem
from ecotone.networks.importing.runs import lock_run, mapping_of, move, open_run
from ecotone.networks.importing.states import ImportEvent
from ecotone.networks.importing.uploads import path_of_file
from ecotone.networks.models import ImportRun

CHECKED_AT_ONCE = 4_000_000  # bytes; a larger file is checked in the background


def check_run(
    *,
    run: ImportRun,
    definition: dict[str, Any],
    observed_on: dt.date | None,
    joins_network: bool,
    by: User,
    today: dt.date,
) -> ImportRun:
    """Check the file under the mapping: at once, or in the background when it is large.

    Afterwards the run is CHECKED or REFUSED, or CHECKING with a ``progress_token`` to watch. Raises
    NotAllowedNow when the file is written already.
    """
    is_large = _size_of(run) > CHECKED_AT_ONCE
    with transaction.atomic():
        run = lock_run(run.pk)
        move(run, ImportEvent.CHECK)
        run.mapping = definition
        run.observed_on = observed_on
        run.joins_network = joins_network
        run.problems, run.counts, run.changes = [], {}, []
        run.progress_token = _begin(run, by) if is_large else ""
        run.save()
        if is_large:
            transaction.on_commit(partial(_enqueue, run.pk))
    if not is_large:
        finish_check(run_id=run.pk, today=today)
    run.refresh_from_db()
    return run


def _size_of(run: ImportRun) -> int:
    try:
        return path_of_file(run.stored_as).stat().st_size
    except FileRefused:
        return 0  # the check itself will say that the file is gone


def _begin(run: ImportRun, by: User) -> str:
    return begin_progress(title=gettext("Checking the file"), owner=by).token


def _enqueue(pk: int) -> None:
    # The task imports this module.
    from ecotone.networks.importing.tasks import check_import

    check_import.enqueue(pk)


def finish_check(*, run_id: int, today: dt.date) -> None:
    """Read the file and note what was found. Repeating it changes nothing."""
    run = ImportRun.objects.select_related("network").get(pk=run_id)
    if run.status == ImportStatus.CHECKING:
        _check(run, today)
    if run.progress_token:
        finish_progress(run.progress_token, next_url=run.get_absolute_url())


def _check(run: ImportRun, today: dt.date) -> None:
    try:
        checked = read_run(run)
    except FileRefused as refused:
        _note(run, ImportEvent.REFUSE, {}, [refused.problem], None)
    else:
        joins = run.network if run.joins_network else None
        plan = plan_import(checked, joins=joins, network=run.network, today=today)
        event = ImportEvent.ACCEPT if checked.is_fine else ImportEvent.REFUSE
        _note(run, event, counts_of(checked, plan), checked.problems, plan)


def read_run(run: ImportRun, *, total: int = 0) -> CheckedFile:
    """The file of the run, read under its mapping. Raises FileRefused.

    ``total`` is what its progress counts towards, in rows; 0 while that is not known.
    """
    reporter = ProgressReporter(run.progress_token) if run.progress_token else None

    def report(rows: int) -> None:
        if reporter:
            reporter(gettext("%(rows)s rows read") % {"rows": rows}, rows, total)

    return check_table(
        open_run(run),
        mapping_of(run),
        country=run.country,
        observed_on=run.observed_on,
        report=report,
    )


@transaction.atomic
def _note(
    run: ImportRun,
    event: ImportEvent,
    counts: dict[str, int],
    problems: list[Problem],
    plan: ImportPlan | None,
) -> None:
    locked = lock_run(run.pk)
    if locked.status != ImportStatus.CHECKING or locked.mapping != run.mapping:
        return  # the columns were chosen anew meanwhile; that check will say what holds
    move(locked, event)
    locked.counts = counts
    locked.problems = [problem.to_json() for problem in problems]
    locked.changes = [change.to_json() for change in plan.changes[:CHANGES_SHOWN]] if plan else []
    locked.save(update_fields=["status", "counts", "problems", "changes"])
