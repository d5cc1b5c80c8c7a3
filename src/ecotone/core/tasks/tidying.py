"""The daily sweep of what background work leaves behind."""

import datetime as dt

from django.core.management import call_command
from django.utils import timezone

from ecotone.core.models.workers import TaskProgress
from ecotone.core.tasks.retrying import retrying_task

PROGRESS_KEPT_FOR = dt.timedelta(days=7)
SUCCESSES_KEPT_FOR_DAYS = 2
FAILURES_KEPT_FOR_DAYS = 30


@retrying_task()
def tidy_up() -> None:
    """Delete finished tasks, old progress and expired sessions. Mails and audit entries stay."""
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=SUCCESSES_KEPT_FOR_DAYS,
        failed_min_age_days=FAILURES_KEPT_FOR_DAYS,
        verbosity=0,
    )
    call_command("clearsessions", verbosity=0)
    TaskProgress.objects.filter(updated_at__lt=timezone.now() - PROGRESS_KEPT_FOR).delete()
