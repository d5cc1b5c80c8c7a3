"""The page on which somebody names exact times for an offer (PO-1)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ecotone.accounts.api import SignedInRequest
from ecotone.core.access import permitted
from ecotone.matching.forms.offer_slots import OfferSlotForm
from ecotone.matching.selectors.access import get_own_offer
from ecotone.matching.services.offer_slots import SlotsOverlap, add_offer_slot, remove_offer_slot


@permitted("own_offer")
@require_http_methods(["GET", "POST"])
def slots(request: SignedInRequest, offer_id: int) -> HttpResponse:
    """The coming times of the offer, and one more."""
    offer = get_own_offer(request.user, offer_id)
    network = offer.networks.order_by("pk").first()
    zone = network.time_zone if network else timezone.get_default_timezone_name()
    form = OfferSlotForm(request.POST or None, time_zone=zone)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            add_offer_slot(
                offer=offer, starts_at=data["starts_at"], ends_at=data["ends_at"], by=request.user
            )
        except SlotsOverlap:
            form.add_error("from_time", _("You have named a time that overlaps with this one."))
        else:
            return redirect("matching:offer-slots", offer.pk)
    return render(
        request,
        "matching/offer_slots.html",
        {
            "offer": offer,
            "form": form,
            "slots": offer.slots.filter(ends_at__gt=timezone.now()),
            "zone": zone,
        },
        status=422 if form.is_bound else 200,
    )


@permitted("own_offer")
@require_POST
def remove(request: SignedInRequest, offer_id: int, slot_id: int) -> HttpResponse:
    """Take one time away."""
    offer = get_own_offer(request.user, offer_id)
    remove_offer_slot(offer=offer, slot_id=slot_id, by=request.user)
    return redirect("matching:offer-slots", offer.pk)
