"""Reading the mails of the outbox as their recipients do."""

import re

from ecotone.core.models import OutgoingMail


def last_mail(address: str, kind: str) -> OutgoingMail:
    """The newest mail of a kind to an address."""
    return OutgoingMail.objects.filter(to=address, kind=kind).latest("pk")


def link_in(mail: OutgoingMail, part: str = "") -> str:
    """The first address in the mail's text that holds the part."""
    found = [url for url in re.findall(r"https?://\S+", mail.text) if part in url]
    assert found, mail.text
    return str(found[0])
