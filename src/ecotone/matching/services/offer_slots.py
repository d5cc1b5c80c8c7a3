"""Exact times at which an offer can be had, beside its weekly pattern."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from ecotone.core.audit import record
from ecotone.matching.models import Offer, OfferSlot

if TYPE_CHECKING:
    from ecotone.accounts.api import User


class SlotsOverlap(Exception):
    """The offer already has a time that touches this one."""


@transaction.atomic
def add_offer_slot(
    *, offer: Offer, starts_at: dt.datetime, ends_at: dt.datetime, by: "User"
) -> OfferSlot:
    """Add a time. Adding the same again is no change. Raises SlotsOverlap."""
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    same = offer.slots.filter(starts_at=starts_at, ends_at=ends_at).first()
    if same is not None:
        return same
    if offer.slots.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise SlotsOverlap
    slot = OfferSlot.objects.create(offer=offer, starts_at=starts_at, ends_at=ends_at)
    offer.save(update_fields=["updated_at"])
    record(action="offer.slot_added", subject=offer, by=by, after={"starts_at": starts_at})
    return slot


@transaction.atomic
def remove_offer_slot(*, offer: Offer, slot_id: int, by: "User") -> None:
    """Take a time away; visits agreed on it stay. Removing it twice is removing it once."""
    removed, _ = OfferSlot.objects.filter(offer=offer, pk=slot_id).delete()
    if removed:
        offer.save(update_fields=["updated_at"])
        record(action="offer.slot_removed", subject=offer, by=by)
