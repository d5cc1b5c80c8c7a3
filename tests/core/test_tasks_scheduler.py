import datetime as dt

import pytest
from django.conf import LazySettings
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ecotone.core.models import ScheduledJob
from ecotone.core.tasks.scheduler import claim, run_due_jobs, sync_jobs

pytestmark = pytest.mark.django_db

SWEEP = "ecotone.core.mail.tasks.sweep_outbox"
TIDY = "ecotone.core.tasks.tidying.tidy_up"
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _two_jobs(settings: LazySettings, now: dt.datetime) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.SCHEDULED_JOBS = [(SWEEP, 60), (TIDY, 3600)]
    sync_jobs(now=now)


def finish_tasks() -> None:
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)


def test_new_jobs_are_due_at_once_and_then_at_their_pace(now: dt.datetime) -> None:
    assert run_due_jobs(now=now) == [SWEEP, TIDY]
    finish_tasks()
    assert run_due_jobs(now=now + dt.timedelta(seconds=59)) == []
    assert run_due_jobs(now=now + MINUTE) == [SWEEP]


def test_several_schedulers_run_a_job_once(now: dt.datetime) -> None:
    assert [run_due_jobs(now=now) for _ in range(3)] == [[SWEEP, TIDY], [], []]
    assert DBTaskResult.objects.count() == 2


def test_scheduler_that_read_the_row_too_early_loses(now: dt.datetime) -> None:
    """Two schedulers read the same due row; the second finds that it has moved on."""
    late = ScheduledJob.objects.filter(next_run_at__lte=now)
    assert len(late) == 2
    run_due_jobs(now=now)
    finish_tasks()
    assert [claim(job, now=now) for job in late] == [False, False]
    assert DBTaskResult.objects.count() == 2


def test_what_was_missed_runs_once(now: dt.datetime) -> None:
    run_due_jobs(now=now)
    finish_tasks()
    a_day_later = now + dt.timedelta(days=1)
    assert run_due_jobs(now=a_day_later) == [SWEEP, TIDY]
    assert DBTaskResult.objects.count() == 4


def test_job_whose_last_run_still_waits_is_not_piled_up(now: dt.datetime) -> None:
    run_due_jobs(now=now)
    assert run_due_jobs(now=now + MINUTE) == []
    finish_tasks()
    assert run_due_jobs(now=now + 2 * MINUTE) == [SWEEP]


def test_job_that_is_no_task_stops_no_other(settings: LazySettings, now: dt.datetime) -> None:
    settings.SCHEDULED_JOBS = [("ecotone.no.such_task", 60), (SWEEP, 60)]
    sync_jobs(now=now)
    assert run_due_jobs(now=now) == [SWEEP]


def test_rows_follow_the_settings(settings: LazySettings, now: dt.datetime) -> None:
    run_due_jobs(now=now)
    settings.SCHEDULED_JOBS = [(TIDY, 600)]
    sync_jobs(now=now)
    job = ScheduledJob.objects.get()
    assert (job.path, job.every_seconds) == (TIDY, 600)
    assert job.next_run_at == now + dt.timedelta(seconds=600)


def test_syncing_again_does_not_bring_a_run_forward(now: dt.datetime) -> None:
    run_due_jobs(now=now)
    sync_jobs(now=now + dt.timedelta(seconds=10))
    job = ScheduledJob.objects.get(path=SWEEP)
    assert job.next_run_at == now + MINUTE
