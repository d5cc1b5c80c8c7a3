"""Tasks for the tests of background work. What they do shows in the audit log."""

import os
import signal
import time

from django.tasks import TaskContext, task

from ecotone.core.models import AuditEntry
from ecotone.core.tasks.retrying import retrying_task


def note(action: str) -> None:
    AuditEntry.objects.create(action=action, subject_kind="sample", subject_id="1")


@task()
def succeed(word: str) -> str:
    note(f"said {word}")
    return word


@task()
def fail_once_only() -> None:
    raise ValueError("no")


@retrying_task(max_attempts=3)
def fail_always() -> None:
    raise ValueError("no, each time")


@retrying_task(max_attempts=3)
def fail_at_first() -> str:
    if not AuditEntry.objects.filter(action="tried").exists():
        note("tried")
        raise ValueError("not yet")
    return "now"


@task(takes_context=True)
def tell_attempt(context: TaskContext[[], int]) -> int:
    return context.attempt


@task()
def return_an_object() -> object:
    return object()


@task()
def kill_worker_once() -> None:
    """Die in mid-work as the power goes, the first time; finish the second."""
    if not AuditEntry.objects.filter(action="began").exists():
        note("began")
        os.kill(os.getpid(), signal.SIGKILL)
    note("ended")


@task()
def be_told_to_stop() -> None:
    raise SystemExit


@task()
def take_a_while() -> None:
    """Long enough to be asked to stop in the middle of it."""
    note("began")
    time.sleep(1)
    note("ended")
