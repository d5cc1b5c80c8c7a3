"""A mail of the outbox as a message for the mail server."""

from email.message import MIMEPart
from email.utils import formataddr

from django.core.mail import EmailMultiAlternatives

from ecotone.core.mail.attachments import Attachment
from ecotone.core.models.mail import OutgoingMail


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The message, under the ``Message-ID`` of the row, so that a repetition is recognisable."""
    headers = {
        "Auto-Submitted": "auto-generated",
        "Content-Language": mail.language,
        **mail.headers,
        "Message-ID": mail.message_id,
    }
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[formataddr((mail.to_name, mail.to))],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for stored in mail.attachments:
        message.attach(_part(Attachment.from_json(stored)))
    return message


def _part(attachment: Attachment) -> MIMEPart:
    """The attachment with the parameters of its media type (``text/calendar; method=REQUEST``)."""
    media_type, *parameters = [piece.strip() for piece in attachment.media_type.split(";")]
    main, _, sub = media_type.partition("/")
    part = MIMEPart()
    if main == "text":
        part.set_content(
            attachment.content.decode(), subtype=sub, charset="utf-8", disposition="attachment"
        )
    else:
        part.set_content(attachment.content, maintype=main, subtype=sub, disposition="attachment")
    part.set_param("filename", attachment.name, header="Content-Disposition")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        part.set_param(name, value)
    return part
