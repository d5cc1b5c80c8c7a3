"""What the teacher hears of a request, from its number to its end."""

from typing import TYPE_CHECKING

from ecotone.matching.mails.posting import address, calendar_for, write_and_post

if TYPE_CHECKING:
    from ecotone.matching.models import Invitation, Need


def tell_need_received(need: "Need") -> None:
    write_and_post(
        "need_received",
        need,
        need.teacher,
        key=f"need:{need.pk}:received:{need.round}",
        context={"url": address("matching:need", need.pk)},
    )


def ask_teacher_about_date(invitation: "Invitation") -> None:
    need = invitation.need
    write_and_post(
        "other_date",
        need,
        need.teacher,
        key=f"invitation:{invitation.pk}:other_date",
        context={"invitation": invitation, "url": address("matching:need", need.pk)},
    )


def tell_somebody_found(need: "Need") -> None:
    """The teacher was promised an answer, also when papers take some weeks more."""
    if need.activity is None:
        return
    write_and_post(
        "somebody_found",
        need,
        need.teacher,
        key=f"need:{need.pk}:found:{need.activity.sequence}",
        context={"activity": need.activity, "url": address("matching:need", need.pk)},
    )


def tell_not_yet(need: "Need") -> None:
    """The promised day has come without an answer: the teacher hears that."""
    write_and_post(
        "not_yet",
        need,
        need.teacher,
        key=f"need:{need.pk}:not_yet:{need.round}",
        context={"url": address("matching:need", need.pk)},
    )


def tell_school_we_search(need: "Need") -> None:
    """The set hour has come and there is no solution yet: the school hears it from us."""
    if need.activity is None:
        return
    write_and_post(
        "still_searching",
        need,
        need.teacher,
        key=f"need:{need.pk}:searching:{need.activity.sequence}",
        context={"activity": need.activity, "url": address("matching:need", need.pk)},
    )


def tell_teacher_called_off(need: "Need") -> None:
    """Whoever of the school or the network called it off: it leaves the teacher's calendar."""
    if need.activity is None:
        return
    write_and_post(
        "called_off",
        need,
        need.teacher,
        key=f"activity:{need.activity.pk}:called_off",
        context={"activity": need.activity, "url": address("matching:need", need.pk)},
        attachments=calendar_for(need, need.teacher, is_off=True),
    )


def tell_expired(need: "Need") -> None:
    write_and_post(
        "expired",
        need,
        need.teacher,
        key=f"need:{need.pk}:expired:{need.round}",
        context={"url": address("matching:need", need.pk)},
        attachments=calendar_for(need, need.teacher, is_off=True),
    )
