"""How needs and offers reach a view: absent and forbidden answer alike."""

import datetime as dt

from django.http import Http404

from ecotone.accounts.api import (
    SCHOOL_STAFF,
    Permission,
    User,
    network_ids_where,
    organisation_ids_of,
)
from ecotone.matching.models import Need, Offer


def get_need_for(user: User, need_id: int, *, today: dt.date) -> Need:
    """The need, for its teacher, the school's staff and the coordinators of its network."""
    need = (
        Need.objects.with_people()
        .select_related("activity")
        .prefetch_related("slots")
        .filter(pk=need_id)
        .first()
    )
    if need is None or not may_see_need(user, need, today=today):
        raise Http404
    return need


def may_see_need(user: User, need: Need, *, today: dt.date) -> bool:
    return (
        need.teacher_id == user.pk
        or need.school_id in organisation_ids_of(user, SCHOOL_STAFF, today=today)
        or may_broker(user, need, today=today)
    )


def may_broker(user: User, need: Need, *, today: dt.date) -> bool:
    """Whether the person coordinates the need's network."""
    own = network_ids_where(user, Permission.SEND_INVITATIONS, today=today)
    return need.network_id in own


def may_act_for_school(user: User, need: Need, *, today: dt.date) -> bool:
    """The teacher who asked, or a coordinator on their behalf."""
    return need.teacher_id == user.pk or may_broker(user, need, today=today)


def get_own_offer(user: User, offer_id: int) -> Offer:
    """The offer for the person behind it alone; else Http404."""
    offer = Offer.objects.select_related("organisation").filter(pk=offer_id, person=user).first()
    if offer is None:
        raise Http404
    return offer


def get_offer_for(user: User, offer_id: int, *, today: dt.date) -> Offer:
    """The offer, for the person behind it and the coordinators of its networks."""
    offer = Offer.objects.select_related("person", "organisation").filter(pk=offer_id).first()
    if offer is None:
        raise Http404
    if offer.person_id == user.pk:
        return offer
    own = network_ids_where(user, Permission.SEND_INVITATIONS, today=today)
    if not offer.networks.filter(pk__in=own).exists():
        raise Http404
    return offer
