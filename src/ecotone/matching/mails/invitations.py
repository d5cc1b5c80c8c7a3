"""What an invited person hears: the question, its reminder, and how it ended for them."""

import datetime as dt
from typing import TYPE_CHECKING

from ecotone.activities.api import Side, visit_url
from ecotone.core.api import Letter, write_letter
from ecotone.matching.enums import InvitationState
from ecotone.matching.links import invitation_url
from ecotone.matching.mails.posting import calendar_for, language_of, post, write_and_post
from ecotone.matching.selectors.answers import times_left

if TYPE_CHECKING:
    from ecotone.matching.models import Invitation, Need, Wave


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
    post(
        "ask",
        need,
        person,
        key=f"invitation:{invitation.pk}:ask",
        letter=letter.filled({"name": person.name, "link": link}),
        was_edited=bool(wave.message),
    )


def remind_to_answer(invitation: "Invitation") -> None:
    write_and_post(
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
    write_and_post(
        "visit_cancelled" if agreed else "no_longer_needed",
        need,
        invitation.person,
        key=f"invitation:{invitation.pk}:closed",
        context={"invitation": invitation},
        attachments=calendar_for(need, invitation.person, is_off=True) if was_visitor else (),
    )


def tell_accepted(invitation: "Invitation") -> None:
    """Thanks to the visitor of a visit that waits to be confirmed; again when it was moved."""
    need = invitation.need
    if need.activity is None:
        return
    write_and_post(
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
    write_and_post(
        "reserve",
        invitation.need,
        invitation.person,
        key=f"invitation:{invitation.pk}:reserve:{invitation.sent_at:%Y%m%d%H%M%S}",
        context={"activity": invitation.need.activity, "url": invitation_url(invitation)},
    )


def call_up(invitation: "Invitation") -> None:
    write_and_post(
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


def thank_for_cancelling(invitation: "Invitation", was: InvitationState) -> None:
    """A visitor's calendar lets go of the visit; a reserve never had it there."""
    need, person = invitation.need, invitation.person
    is_visitor = was == InvitationState.ACCEPTED
    write_and_post(
        "thank_for_cancelling",
        need,
        person,
        key=f"invitation:{invitation.pk}:cancelled",
        context={"invitation": invitation, "is_visitor": is_visitor},
        attachments=calendar_for(need, person, is_off=True) if is_visitor else (),
    )
