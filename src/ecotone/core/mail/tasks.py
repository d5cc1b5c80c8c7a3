"""Sends the outbox in the background. A mail's own row says when it is tried again."""

from django.tasks import task
from django.utils import timezone

from ecotone.core.mail.delivery import deliver, deliver_due


@task()
def deliver_mail(mail_id: int) -> None:
    """Send one mail as soon as it is committed. What fails here is left to the sweep."""
    deliver([mail_id], now=timezone.now())


@task()
def sweep_outbox() -> None:
    """Send all that is due: later tries, and mails whose own task was lost. Runs every minute."""
    deliver_due(now=timezone.now())
