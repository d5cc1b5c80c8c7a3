"""The mails of the outbox, for those who may read them."""

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from ecotone.core.api import OutgoingMail


def check_may_read_mails(request: HttpRequest) -> None:
    """In the demo everybody reads along; elsewhere only staff. Raises Http404."""
    person = request.user
    if settings.DEMO or (person.is_authenticated and person.is_staff):
        return
    raise Http404


SIGN_IN = "accounts.sign_in"


def _readable() -> QuerySet[OutgoingMail]:
    """Newest first. Outside the demo a code to sign in is for nobody's eyes but its owner's."""
    mails = OutgoingMail.objects.newest_first()
    return mails if settings.DEMO else mails.exclude(kind__startswith=SIGN_IN)


def mails_matching(text: str) -> QuerySet[OutgoingMail]:
    """The newest first; every word is sought in address, name and subject."""
    found = _readable().defer("text", "html", "attachments")
    for word in text.split():
        found = found.filter(
            Q(to__icontains=word) | Q(to_name__icontains=word) | Q(subject__icontains=word)
        )
    return found


def get_mail(mail_id: int) -> OutgoingMail:
    """The mail, or Http404."""
    found = _readable().filter(pk=mail_id).first()
    if found is None:
        raise Http404
    return found
