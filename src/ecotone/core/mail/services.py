"""What a person may do with a mail that could not be sent."""

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from ecotone.core.audit import record
from ecotone.core.models.mail import MailStatus, OutgoingMail


class MailIsNotFailed(Exception):
    """Only a mail that could not be sent can be sent again."""


@transaction.atomic
def send_again(*, mail: OutgoingMail, by: Model) -> OutgoingMail:
    """Queue a failed mail once more, perhaps after its address was mended. Raises MailIsNotFailed.

    Two people who press the button at once cause one sending.
    """
    failed = OutgoingMail.objects.filter(pk=mail.pk, status=MailStatus.FAILED)
    if not failed.update(status=MailStatus.QUEUED, attempts=0, next_try_at=timezone.now()):
        raise MailIsNotFailed
    record(action="mail.sent_again", subject=mail, by=by)
    mail.refresh_from_db()
    return mail
