"""Hands mails of the outbox to the mail server.

A mail is claimed by one conditional update before it is sent, so two workers never send the same
one. While the mail server cannot be reached, everything that is due waits and nothing is claimed
or lost. A worker that is killed between the server's "accepted" and our own note leaves the one
case that nobody can know: that mail is sent again under the same ``Message-ID``.
"""

import contextlib
import datetime as dt
import logging
from collections.abc import Collection
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, QuerySet
from django.utils import timezone
from django_tasks_db.utils import retry

from ecotone.core.mail.messages import message_of
from ecotone.core.models.mail import MailStatus, OutgoingMail
from ecotone.core.tasks.retrying import RetryPolicy

logger = logging.getLogger("ecotone.mail")

POLICY = RetryPolicy(
    max_attempts=60,
    first_pause=dt.timedelta(minutes=1),
    longest_pause=dt.timedelta(hours=2),
)
OUTAGE_PAUSE = dt.timedelta(minutes=2)
STUCK_AFTER = dt.timedelta(minutes=10)


def deliver_due(*, now: dt.datetime, at_most: int = 200) -> None:
    """Send what is due, the longest waiting first, over one connection."""
    release_stuck(now=now)
    due = OutgoingMail.objects.due(now).values_list("pk", flat=True)
    deliver(list(due[:at_most]), now=now)


def deliver(mail_ids: Collection[int], *, now: dt.datetime) -> None:
    """Send those of the mails that are due. Each goes to the mail server at most once."""
    due = OutgoingMail.objects.due(now).filter(pk__in=mail_ids)
    if not due.exists():
        return
    mailer = mailers.default
    try:
        mailer.open()
    except OSError as error:
        _wait_for_server(error, now)
        return
    try:
        _send_over(mailer, list(due))
    finally:
        with contextlib.suppress(OSError):
            mailer.close()


def release_stuck(*, now: dt.datetime) -> int:
    """Queue again the mails whose worker never came back; answers how many."""
    return OutgoingMail.objects.stuck_since(now - STUCK_AFTER).update(
        status=MailStatus.QUEUED,
        next_try_at=now,
        last_error="The worker stopped while it sent this mail; sent again as the same message.",
    )


def _send_over(mailer: BaseEmailBackend, mails: list[OutgoingMail]) -> None:
    """Send the mails one by one; stop when the connection is gone, the sweep takes the rest."""
    for mail in mails:
        if not _claim(mail):
            continue
        try:
            mailer.send_messages([message_of(mail)])
        except (SMTPDataError, SMTPRecipientsRefused) as error:
            _note_refusal(mail, error)
        except OSError as error:
            _note_failure(mail, error)
            return
        except Exception as error:
            logger.exception("Mail %s cannot be written as a message", mail.pk)
            _give_up(mail, error)
        else:
            _note_sent(mail)


def _claim(mail: OutgoingMail) -> bool:
    """Take the mail for sending; False when another worker was faster."""
    queued = OutgoingMail.objects.filter(
        pk=mail.pk, status=MailStatus.QUEUED, attempts=mail.attempts
    )
    changed = queued.update(
        status=MailStatus.SENDING, tried_at=timezone.now(), attempts=F("attempts") + 1
    )
    mail.attempts += 1
    return changed == 1


@retry()
def _note_sent(mail: OutgoingMail) -> None:
    _in_hand(mail).update(status=MailStatus.SENT, sent_at=timezone.now(), last_error="")


def _note_refusal(mail: OutgoingMail, error: SMTPDataError | SMTPRecipientsRefused) -> None:
    """A refusal for good (5xx) ends it; "try later" (4xx, greylisting) is tried later."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
    else:
        codes = [error.smtp_code]
    if all(code >= 500 for code in codes):
        _give_up(mail, error)
    else:
        _note_failure(mail, error)


def _note_failure(mail: OutgoingMail, error: OSError | SMTPException) -> None:
    if mail.attempts >= POLICY.max_attempts:
        _give_up(mail, error)
        return
    _in_hand(mail).update(
        status=MailStatus.QUEUED,
        next_try_at=timezone.now() + POLICY.pause_after(mail.attempts),
        last_error=_words(error),
    )


def _give_up(mail: OutgoingMail, error: Exception) -> None:
    logger.error("Mail %s could not be sent: %s", mail.pk, error)
    _in_hand(mail).update(status=MailStatus.FAILED, last_error=_words(error))


def _wait_for_server(error: OSError, now: dt.datetime) -> None:
    """Let everything that is due wait together; an outage is no mail's fault and costs no try."""
    logger.warning("The mail server cannot be reached: %s", error)
    OutgoingMail.objects.due(now).update(next_try_at=now + OUTAGE_PAUSE, last_error=_words(error))


def _in_hand(mail: OutgoingMail) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(
        pk=mail.pk, status=MailStatus.SENDING, attempts=mail.attempts
    )


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:1000]
