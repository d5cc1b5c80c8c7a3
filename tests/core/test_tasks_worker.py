"""Workers as processes of their own: killed, stopped, left without a parent."""

import contextlib
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ecotone.core.models import AuditEntry, ScheduledJob, WorkerHeartbeat
from ecotone.core.tasks.reaper import DEAD_AFTER, reap_tasks
from tests.core import sample_tasks
from tests.core.installations import Installation, shared_installation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def installation(settings: LazySettings, tmp_path: Path) -> Iterator[Installation]:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with shared_installation(tmp_path) as made:
        yield made


def wait_for(happened: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    """Return when it happened; fail when the process ends first, or after twenty seconds."""
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.05)
            pytest.fail(f"the worker ended:\n{process.communicate()[0]}")


def actions() -> list[str]:
    return list(
        AuditEntry.objects.filter(subject_kind="sample")
        .order_by("id")
        .values_list("action", flat=True)
    )


def test_worker_killed_in_mid_task_loses_nothing(installation: Installation) -> None:
    """HT-3: kill -9 in the middle; the next worker does the work, once."""
    task_id = sample_tasks.kill_worker_once.enqueue().id
    code, _ = installation.run("worker", "--once")
    assert code == -signal.SIGKILL
    row = DBTaskResult.objects.get(pk=task_id)
    assert (row.status, actions()) == (TaskResultStatus.RUNNING, ["began"])

    reap_tasks(now=timezone.now() + 2 * DEAD_AFTER)
    DBTaskResult.objects.update(run_after=timezone.now())
    code, output = installation.run("worker", "--once")
    row.refresh_from_db()
    assert (code, row.status) == (0, TaskResultStatus.SUCCESSFUL), output
    assert actions() == ["began", "ended"]


def test_worker_waits_while_the_database_is_locked(installation: Installation) -> None:
    """Issue part 5: somebody else writes for a while; the task is done when they are through."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite locks the whole database")
    sample_tasks.succeed.enqueue("hello")
    with contextlib.closing(sqlite3.connect(installation.home / "db.sqlite3")) as writer:
        writer.execute("BEGIN IMMEDIATE")
        process = installation.start("worker", "--once")
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=3)
        writer.rollback()
    output, _ = process.communicate(timeout=30)
    assert (process.returncode, actions()) == (0, ["said hello"]), output


def test_worker_beats_keeps_the_schedule_and_leaves_in_good_order(
    installation: Installation,
) -> None:
    process = installation.start("worker")
    wait_for(lambda: ScheduledJob.objects.exclude(last_run_at=None).exists(), process)
    heartbeat = WorkerHeartbeat.objects.get()
    assert (heartbeat.process, heartbeat.queues) == (process.pid, ["default", "slow"])
    process.terminate()
    output, _ = process.communicate(timeout=20)
    assert process.returncode == 0, output
    assert not WorkerHeartbeat.objects.exists()


def test_worker_asked_to_stop_ends_the_task_in_hand(installation: Installation) -> None:
    sample_tasks.take_a_while.enqueue()
    process = installation.start("worker")
    wait_for(lambda: "began" in actions(), process)
    process.terminate()
    output, _ = process.communicate(timeout=20)
    assert process.returncode == 0, output
    assert actions() == ["began", "ended"]


def test_worker_without_its_server_stops_by_itself(installation: Installation) -> None:
    """A server that is killed leaves no worker behind."""
    process = installation.start("worker", "--parent", "1")
    output, _ = process.communicate(timeout=30)
    assert process.returncode == 0, output
