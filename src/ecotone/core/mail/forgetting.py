"""Taking a person out of the archive of mails when they ask to be erased."""

from django.db import transaction

from ecotone.core.models.mail import MailStatus, OutgoingMail

NOBODY = "erased@erased.invalid"


def forget_recipient(email: str) -> int:
    """Empty every mail to the address and drop those that have not left; answers in how many.

    That a mail of a kind was sent about something at a moment stays: others rely on it.
    """
    with transaction.atomic():
        mails = OutgoingMail.objects.filter(to__iexact=email)
        dropped, _ = mails.filter(status__in=[MailStatus.QUEUED, MailStatus.FAILED]).delete()
        emptied = mails.update(
            to=NOBODY, to_name="", reply_to="", subject="", text="", html="", attachments=[]
        )
    return dropped + emptied
