import datetime as dt
import secrets
from typing import ClassVar

from django.db import models
from django.utils import timezone


class WorkerHeartbeat(models.Model):
    """A worker process that lives, or lived until a moment ago.

    Written by the worker every few seconds and removed when it stops in good order. A task that is
    running under a worker whose heart stopped is given back by the reaper.
    """

    worker_id = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=250)
    process = models.PositiveIntegerField()
    queues = models.JSONField(default=list)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-seen_at", "-id"]

    def __str__(self) -> str:
        return self.worker_id


class ScheduledJob(models.Model):
    """When a job of ``settings.SCHEDULED_JOBS`` runs next. The row is what schedulers compete for.

    A job names a task without arguments. Its row is made from the settings when a worker starts.
    """

    path = models.CharField(max_length=200, unique=True)
    every_seconds = models.PositiveIntegerField()
    next_run_at = models.DateTimeField(db_index=True)
    last_run_at = models.DateTimeField(null=True, blank=True)
    last_task_id = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["path"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(every_seconds__gte=1), name="scheduled_job_has_a_pace"
            ),
        ]

    def __str__(self) -> str:
        return self.path


def new_token() -> str:
    """A name that nobody guesses: 128 random bits, safe in an address."""
    return secrets.token_urlsafe(16)


class TaskProgress(models.Model):
    """How far a long task has come, for the person who waits for it.

    Public by its unguessable token and, when ``owner_id`` is set, only for that person. Not for
    deciding anything: the task itself is the truth.
    """

    token = models.CharField(max_length=40, unique=True, default=new_token)
    title = models.CharField(max_length=250)
    owner_id = models.CharField(max_length=64, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=250, blank=True)
    error = models.CharField(max_length=250, blank=True)
    next_url = models.CharField(max_length=250, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def percent(self) -> int:
        """From 0 to 100; 0 while the total is not known yet."""
        return min(100, self.done * 100 // self.total) if self.total else 0

    def time_taken(self, now: dt.datetime) -> dt.timedelta:
        """From the start to the end, or to now while it runs."""
        return (self.finished_at or now) - self.started_at
