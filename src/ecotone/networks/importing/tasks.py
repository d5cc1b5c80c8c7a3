"""Imports that take longer than a person waits for a page, and the tidying after them."""

from contextlib import AbstractContextManager

from django.utils import timezone, translation

from ecotone.core.api import retrying_task
from ecotone.networks.importing.check_runs import finish_check
from ecotone.networks.importing.runs import discard_old_files
from ecotone.networks.importing.write_runs import write_run
from ecotone.networks.models import ImportRun


@retrying_task(max_attempts=3, queue_name="slow")
def check_import(run_id: int) -> None:
    """Check the file of a run that is CHECKING."""
    with _in_language_of(run_id):
        finish_check(run_id=run_id, today=timezone.localdate())


@retrying_task(max_attempts=5, queue_name="slow")
def write_import(run_id: int) -> None:
    """Write the file of a run that is RUNNING."""
    with _in_language_of(run_id):
        write_run(run_id=run_id, today=timezone.localdate())


@retrying_task(max_attempts=1)
def discard_old_uploads() -> None:
    """Remove the files that nobody came back to."""
    discard_old_files(now=timezone.now())


def _in_language_of(run_id: int) -> AbstractContextManager[None]:
    """What is told of the progress is told in the language of who waits."""
    person = ImportRun.objects.select_related("by").get(pk=run_id).by
    return translation.override(person.language if person else None)
