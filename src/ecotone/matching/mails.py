"""The mails of the main job: who hears what, when, in their own language. One function a mail."""

import datetime as dt
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
from ecotone.matching.enums import InvitationState
from ecotone.matching.links import invitation_url
from ecotone.matching.selectors.answers import times_left
from ecotone.matching.selectors.people import coordinators_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecotone.matching.models import Invitation, Need, Wave
    from ecotone.matching.rules import UnmetRule


def language_of(person: User, need: "Need") -> str:
    """The person's own language, else the network's first."""
    fallback = need.network.languages[0] if need.network.languages else settings.LANGUAGE_CODE
    return person.language or fallback


def _letter(name: str, need: "Need", person: User, context: dict[str, Any]) -> Letter:
    return write_letter(
        template=f"matching/mails/{name}",
        context={"need": need, "person": person, "zone": need.network.time_zone, **context},
        language=language_of(person, need),
    )


def _send(
    name: str,
    need: "Need",
    person: User,
    *,
    key: str,
    letter: Letter,
    attachments: "Sequence[Attachment]" = (),
    was_edited: bool = False,
) -> None:
    queue_mail(
        key=key,
        kind=f"matching.{name}",
        to=Recipient(email=person.email, name=person.name, language=language_of(person, need)),
        letter=letter,
        about=need,
        attachments=attachments,
        was_edited=was_edited,
    )


def _queue(
    name: str,
    need: "Need",
    person: User,
    *,
    key: str,
    context: dict[str, Any],
    attachments: "Sequence[Attachment]" = (),
) -> None:
    if OutgoingMail.objects.filter(key=key).exists():
        return
    letter = _letter(name, need, person, context)
    _send(name, need, person, key=key, letter=letter, attachments=attachments)


def _url(name: str, *args: Any) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def tell_need_received(need: "Need") -> None:
    _queue(
        "need_received",
        need,
        need.teacher,
        key=f"need:{need.pk}:received:{need.round}",
        context={"url": _url("matching:need", need.pk)},
    )


def draft_of_invitation(
    need: "Need", *, now: dt.datetime, until: dt.datetime, language: str
) -> Letter:
    """The invitation as a coordinator may reword it, with places for name and link."""
    return write_letter(
        template="matching/mails/ask",
        context={
            "need": need,
            "zone": need.network.time_zone,
            "slots": times_left(need, now),
            "until": until,
            "name": "[[name]]",
            "url": "[[link]]",
        },
        language=language,
    )


def ask(invitation: "Invitation", wave: "Wave") -> None:
    """The invitation, in the coordinator's words or else in the person's language."""
    need, person = invitation.need, invitation.person
    if wave.message:
        letter = Letter(wave.subject, wave.message, language_of(person, need))
    else:
        letter = draft_of_invitation(
            need,
            now=invitation.sent_at,
            until=invitation.expires_at,
            language=language_of(person, need),
        )
    link = invitation_url(invitation)
    _send(
        "ask",
        need,
        person,
        key=f"invitation:{invitation.pk}:ask",
        letter=letter.filled({"name": person.name, "link": link}),
        was_edited=bool(wave.message),
    )


def remind_to_answer(invitation: "Invitation") -> None:
    _queue(
        "remind_to_answer",
        invitation.need,
        invitation.person,
        key=f"invitation:{invitation.pk}:remind:{invitation.expires_at:%Y%m%d%H%M}",
        context={"invitation": invitation, "url": invitation_url(invitation)},
    )


def tell_no_longer_needed(invitation: "Invitation", was: InvitationState) -> None:
    need = invitation.need
    agreed = was in (InvitationState.ACCEPTED, InvitationState.RESERVE, InvitationState.CALLED)
    was_visitor = was == InvitationState.ACCEPTED
    _queue(
        "visit_cancelled" if agreed else "no_longer_needed",
        need,
        invitation.person,
        key=f"invitation:{invitation.pk}:closed",
        context={"invitation": invitation},
        attachments=_calendar(need, invitation.person, is_off=True) if was_visitor else (),
    )


def tell_accepted(invitation: "Invitation") -> None:
    """Thanks to the visitor of a visit that waits to be confirmed; again when it was moved."""
    need = invitation.need
    if need.activity is None:
        return
    _queue(
        "accepted_visitor",
        need,
        invitation.person,
        key=f"invitation:{invitation.pk}:accepted:{need.activity.sequence}",
        context={
            "activity": need.activity,
            "url": visit_url(need.activity, invitation.person, Side.VISITOR),
        },
    )


def tell_reserve(invitation: "Invitation") -> None:
    """Thanks to the reserve; again when they were called up and somebody else was faster."""
    _queue(
        "reserve",
        invitation.need,
        invitation.person,
        key=f"invitation:{invitation.pk}:reserve:{invitation.sent_at:%Y%m%d%H%M%S}",
        context={"activity": invitation.need.activity, "url": invitation_url(invitation)},
    )


def call_up(invitation: "Invitation") -> None:
    _queue(
        "call_up",
        invitation.need,
        invitation.person,
        key=f"invitation:{invitation.pk}:call_up:{invitation.sent_at:%Y%m%d%H%M%S}",
        context={
            "activity": invitation.need.activity,
            "invitation": invitation,
            "url": invitation_url(invitation),
        },
    )


def ask_teacher_about_date(invitation: "Invitation") -> None:
    need = invitation.need
    _queue(
        "other_date",
        need,
        need.teacher,
        key=f"invitation:{invitation.pk}:other_date",
        context={"invitation": invitation, "url": _url("matching:need", need.pk)},
    )


def tell_what_is_missing(need: "Need", unmet: "Sequence[UnmetRule]") -> None:
    """Each rule that stands in the way goes to whoever can mend it."""
    rules = {rule.rule.value for rule in unmet}
    if need.activity is None:
        return
    if "two_adults" in rules:
        _queue(
            "confirm_two_adults",
            need,
            need.teacher,
            key=f"need:{need.pk}:two_adults:{need.activity.sequence}",
            context={
                "activity": need.activity,
                "url": visit_url(need.activity, need.teacher, Side.SCHOOL, "confirm"),
            },
        )
    else:
        tell_somebody_found(need)
    if rules - {"two_adults"}:
        for coordinator in coordinators_of(need.network_id):
            _queue(
                "cannot_confirm",
                need,
                coordinator,
                key=f"need:{need.pk}:unmet:{need.activity.sequence}:{coordinator.pk}",
                context={"unmet": unmet, "url": _queue_url(need)},
            )


def tell_somebody_found(need: "Need") -> None:
    """The teacher was promised an answer, also when papers take some weeks more."""
    if need.activity is None:
        return
    _queue(
        "somebody_found",
        need,
        need.teacher,
        key=f"need:{need.pk}:found:{need.activity.sequence}",
        context={"activity": need.activity, "url": _url("matching:need", need.pk)},
    )


def tell_not_yet(need: "Need") -> None:
    """The promised day has come without an answer: the teacher hears that."""
    _queue(
        "not_yet",
        need,
        need.teacher,
        key=f"need:{need.pk}:not_yet:{need.round}",
        context={"url": _url("matching:need", need.pk)},
    )


def _queue_url(need: "Need") -> str:
    return _url("matching:candidates", need.network.slug, need.pk)


def _calendar(need: "Need", person: User, *, is_off: bool = False) -> tuple[Attachment, ...]:
    """The visit as a file for the person's calendar; ``is_off`` takes it out of there."""
    activity = need.activity
    if activity is None:
        return ()
    side = Side.SCHOOL if person.pk == need.teacher_id else Side.VISITOR
    url = visit_url(activity, person, side)
    content = calendar_of(activity, url=url, now=timezone.now(), is_off=is_off)
    media_type = f"text/calendar; method={method_of(activity, is_off=is_off)}"
    return (Attachment("visit.ics", media_type, content.encode()),)


def send_sheets(need: "Need") -> None:
    """The joint message: both sides get the one sheet, with the calendar file."""
    activity = need.activity
    if activity is None:
        return
    activity.refresh_from_db()
    visitors = [row.person for row in activity.contributions.filter(withdrawn_at=None)]
    for person, side in [(need.teacher, Side.SCHOOL), *((v, Side.VISITOR) for v in visitors)]:
        _queue(
            "sheet",
            need,
            person,
            key=f"activity:{activity.pk}:sheet:{activity.sequence}:{person.pk}",
            context={
                "activity": activity,
                "visitors": visitors,
                "is_school": side == Side.SCHOOL,
                "url": visit_url(activity, person, side),
                "cancel_url": visit_url(activity, person, side, "cancel"),
            },
            attachments=_calendar(need, person),
        )


def thank_for_cancelling(invitation: "Invitation", was: InvitationState) -> None:
    """A visitor's calendar lets go of the visit; a reserve never had it there."""
    need, person = invitation.need, invitation.person
    is_visitor = was == InvitationState.ACCEPTED
    _queue(
        "thank_for_cancelling",
        need,
        person,
        key=f"invitation:{invitation.pk}:cancelled",
        context={"invitation": invitation, "is_visitor": is_visitor},
        attachments=_calendar(need, person, is_off=True) if is_visitor else (),
    )


def tell_teacher_called_off(need: "Need") -> None:
    """Whoever of the school or the network called it off: it leaves the teacher's calendar."""
    if need.activity is None:
        return
    _queue(
        "called_off",
        need,
        need.teacher,
        key=f"activity:{need.activity.pk}:called_off",
        context={"activity": need.activity, "url": _url("matching:need", need.pk)},
        attachments=_calendar(need, need.teacher, is_off=True),
    )


def tell_coordinators_visitor_lost(need: "Need", invitation: "Invitation") -> None:
    for coordinator in coordinators_of(need.network_id):
        _queue(
            "visitor_lost",
            need,
            coordinator,
            key=f"invitation:{invitation.pk}:lost:{coordinator.pk}",
            context={"invitation": invitation, "url": _queue_url(need)},
        )


def tell_school_we_search(need: "Need") -> None:
    """The set hour has come and there is no solution yet: the school hears it from us."""
    if need.activity is None:
        return
    _queue(
        "still_searching",
        need,
        need.teacher,
        key=f"need:{need.pk}:searching:{need.activity.sequence}",
        context={"activity": need.activity, "url": _url("matching:need", need.pk)},
    )


def tell_nobody_left(need: "Need") -> None:
    for coordinator in coordinators_of(need.network_id):
        _queue(
            "nobody_left",
            need,
            coordinator,
            key=f"need:{need.pk}:nobody:{need.round}:{coordinator.pk}",
            context={"url": _queue_url(need)},
        )


def tell_expired(need: "Need") -> None:
    _queue(
        "expired",
        need,
        need.teacher,
        key=f"need:{need.pk}:expired:{need.round}",
        context={"url": _url("matching:need", need.pk)},
        attachments=_calendar(need, need.teacher, is_off=True),
    )


def remind_of_visit(need: "Need", person: User, side: Side, days: int) -> None:
    """Two weeks: prepare. One week: both confirm. Two days: travel. The morning: on my way."""
    activity = need.activity
    if activity is None:
        return
    _queue(
        f"remind_{days}",
        need,
        person,
        key=f"activity:{activity.pk}:remind:{days}:{activity.starts_at:%Y%m%d%H%M}:{person.pk}",
        context={
            "activity": activity,
            "is_school": side == Side.SCHOOL,
            "url": visit_url(activity, person, side),
            "confirm_url": visit_url(activity, person, side, "confirm"),
            "cancel_url": visit_url(activity, person, side, "cancel"),
        },
    )


def ask_what_happened(need: "Need", person: User, side: Side, *, now: dt.datetime) -> None:
    """After the visit, and once more after three days."""
    activity = need.activity
    if activity is None:
        return
    again = now - activity.ends_at > dt.timedelta(days=3)
    _queue(
        "afterwards",
        need,
        person,
        key=f"activity:{activity.pk}:afterwards:{int(again)}:{person.pk}",
        context={
            "activity": activity,
            "is_school": side == Side.SCHOOL,
            "again": again,
            "url": visit_url(activity, person, side, "afterwards"),
        },
    )
