"""How a task that was claimed ends: it succeeded, it failed for good, or it is given back.

Every change is fenced by the moment of the claim: a worker that was thought dead and comes back
cannot overwrite what happened to the task since.
"""

import datetime as dt
import logging
from traceback import format_exception
from typing import Any

from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import retry

from ecotone.core.tasks.retrying import DEATHS_FORGIVEN, policy_of

type Row = DBTaskResult[Any, Any]

logger = logging.getLogger("ecotone.tasks")


class WorkerDied(Exception):
    """The worker that ran the task stopped without a word, too often to try again."""


def note_success(row: Row, return_value: Any) -> bool:
    """Close the task; False when it was no longer ours to close."""
    return _settle(
        row,
        status=TaskResultStatus.SUCCESSFUL,
        finished_at=timezone.now(),
        return_value=return_value,
        exception_class_path="",
        traceback="",
    )


def note_failure(row: Row, error: Exception) -> bool:
    """Give the task back for another try if its policy allows, else close it as failed."""
    policy = policy_of(row.task_path)
    attempt = len(row.worker_ids)
    if attempt >= policy.max_attempts:
        logger.error("Task %s failed for good", row.task_path, exc_info=error)
        return _settle(row, **_failed(error))
    pause = policy.pause_after(attempt)
    logger.warning("Task %s failed, tried again in %s: %s", row.task_path, pause, error)
    return give_back(row, run_after=timezone.now() + pause)


def note_death(row: Row, *, now: dt.datetime) -> bool:
    """Give back a task whose worker died; close it as failed when that happened too often."""
    if len(row.worker_ids) >= max(DEATHS_FORGIVEN, policy_of(row.task_path).max_attempts):
        return _settle(row, **_failed(WorkerDied(row.worker_ids[-1])))
    logger.warning("Task %s is given back: its worker died", row.task_path)
    return give_back(row, run_after=now)


def give_back(row: Row, *, run_after: dt.datetime) -> bool:
    """Make the task ready again; the list of its workers, which counts attempts, stays."""
    return _settle(row, status=TaskResultStatus.READY, started_at=None, run_after=run_after)


def _failed(error: Exception) -> dict[str, Any]:
    return {
        "status": TaskResultStatus.FAILED,
        "finished_at": timezone.now(),
        "return_value": None,
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
    }


def _settle(row: Row, **changes: Any) -> bool:
    mine = DBTaskResult.objects.filter(
        pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at
    )
    changed: int = retry()(mine.update)(**changes)
    return changed == 1
