"""How a mail of the main job is written in its reader's language and put into the outbox."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ecotone.accounts.api import User
from ecotone.activities.api import Side, calendar_of, method_of, visit_url
from ecotone.core.api import (
    Attachment,
    Letter,
    OutgoingMail,
    Recipient,
    queue_mail,
    write_letter,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecotone.matching.models import Need


def language_of(person: User, need: "Need") -> str:
    """The person's own language, else the network's first."""
    fallback = need.network.languages[0] if need.network.languages else settings.LANGUAGE_CODE
    return person.language or fallback


def letter_of(name: str, need: "Need", person: User, context: dict[str, Any]) -> Letter:
    """The mail ``name`` about the need in the person's language, times in the network's zone."""
    return write_letter(
        template=f"matching/mails/{name}",
        context={"need": need, "person": person, "zone": need.network.time_zone, **context},
        language=language_of(person, need),
    )


def post(
    name: str,
    need: "Need",
    person: User,
    *,
    key: str,
    letter: Letter,
    attachments: "Sequence[Attachment]" = (),
    was_edited: bool = False,
) -> None:
    """Put a written letter into the outbox, once for its key."""
    queue_mail(
        key=key,
        kind=f"matching.{name}",
        to=Recipient(email=person.email, name=person.name, language=language_of(person, need)),
        letter=letter,
        about=need,
        attachments=attachments,
        was_edited=was_edited,
    )


def write_and_post(
    name: str,
    need: "Need",
    person: User,
    *,
    key: str,
    context: dict[str, Any],
    attachments: "Sequence[Attachment]" = (),
) -> None:
    """Write the mail ``name`` and put it into the outbox; nothing at all when its key is there."""
    if OutgoingMail.objects.filter(key=key).exists():
        return
    letter = letter_of(name, need, person, context)
    post(name, need, person, key=key, letter=letter, attachments=attachments)


def address(name: str, *args: Any) -> str:
    """The whole address of a page, for a reader who is not on the site."""
    return settings.SITE_URL + reverse(name, args=args)


def address_in_queue(need: "Need") -> str:
    """Where a coordinator sees the need with its candidates."""
    return address("matching:candidates", need.network.slug, need.pk)


def calendar_for(need: "Need", person: User, *, is_off: bool = False) -> tuple[Attachment, ...]:
    """The visit as a file for the person's calendar; ``is_off`` takes it out of there."""
    activity = need.activity
    if activity is None:
        return ()
    side = Side.SCHOOL if person.pk == need.teacher_id else Side.VISITOR
    url = visit_url(activity, person, side)
    content = calendar_of(activity, url=url, now=timezone.now(), is_off=is_off)
    media_type = f"text/calendar; method={method_of(activity, is_off=is_off)}"
    return (Attachment("visit.ics", media_type, content.encode()),)
