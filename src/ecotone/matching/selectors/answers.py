"""What an invited person can say yes to."""

import datetime as dt

from ecotone.matching.models import Invitation, Need, NeedSlot


def times_left(need: Need, now: dt.datetime) -> list[NeedSlot]:
    """The times of the need that still lie ahead, the best wish first.

    Once a visit is agreed, or its visitor lost, only its own time is left.
    """
    slots = [slot for slot in need.slots.all() if slot.starts_at > now]
    if need.activity is not None:
        return [slot for slot in slots if slot.starts_at == need.activity.starts_at][:1]
    return slots


def possible_slots(invitation: Invitation, now: dt.datetime) -> list[NeedSlot]:
    """The times that can be chosen, the one suggested to this person first."""
    slots = times_left(invitation.need, now)
    return sorted(slots, key=lambda slot: (slot.pk != invitation.slot_id, slot.rank))
