"""How far a long task has come, written by the task and read by the page that waits.

On SQLite only one connection writes at a time: report from outside the transaction that does the
work (read and check first, with progress; then write all at once).
"""

import time

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q
from django.utils import timezone

from ecotone.core.models.workers import TaskProgress


def begin_progress(*, title: str, owner: Model | None = None) -> TaskProgress:
    """Make the row that the page will watch; hand its token to the task."""
    return TaskProgress.objects.create(
        title=title[:250], owner_id="" if owner is None else str(owner.pk)
    )


class ProgressReporter:
    """Call it with ``(message, done, total)`` as often as you like; it writes twice a second."""

    def __init__(self, token: str, *, at_most_every: float = 0.5) -> None:
        self._token = token
        self._pause = at_most_every
        self._written_at = float("-inf")

    def __call__(self, message: str, done: int, total: int) -> None:
        if time.monotonic() - self._written_at < self._pause and done < total:
            return
        self._written_at = time.monotonic()
        TaskProgress.objects.filter(token=self._token).update(
            message=message[:250], done=done, total=total, updated_at=timezone.now()
        )


def finish_progress(token: str, *, message: str = "", next_url: str = "") -> None:
    """Say that it is done and where the result is; repeating it changes nothing."""
    now = timezone.now()
    TaskProgress.objects.filter(token=token, finished_at=None).update(
        message=message[:250], next_url=next_url, updated_at=now, finished_at=now
    )


def fail_progress(token: str, *, error: str, next_url: str = "") -> None:
    """Say what went wrong, in words for the person who waits."""
    now = timezone.now()
    TaskProgress.objects.filter(token=token, finished_at=None).update(
        error=error[:250], next_url=next_url, updated_at=now, finished_at=now
    )


def find_progress(token: str, *, viewer: Model | AnonymousUser | None) -> TaskProgress | None:
    """The progress for one who may see it: its owner, or anybody when it has none."""
    own = Q(owner_id="" if viewer is None else str(viewer.pk or "")) | Q(owner_id="")
    return TaskProgress.objects.filter(own, token=token).first()
