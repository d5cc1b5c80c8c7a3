"""Writes mails into the outbox. Sending is another matter, and another moment."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from ecotone.core.audit import kind_of
from ecotone.core.mail.attachments import Attachment
from ecotone.core.mail.letters import Letter, one_line, write_letter
from ecotone.core.mail.tasks import deliver_mail
from ecotone.core.models.mail import OutgoingMail


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """One person as a mail needs them."""

    email: str
    name: str
    language: str


def queue_mail(
    *,
    key: str,
    kind: str,
    to: Recipient,
    letter: Letter,
    about: Model | None = None,
    reply_to: str = "",
    headers: Mapping[str, str] | None = None,
    attachments: Sequence[Attachment] = (),
    was_edited: bool = False,
) -> OutgoingMail:
    """Put a mail into the outbox, once: a second call with the same key answers the first mail.

    The mail is part of the transaction of the caller and leaves after its commit. ``key`` names
    the reason, with all that makes it another mail (``invitation:812:ask``); ``kind`` is the sort
    of mail (``matching.ask``); ``about`` is what it speaks of.
    """
    with transaction.atomic():
        mail, made = OutgoingMail.objects.get_or_create(
            key=key,
            defaults={
                "kind": kind,
                "about_kind": "" if about is None else kind_of(about),
                "about_id": "" if about is None else str(about.pk),
                "to": to.email,
                "to_name": one_line(to.name)[:150],
                "reply_to": reply_to,
                "language": letter.language,
                "subject": letter.subject,
                "text": letter.text,
                "html": letter.html,
                "headers": dict(headers or {}),
                "attachments": [attachment.as_json() for attachment in attachments],
                "was_edited": was_edited,
                "message_id": new_message_id(),
            },
        )
        if made:
            transaction.on_commit(partial(deliver_mail.enqueue, mail.pk))
    return mail


def queue_from_template(
    *,
    key: str,
    kind: str,
    to: Recipient,
    template: str,
    context: Mapping[str, Any],
    about: Model | None = None,
    subject: str = "",
    reply_to: str = "",
    calendar: str = "",
    calendar_method: str = "PUBLISH",
) -> OutgoingMail:
    """Write the letter of a template in the recipient's language and queue it, once for the key.

    ``subject`` takes the place of the template's when a person gave their own. ``calendar`` is the
    text of an iCalendar file, attached as ``visit.ics``.
    """
    if already := OutgoingMail.objects.filter(key=key).first():
        return already
    letter = write_letter(template=template, context=context, language=to.language)
    if subject:
        letter = letter.reworded(subject=subject, text=letter.text)
    return queue_mail(
        key=key,
        kind=kind,
        to=to,
        letter=letter,
        about=about,
        reply_to=reply_to,
        attachments=[_calendar_file(calendar, calendar_method)] if calendar else [],
        was_edited=bool(subject),
    )


def new_message_id() -> str:
    """A ``Message-ID`` under the domain that we send from."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{uuid.uuid4()}@{domain}>"


def _calendar_file(text: str, method: str) -> Attachment:
    return Attachment("visit.ics", f"text/calendar; method={method}", text.encode())
