"""What a teacher does with a need."""

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string

from ecotone.activities.enums import CancelReason
from ecotone.matching import mails
from ecotone.matching.brokerage import BrokerageSettings
from ecotone.matching.enums import NeedState
from ecotone.matching.models import Need, NeedSlot
from ecotone.matching.services.closing import (
    call_off_visit,
    close_invitations,
    stand_down_waves,
)
from ecotone.matching.services.transitions import change_need, lock_need
from ecotone.matching.states import NEED, NeedEvent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecotone.accounts.api import User
    from ecotone.networks.api import ClassGroup, Network

    type Slots = Sequence[tuple[dt.datetime, dt.datetime]]


ANEW = (
    "round",
    "activity",
    "fixed_slot",
    "tell_school_at",
    "school_told_at",
    "sent_at",
    "answer_due_on",
    "ended_reason",
)


class NoSlot(Exception):
    """A need without a possible time cannot be matched."""


class SlotInThePast(Exception):
    """A wished time has already gone by."""


@dataclass(frozen=True)
class NeedWish:
    """What the teacher asks for. Slots are (start, end) with time zone, best first."""

    format: str
    theme: str
    language: str
    mode: str
    slots: "Slots"
    topics: "Sequence[str]" = field(default_factory=tuple)
    already_done: str = ""
    wish: str = ""
    room: str = ""
    equipment: str = ""
    step_free_needed: bool = False
    step_free_school: bool = False


def send_need(
    *,
    network: "Network",
    class_group: "ClassGroup",
    wish: NeedWish,
    form_key: str,
    now: dt.datetime,
    by: "User",
    is_synthetic: bool = False,
) -> Need:
    """File the need and tell the teacher its number and when an answer is due.

    The same ``form_key`` of the same teacher files it once: a second press of the button returns
    the first need, also when both come at one moment. A form that was changed after the browser's
    back button is another need. Raises NoSlot, SlotInThePast.
    """
    known = _filed_with(form_key, by)
    if known is not None:
        if _asks_the_same(known, class_group, wish):
            return known
        form_key = get_random_string(32)
    if not wish.slots:
        raise NoSlot
    if any(start <= now for start, _ in wish.slots):
        raise SlotInThePast
    try:
        return _file_need(network, class_group, wish, form_key, now, by, is_synthetic)
    except IntegrityError:
        known = _filed_with(form_key, by)
        if known is None:
            raise
        return known


def _filed_with(form_key: str, teacher: "User") -> Need | None:
    if not form_key:
        return None
    return Need.objects.filter(teacher=teacher, form_key=form_key).first()


def _asks_the_same(known: Need, class_group: "ClassGroup", wish: NeedWish) -> bool:
    slots = [(slot.starts_at, slot.ends_at) for slot in known.slots.all()]
    return (known.class_group_id, known.format, known.theme, known.language, known.mode) == (
        class_group.pk,
        wish.format,
        wish.theme,
        wish.language,
        wish.mode,
    ) and slots[: len(wish.slots)] == list(wish.slots)


@transaction.atomic
def _file_need(
    network: "Network",
    class_group: "ClassGroup",
    wish: NeedWish,
    form_key: str,
    now: dt.datetime,
    by: "User",
    is_synthetic: bool,
) -> Need:
    settings = BrokerageSettings.from_mapping(network.matching_settings)
    need = Need.objects.create(
        network=network,
        school=class_group.school,
        class_group=class_group,
        teacher=by,
        school_year=class_group.school_year,
        format=wish.format,
        theme=wish.theme,
        topics=list(wish.topics),
        already_done=wish.already_done,
        language=wish.language,
        mode=wish.mode,
        wish=wish.wish,
        room=wish.room,
        equipment=wish.equipment,
        step_free_needed=wish.step_free_needed,
        step_free_school=wish.step_free_school,
        state=NeedState.DRAFT,
        form_key=form_key,
        sent_at=now,
        answer_due_on=answer_due(wish.slots, settings, now),
        is_synthetic=is_synthetic,
    )
    _add_slots(need, wish.slots)
    change_need(need, NeedEvent.SEND, by=by)
    mails.tell_need_received(need)
    return need


def _add_slots(need: Need, slots: "Slots") -> None:
    NeedSlot.objects.bulk_create(
        NeedSlot(need=need, rank=rank, starts_at=start, ends_at=end)
        for rank, (start, end) in enumerate(slots, start=1)
    )


def answer_due(slots: "Slots", settings: BrokerageSettings, now: dt.datetime) -> dt.date:
    """When the teacher hears: as the network promises, or two days before the first slot."""
    promised = now.date() + dt.timedelta(days=settings.answer_due_days)
    first = min(start for start, _ in slots).date() - dt.timedelta(days=2)
    return max(min(promised, first), now.date())


@transaction.atomic
def withdraw_need(*, need: Need, reason: CancelReason, now: dt.datetime, by: "User") -> None:
    """The teacher no longer asks; whoever was invited is told. Raises NotAllowedNow.

    A visit whose visitor was lost ends with it, and the class's hour is free again.
    """
    need = lock_need(need.pk)
    need.ended_reason = reason
    change_need(need, NeedEvent.WITHDRAW, by=by, also=("ended_reason",))
    call_off_visit(need, reason=reason, now=now, by=by)
    stand_down_waves(need)
    close_invitations(need, now=now, by=by)


@transaction.atomic
def reopen_need(
    *,
    need: Need,
    slots: "Slots",
    now: dt.datetime,
    by: "User",
) -> Need:
    """Ask again with new times; a new round, so everybody may be asked again.

    A visit that was called off stays called off: the new yes makes a new one. Raises NoSlot,
    SlotInThePast, NotAllowedNow.
    """
    if not slots:
        raise NoSlot
    if any(start <= now for start, _ in slots):
        raise SlotInThePast
    need = lock_need(need.pk)
    NEED.after(NeedState(need.state), NeedEvent.REOPEN)
    settings = BrokerageSettings.from_mapping(need.network.matching_settings)
    need.round += 1
    need.activity = need.fixed_slot = None
    need.tell_school_at = need.school_told_at = None
    need.sent_at, need.answer_due_on = now, answer_due(slots, settings, now)
    need.ended_reason = ""
    need.slots.all().delete()
    _add_slots(need, slots)
    change_need(need, NeedEvent.REOPEN, by=by, also=ANEW)
    mails.tell_need_received(need)
    return need


def note_shortlisted(*, need: Need, by: "User") -> None:
    """A coordinator looked at the candidates, so the teacher can see that it moves."""
    with transaction.atomic():
        need = lock_need(need.pk)
        if need.state == NeedState.OPEN:
            change_need(need, NeedEvent.SHORTLIST, by=by)
