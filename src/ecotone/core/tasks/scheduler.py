"""Enqueues the jobs of ``settings.SCHEDULED_JOBS`` when their time has come.

Every worker runs a scheduler. They compete for the row of a job, so that a job runs once however
many schedulers there are. A job whose last run has not ended yet is left out until it has.
"""

import datetime as dt
import logging

from django.conf import settings
from django.db import transaction
from django.tasks import TaskResultStatus
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from ecotone.core.models.workers import ScheduledJob

logger = logging.getLogger("ecotone.tasks")

UNFINISHED = [TaskResultStatus.READY, TaskResultStatus.RUNNING]


def sync_jobs(*, now: dt.datetime) -> None:
    """Make the rows agree with the settings: new jobs are due now, dropped ones go."""
    wanted: dict[str, int] = dict(settings.SCHEDULED_JOBS)
    ScheduledJob.objects.exclude(path__in=wanted).delete()
    for path, every in wanted.items():
        job, made = ScheduledJob.objects.get_or_create(
            path=path, defaults={"every_seconds": every, "next_run_at": now}
        )
        if not made and job.every_seconds != every:
            job.every_seconds = every
            job.next_run_at = min(job.next_run_at, now + dt.timedelta(seconds=every))
            job.save(update_fields=["every_seconds", "next_run_at"])


def run_due_jobs(*, now: dt.datetime) -> list[str]:
    """Enqueue the jobs that are due and answer their paths.

    A job that was missed, because nothing ran, runs once and not once for each time it was missed.
    """
    due = ScheduledJob.objects.filter(next_run_at__lte=now)
    return [job.path for job in due if claim(job, now=now)]


def claim(job: ScheduledJob, *, now: dt.datetime) -> bool:
    """Enqueue the job if no other scheduler took this run of it."""
    with transaction.atomic():
        mine = ScheduledJob.objects.filter(pk=job.pk, next_run_at=job.next_run_at)
        won = mine.update(next_run_at=now + dt.timedelta(seconds=job.every_seconds))
        if not won or _is_unfinished(job.last_task_id):
            return False
        task_id = _enqueue(job.path)
        ScheduledJob.objects.filter(pk=job.pk).update(last_run_at=now, last_task_id=task_id)
    return bool(task_id)


def _enqueue(path: str) -> str:
    """The id of the new task; none, and a line in the log, when the settings name no task."""
    try:
        task_id: str = import_string(path).enqueue().id
    except (ImportError, AttributeError):
        logger.exception("The scheduled job %s is not a task", path)
        return ""
    return task_id


def _is_unfinished(task_id: str) -> bool:
    if not task_id:
        return False
    return DBTaskResult.objects.filter(pk=task_id, status__in=UNFINISHED).exists()
