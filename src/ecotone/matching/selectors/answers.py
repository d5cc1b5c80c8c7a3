"""What an invited person can say yes to."""

from ecotone.matching.models import Invitation, NeedSlot


def possible_slots(invitation: Invitation) -> list[NeedSlot]:
    """The times of the need that can still be chosen, the suggested one first.

    Once a visit is agreed, or its visitor lost, only its own time is left.
    """
    need = invitation.need
    slots = list(need.slots.all())
    if need.activity is not None:
        own = [slot for slot in slots if slot.starts_at == need.activity.starts_at]
        return own or slots[:1]
    return sorted(slots, key=lambda slot: (slot.pk != invitation.slot_id, slot.rank))
