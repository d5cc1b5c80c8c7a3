"""Tasks that are tried again when they fail, after a pause that grows."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass

from django.tasks import Task, task

DEATHS_FORGIVEN = 3


@dataclass(frozen=True, kw_only=True)
class RetryPolicy:
    """How often, and after which pauses, a task is tried.

    ``max_attempts`` counts the first try. The pause doubles with each attempt up to
    ``longest_pause``; half of it is chance, so that many failures do not come back together.
    """

    max_attempts: int = 5
    first_pause: dt.timedelta = dt.timedelta(seconds=10)
    longest_pause: dt.timedelta = dt.timedelta(hours=1)

    def pause_after(self, attempt: int, *, chance: float | None = None) -> dt.timedelta:
        """The pause after the attempt with this number (from 1); ``chance`` lies in [0, 1)."""
        doubled: dt.timedelta = self.first_pause * 2 ** min(attempt - 1, 30)
        full = min(doubled, self.longest_pause)
        share = random.random() if chance is None else chance  # noqa: S311 (spreads load only)
        return full * (0.5 + share / 2)


ONCE = RetryPolicy(max_attempts=1)
_policies: dict[str, RetryPolicy] = {}


def retrying_task[**P, R](
    *,
    max_attempts: int = 5,
    first_pause: dt.timedelta = RetryPolicy.first_pause,
    longest_pause: dt.timedelta = RetryPolicy.longest_pause,
    queue_name: str = "default",
) -> Callable[[Callable[P, R]], Task[P, R]]:
    """Like ``django.tasks.task``, and tried again by our worker when it raises.

    The function must be idempotent: it can run again after a failure half-way, and after its worker
    was killed. Let it look at the state in the database first, change it in one transaction, and
    leave the outside world (mail) to the outbox. Arguments are JSON values: pass ids, not objects.
    """
    policy = RetryPolicy(
        max_attempts=max_attempts, first_pause=first_pause, longest_pause=longest_pause
    )

    def decorate(function: Callable[P, R]) -> Task[P, R]:
        made = task(queue_name=queue_name)(function)
        _policies[made.module_path] = policy
        return made

    return decorate


def policy_of(task_path: str) -> RetryPolicy:
    """The policy of a task whose module is imported; a plain task runs once."""
    return _policies.get(task_path, ONCE)
