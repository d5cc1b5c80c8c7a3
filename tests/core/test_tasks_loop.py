import datetime as dt

import pytest
from django.conf import LazySettings
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from freezegun import freeze_time

from ecotone.core.models import AuditEntry
from ecotone.core.tasks.loop import QueueLoop
from ecotone.core.tasks.settling import give_back, note_success
from ecotone.core.tasks.worker import run_all_ready
from tests.core import sample_tasks

# The loop drops connections in an open transaction, so each test commits and is cleared away.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _database_tasks(settings: LazySettings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def only_row() -> "DBTaskResult[..., object]":
    return DBTaskResult.objects.get()


def test_task_runs_and_its_result_is_kept() -> None:
    sample_tasks.succeed.enqueue("hello")
    run_all_ready(["default"])
    row = only_row()
    assert row.status == TaskResultStatus.SUCCESSFUL
    assert row.return_value == "hello"
    assert AuditEntry.objects.get(subject_kind="sample").action == "said hello"


def test_plain_task_that_fails_is_not_tried_again() -> None:
    sample_tasks.fail_once_only.enqueue()
    run_all_ready(["default"])
    row = only_row()
    assert row.status == TaskResultStatus.FAILED
    assert row.exception_class_path == "builtins.ValueError"
    assert len(row.worker_ids) == 1


def test_retrying_task_is_tried_again_after_its_pause() -> None:
    sample_tasks.fail_at_first.enqueue()
    run_all_ready(["default"])
    row = only_row()
    assert row.status == TaskResultStatus.READY
    assert row.run_after > timezone.now()
    run_all_ready(["default"])
    assert only_row().status == TaskResultStatus.READY
    with freeze_time(row.run_after + dt.timedelta(seconds=1)):
        run_all_ready(["default"])
    assert only_row().status == TaskResultStatus.SUCCESSFUL
    assert only_row().return_value == "now"


def test_retrying_task_fails_for_good_after_its_last_attempt() -> None:
    sample_tasks.fail_always.enqueue()
    for _ in range(5):
        DBTaskResult.objects.update(run_after=timezone.now())
        run_all_ready(["default"])
    row = only_row()
    assert row.status == TaskResultStatus.FAILED
    assert len(row.worker_ids) == 3
    assert "no, each time" in row.traceback


def test_task_sees_which_attempt_it_is() -> None:
    sample_tasks.tell_attempt.enqueue()
    run_all_ready(["default"])
    assert only_row().return_value == 1


def test_result_that_is_no_json_is_a_failure_and_not_a_crash() -> None:
    sample_tasks.return_an_object.enqueue()
    run_all_ready(["default"])
    assert only_row().status == TaskResultStatus.FAILED


def test_unknown_task_is_a_failure_and_not_a_crash() -> None:
    sample_tasks.succeed.enqueue("x")
    DBTaskResult.objects.update(task_path="ecotone.no.such.task")
    run_all_ready(["default"])
    assert only_row().status == TaskResultStatus.FAILED


def test_worker_told_to_stop_at_once_gives_its_task_back() -> None:
    sample_tasks.be_told_to_stop.enqueue()
    with pytest.raises(SystemExit):
        run_all_ready(["default"])
    assert only_row().status == TaskResultStatus.READY


def test_tasks_of_other_queues_are_left_alone() -> None:
    sample_tasks.succeed.enqueue("x")
    run_all_ready(["slow"])
    assert only_row().status == TaskResultStatus.READY


def test_worker_that_was_thought_dead_cannot_close_the_task_of_another() -> None:
    """HT-3: the slow worker comes back when the task already runs elsewhere."""
    sample_tasks.succeed.enqueue("x")
    slow = only_row()
    slow.claim("slow")
    give_back(slow, run_after=timezone.now())
    only_row().claim("fresh")
    assert not note_success(slow, "late")
    assert only_row().status == TaskResultStatus.RUNNING
    assert only_row().worker_ids == ["slow", "fresh"]


def test_loop_stops_when_asked() -> None:
    loop = QueueLoop(queue="default", worker_id="w", interval=0)
    loop.running = False
    sample_tasks.succeed.enqueue("x")
    loop.run()
    assert only_row().status == TaskResultStatus.READY
