import logging
import os
import signal
from types import FrameType
from typing import Annotated

import typer

from ecotone.config.cli.console import out
from ecotone.config.cli.home import DEFAULT_HOME, HomeOption, open_home

QueueOption = Annotated[
    list[str] | None, typer.Option("--queue", help="A queue to serve; repeat for several.")
]


def worker(
    home: HomeOption = DEFAULT_HOME,
    queue: QueueOption = None,
    once: Annotated[bool, typer.Option("--once", help="Run what is ready now, then end.")] = False,
    parent: Annotated[int, typer.Option(hidden=True)] = 0,
) -> None:
    """Do the work in the background: send mails, advance waves, run imports, keep the schedule."""
    open_home(home)
    from django.conf import settings

    from ecotone.core.tasks.worker import WorkerProcess, run_all_ready

    logging.getLogger("ecotone").setLevel(logging.INFO)
    # Start and end of each task would fill the log; what fails is told by our own logger.
    logging.getLogger("django.tasks").setLevel(logging.WARNING)
    queues = queue or settings.TASKS["default"]["QUEUES"]
    if once:
        run_all_ready(queues)
        return
    process = WorkerProcess(queues=queues, is_wanted=lambda: not parent or os.getppid() == parent)

    def end(number: int, frame: FrameType | None) -> None:
        if process.is_stopping:
            os._exit(1)
        process.stop()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    if not parent:
        out.print(f"Worker {process.worker_id} serves {', '.join(queues)}. Stop it with Ctrl+C.")
    process.run()
