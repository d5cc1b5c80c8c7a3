"""Imports that take longer than a person waits for a page, and the tidying after them."""

from django.utils import timezone

from ecotone.core.api import retrying_task
from ecotone.networks.importing.check_runs import finish_check
from ecotone.networks.importing.runs import discard_old_files
from ecotone.networks.importing.write_runs import write_run


@retrying_task(max_attempts=3, queue_name="slow")
def check_import(run_id: int) -> None:
    """Check the file of a run that is CHECKING."""
    finish_check(run_id=run_id, today=timezone.localdate())


@retrying_task(max_attempts=5, queue_name="slow")
def write_import(run_id: int) -> None:
    """Write the file of a run that is RUNNING."""
    write_run(run_id=run_id, today=timezone.localdate())


@retrying_task(max_attempts=1)
def discard_old_uploads() -> None:
    """Remove the files that nobody came back to."""
    discard_old_files(now=timezone.now())
