"""PO-1: exact times beside the weekly pattern."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from ecotone.matching.models import OfferSlot
from ecotone.matching.selectors.candidates import choices_for
from ecotone.matching.services.offer_slots import SlotsOverlap, add_offer_slot, remove_offer_slot
from tests.factories import Cast, make_need, make_offer, next_weekday, school_hours

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def test_exact_time_makes_a_saturday_possible(cast: Cast, now: dt.datetime) -> None:
    saturday = next_weekday(now.date(), weekday=5)
    need = make_need(
        cast.network, cast.class_group, cast.teacher, now, slots=[school_hours(saturday)]
    )
    offer = make_offer(cast.network)
    assert choices_for(need, size=3, now=now) == []
    start, end = school_hours(saturday, hour=8)
    add_offer_slot(
        offer=offer, starts_at=start, ends_at=end + dt.timedelta(hours=3), by=offer.person
    )
    assert [one.offer_id for one in choices_for(need, size=3, now=now)] == [offer.pk]


def test_same_time_twice_is_once_and_overlap_is_refused(cast: Cast, now: dt.datetime) -> None:
    offer = make_offer(cast.network)
    start, end = school_hours(next_weekday(now.date()))
    first = add_offer_slot(offer=offer, starts_at=start, ends_at=end, by=offer.person)
    again = add_offer_slot(offer=offer, starts_at=start, ends_at=end, by=offer.person)
    assert first.pk == again.pk
    with pytest.raises(SlotsOverlap):
        add_offer_slot(
            offer=offer,
            starts_at=start + dt.timedelta(minutes=10),
            ends_at=end,
            by=offer.person,
        )
    for _ in range(2):
        remove_offer_slot(offer=offer, slot_id=first.pk, by=offer.person)
    assert OfferSlot.objects.count() == 0


def test_times_are_named_and_removed_on_the_page(
    client: Client, cast: Cast, now: dt.datetime
) -> None:
    offer = make_offer(cast.network, cast.professional)
    client.force_login(cast.professional, backend=BACKEND)
    url = reverse("matching:offer-slots", args=[offer.pk])
    day = next_weekday(now.date()).isoformat()
    bad = client.post(url, {"day": day, "from_time": "11:00", "until_time": "10:00"})
    assert bad.status_code == 422
    assert 'value="11:00"' in bad.content.decode()
    client.post(url, {"day": day, "from_time": "10:00", "until_time": "12:00"})
    slot = OfferSlot.objects.get()
    client.post(reverse("matching:remove-offer-slot", args=[offer.pk, slot.pk]))
    assert OfferSlot.objects.count() == 0


def test_nobody_else_sees_the_times(client: Client, cast: Cast) -> None:
    offer = make_offer(cast.network, cast.professional)
    for person in (cast.coordinator, cast.stranger):
        client.force_login(person, backend=BACKEND)
        url = reverse("matching:offer-slots", args=[offer.pk])
        assert client.get(url).status_code == 404
