"""Finds the tasks that a dead worker left running, and gives them back."""

import datetime as dt

from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ecotone.core.models.workers import WorkerHeartbeat
from ecotone.core.tasks.settling import Row, note_death

DEAD_AFTER = dt.timedelta(seconds=30)


def reap_tasks(*, now: dt.datetime) -> int:
    """Give back the running tasks of workers without a heartbeat; answers how many.

    A task that was claimed a moment ago is left alone even when no heartbeat is known: its worker
    may be about to write the first.
    """
    alive = set(
        WorkerHeartbeat.objects.filter(seen_at__gte=now - DEAD_AFTER).values_list(
            "worker_id", flat=True
        )
    )
    claimed_long_ago = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lt=now - DEAD_AFTER
    )
    orphans = [row for row in claimed_long_ago if process_of(row) not in alive]
    WorkerHeartbeat.objects.filter(seen_at__lt=now - 10 * DEAD_AFTER).delete()
    return sum(note_death(row, now=now) for row in orphans)


def give_back_tasks_of(worker_id: str) -> int:
    """Give back what stands as running under a worker that is about to start; answers how many."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    left = [row for row in running if row.worker_ids[-1:] == [worker_id]]
    return sum(note_death(row, now=timezone.now()) for row in left)


def process_of(row: Row) -> str:
    """The worker process that claimed the task last: its id without the part of the queue."""
    last: str = row.worker_ids[-1] if row.worker_ids else ""
    return last.partition("/")[0]
