"""The worker process: a loop for each queue, a heartbeat, the reaper and the scheduler.

The loops and the keeper are threads of one process, so that a long import in the slow queue never
holds up an invitation, and a long task never looks like a dead worker.
"""

import datetime as dt
import logging
import os
import platform
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone

from ecotone.core.models.workers import WorkerHeartbeat
from ecotone.core.tasks.loop import QueueLoop
from ecotone.core.tasks.reaper import give_back_tasks_of, reap_tasks
from ecotone.core.tasks.scheduler import run_due_jobs, sync_jobs

logger = logging.getLogger("ecotone.tasks")


@dataclass(frozen=True, kw_only=True)
class Pace:
    """Seconds between looks into the queue, between heartbeats, and after a database fault."""

    look: float = 0.5
    beat: float = 5.0
    recover: float = 3.0


@dataclass(kw_only=True)
class WorkerProcess:
    """One worker.

    ``run`` works until ``stop`` is called, from a signal or another thread, or until ``is_wanted``,
    asked at each heartbeat, answers no (the server that started it is gone).
    """

    queues: Sequence[str]
    pace: Pace = Pace()
    worker_id: str = field(default_factory=lambda: f"{os.getpid()}-{secrets.token_hex(8)}")
    is_wanted: Callable[[], bool] = lambda: True

    def __post_init__(self) -> None:
        self._stopping = threading.Event()
        self._loops: dict[str, QueueLoop] = {}

    def run(self) -> None:
        """Work until told to stop; then end the tasks in hand and leave in good order."""
        self.beat(timezone.now())
        sync_jobs(now=timezone.now())
        threads = [
            threading.Thread(target=self._serve, args=(queue,), name=queue, daemon=True)
            for queue in self.queues
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            self._keep_house()
            self._stopping.wait(self.pace.beat)
            if not self.is_wanted():
                self.stop()
            for thread in threads if self.is_stopping else []:
                thread.join(self.pace.beat)
        WorkerHeartbeat.objects.filter(worker_id=self.worker_id).delete()

    @property
    def is_stopping(self) -> bool:
        return self._stopping.is_set()

    def stop(self) -> None:
        """Ask all loops to stop after the task they have in hand."""
        self._stopping.set()
        for loop in self._loops.values():
            loop.running = False

    def beat(self, now: dt.datetime) -> None:
        """Write that this worker is alive."""
        WorkerHeartbeat.objects.update_or_create(
            worker_id=self.worker_id,
            defaults={"seen_at": now},
            create_defaults={
                "host": platform.node(),
                "process": os.getpid(),
                "queues": list(self.queues),
                "started_at": now,
                "seen_at": now,
            },
        )

    def _keep_house(self) -> None:
        now = timezone.now()
        close_old_connections()
        try:
            self.beat(now)
            reap_tasks(now=now)
            if not self.is_stopping:
                run_due_jobs(now=now)
        except DatabaseError:
            # Locked or away for a moment: the next beat tries again.
            logger.warning("The worker could not reach the database", exc_info=True)

    def _serve(self, queue: str) -> None:
        """Run the loop of one queue, and start it again after a fault of the database."""
        while not self.is_stopping:
            worker_id = f"{self.worker_id}/{queue}"
            loop = QueueLoop(queue=queue, worker_id=worker_id, interval=self.pace.look)
            self._loops[queue] = loop
            try:
                give_back_tasks_of(worker_id)
                if not self.is_stopping:
                    loop.run()
            except DatabaseError:
                logger.warning("The loop of %s lost the database", queue, exc_info=True)
                connections.close_all()
                self._stopping.wait(self.pace.recover)
        connections.close_all()


def run_all_ready(queues: Sequence[str]) -> None:
    """Run what is ready in the queues now, one task after the other, and return."""
    worker_id = f"{os.getpid()}-{secrets.token_hex(8)}"
    for queue in queues:
        QueueLoop(queue=queue, worker_id=worker_id, interval=0, batch=True).run()
