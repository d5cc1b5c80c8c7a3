"""The loop that takes tasks from one queue: the library's, with our way of ending a task."""

import logging
from typing import Any

from django.db import close_old_connections
from django.tasks import TaskContext
from django.tasks.signals import task_finished, task_started
from django.utils import timezone
from django.utils.json import normalize_json
from django_tasks_db.management.commands.db_worker import Worker

from ecotone.core.tasks.settling import Row, give_back, note_failure, note_success

logger = logging.getLogger("ecotone.tasks")


class QueueLoop(Worker):
    """Claims and runs the tasks of a queue, one at a time, until ``running`` is set to False."""

    def __init__(self, *, queue: str, worker_id: str, interval: float, batch: bool = False) -> None:
        super().__init__(
            queue_names=[queue],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )

    def run_task(self, db_task_result: Row) -> None:
        """Run the claimed task and settle it: done, given back for another try, or failed."""
        self.running_task = True
        try:
            return_value = _call(db_task_result)
        except Exception as error:
            close_old_connections()
            note_failure(db_task_result, error)
        except BaseException:
            # Told to stop at once: the task is not to blame and runs again elsewhere.
            give_back(db_task_result, run_after=timezone.now())
            raise
        else:
            note_success(db_task_result, return_value)
        finally:
            self.running_task = False
            self._run_tasks += 1
        _announce_end(db_task_result)


def _call(row: Row) -> Any:
    """Call the function of the task; answers its return value as JSON."""
    task, result = row.task, row.task_result
    task_started.send(sender=type(task.get_backend()), task_result=result)
    context: list[TaskContext[Any, Any]] = (
        [TaskContext(task_result=result)] if task.takes_context else []
    )
    return normalize_json(task.call(*context, *result.args, **result.kwargs))


def _announce_end(row: Row) -> None:
    row.refresh_from_db()
    try:
        backend = type(row.task.get_backend())
    except ImportError:
        logger.exception("Task %s is not known here; its room may have been removed", row.task_path)
        return
    task_finished.send(sender=backend, task_result=row.task_result)
