import datetime as dt

import pytest
from django.conf import LazySettings
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ecotone.core.models import WorkerHeartbeat
from ecotone.core.tasks.reaper import DEAD_AFTER, give_back_tasks_of, reap_tasks
from tests.core.sample_tasks import succeed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _database_tasks(settings: LazySettings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def claimed(worker_id: str, at: dt.datetime, *, times: int = 1) -> "DBTaskResult[..., object]":
    row: DBTaskResult[..., object] = DBTaskResult.objects.get(pk=succeed.enqueue("x").id)
    row.status = TaskResultStatus.RUNNING
    row.started_at = at
    row.worker_ids = [worker_id] * times
    row.save()
    return row


def beat(worker_id: str, at: dt.datetime) -> None:
    WorkerHeartbeat.objects.create(worker_id=worker_id, host="h", process=1, seen_at=at)


def test_task_of_a_dead_worker_is_given_back(now: dt.datetime) -> None:
    row = claimed("w/default", now - 2 * DEAD_AFTER)
    beat("w", now - 2 * DEAD_AFTER)
    assert reap_tasks(now=now) == 1
    row.refresh_from_db()
    assert row.status == TaskResultStatus.READY
    assert row.run_after == now


def test_long_task_of_a_living_worker_is_left_alone(now: dt.datetime) -> None:
    row = claimed("w/slow", now - dt.timedelta(hours=3))
    beat("w", now)
    assert reap_tasks(now=now) == 0
    row.refresh_from_db()
    assert row.status == TaskResultStatus.RUNNING


def test_task_claimed_a_moment_ago_is_left_alone(now: dt.datetime) -> None:
    claimed("new/default", now - dt.timedelta(seconds=1))
    assert reap_tasks(now=now) == 0


def test_task_that_killed_its_workers_too_often_fails(now: dt.datetime) -> None:
    row = claimed("w/default", now - 2 * DEAD_AFTER, times=3)
    assert reap_tasks(now=now) == 1
    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED
    assert row.exception_class_path == "ecotone.core.tasks.settling.WorkerDied"


def test_two_reapers_give_a_task_back_once(now: dt.datetime) -> None:
    claimed("w/default", now - 2 * DEAD_AFTER)
    assert [reap_tasks(now=now), reap_tasks(now=now)] == [1, 0]


def test_old_heartbeats_go(now: dt.datetime) -> None:
    beat("old", now - 20 * DEAD_AFTER)
    beat("quiet", now - 2 * DEAD_AFTER)
    reap_tasks(now=now)
    assert [row.worker_id for row in WorkerHeartbeat.objects.all()] == ["quiet"]


def test_starting_loop_gives_back_only_what_its_own_name_left(now: dt.datetime) -> None:
    mine = claimed("w/default", now)
    other = claimed("w/slow", now)
    assert give_back_tasks_of("w/default") == 1
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.status, other.status) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)
