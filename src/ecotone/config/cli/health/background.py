import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import mailers
from django.db.models import Min
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ecotone.config.cli.health.findings import Finding, broken, fine, look
from ecotone.core.models import MailStatus, OutgoingMail, WorkerHeartbeat
from ecotone.core.tasks.reaper import DEAD_AFTER

LATE = dt.timedelta(minutes=10)


def check_worker() -> Iterator[Finding]:
    """Whether somebody does the work, and whether it piles up or fails."""
    now = timezone.now()
    latest = WorkerHeartbeat.objects.order_by("-seen_at").first()
    start = "Start one: ecotone worker (or ecotone serve, which brings its own)."
    if latest is None:
        yield broken("worker", "no worker runs: no mail leaves and no wave goes on", start)
    elif latest.seen_at < now - DEAD_AFTER:
        ago = f"{latest.seen_at:%Y-%m-%d %H:%M} UTC"
        yield broken("worker", f"the last worker was seen at {ago}", start)
    else:
        yield fine("worker", f"alive on {latest.host}")
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__lte=now - LATE)
    if waiting := ready.count():
        yield look("tasks", f"{waiting} wait for more than ten minutes", start)
    failed = DBTaskResult.objects.filter(
        status=TaskResultStatus.FAILED, finished_at__gte=now - dt.timedelta(days=1)
    )
    if names := sorted(set(failed.values_list("task_path", flat=True))):
        yield look(
            "tasks",
            f"failed for good in the last day: {', '.join(names)}",
            "The log of the worker tells why; please report it.",
        )


def check_mail() -> Iterator[Finding]:
    """Whether mails can leave, and whether any did not."""
    yield _mail_server()
    failed = OutgoingMail.objects.filter(status=MailStatus.FAILED).count()
    if failed:
        yield look("mail", f"{failed} could not be sent", "See them, and why, on the page /mail/.")
    oldest = OutgoingMail.objects.filter(status=MailStatus.QUEUED).aggregate(at=Min("queued_at"))
    if oldest["at"] and oldest["at"] < timezone.now() - LATE:
        yield look(
            "mail",
            f"the oldest waits since {oldest['at']:%Y-%m-%d %H:%M} UTC",
            "Check the worker and the mail server above.",
        )


def _mail_server() -> Finding:
    if settings.DEMO:
        return fine("mail", "a demo keeps its mails: read them on the page /mail/")
    mailer = mailers.default
    if type(mailer).__module__.endswith(".dummy"):
        return look(
            "mail",
            "no mail server is set: mails are kept, and none leaves",
            "Set EMAIL_URL=smtp://user:password@host:587/?tls=1",
        )
    try:
        mailer.open()
        mailer.close()
    except OSError as error:
        return broken("mail", f"the mail server does not answer: {error}", "Check EMAIL_URL.")
    return fine("mail", "the mail server answers")
