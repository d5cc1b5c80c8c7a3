"""The professional's pages: offer something, say the details, be inducted, pause."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ecotone.accounts.api import SignedInRequest
from ecotone.core.access import permitted, signed_in
from ecotone.matching.enums import LanguageLevel
from ecotone.matching.forms.offers import InductionForm, OfferDetailsForm, OfferEssentialsForm
from ecotone.matching.models import Offer
from ecotone.matching.selectors.access import get_offer_for
from ecotone.matching.selectors.offers import (
    networks_to_offer_in,
    offer_page,
    offers_of,
    places_answered_for,
)
from ecotone.matching.services.offers import (
    finish_induction,
    pause_offer,
    resume_offer,
    save_details,
    save_essentials,
)


@signed_in
def offer_list(request: SignedInRequest) -> HttpResponse:
    """My offers."""
    return render(request, "matching/offer_list.html", {"offers": offers_of(request.user)})


@signed_in
@require_http_methods(["GET", "POST"])
def new_offer(request: SignedInRequest) -> HttpResponse:
    """The first page of an offer."""
    return _essentials(request, None)


@permitted("own_offer")
@require_http_methods(["GET", "POST"])
def edit_essentials(request: SignedInRequest, offer_id: int) -> HttpResponse:
    return _essentials(request, _own(request, offer_id))


def _own(request: SignedInRequest, offer_id: int) -> Offer:
    offer = get_offer_for(request.user, offer_id, today=timezone.localdate())
    if offer.person_id != request.user.pk:
        raise Http404
    return offer


def _essentials(request: SignedInRequest, offer: Offer | None) -> HttpResponse:
    initial = {}
    if offer is not None:
        initial = {
            name: getattr(offer, name)
            for name in OfferEssentialsForm.base_fields
            if hasattr(offer, name)
        }
        levels = offer.languages.items()
        initial |= {
            "who": str(offer.organisation_id) if offer.is_of_organisation else "",
            "languages": [code for code, level in levels if level == LanguageLevel.FLUENT],
            "languages_good": [code for code, level in levels if level == LanguageLevel.GOOD],
            "code_of_conduct": True,
        }
    form = OfferEssentialsForm(
        request.POST or None,
        initial=initial or None,
        organisations=places_answered_for(request.user, today=timezone.localdate()),
    )
    if request.method == "POST" and form.is_valid():
        saved = save_essentials(
            offer=offer,
            values=form.cleaned_data,
            networks=networks_to_offer_in(request.user, today=timezone.localdate()),
            now=timezone.now(),
            by=request.user,
        )
        if saved.induction_done_on is None:
            return redirect("matching:induction", saved.pk)
        return redirect(saved)
    return render(
        request,
        "matching/offer_form.html",
        {"form": form, "offer": offer},
        status=422 if form.is_bound else 200,
    )


@permitted("own_offer")
@require_http_methods(["GET", "POST"])
def induction(request: SignedInRequest, offer_id: int) -> HttpResponse:
    """What every visitor knows before the first visit."""
    offer = _own(request, offer_id)
    form = InductionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        finish_induction(offer=offer, now=timezone.now(), by=request.user)
        messages.success(request, _("You are ready for accompanied visits. Thank you!"))
        return redirect(offer)
    return render(
        request,
        "matching/offer_induction.html",
        {"form": form, "offer": offer},
        status=422 if form.is_bound else 200,
    )


@permitted("own_offer")
@require_http_methods(["GET", "POST"])
def edit_details(request: SignedInRequest, offer_id: int) -> HttpResponse:
    """Days, months, sizes, the cap, and what the person will not do."""
    offer = _own(request, offer_id)
    form = OfferDetailsForm(request.POST or None, instance=offer, language=get_language() or "en")
    if request.method == "POST" and form.is_valid():
        save_details(offer=offer, values=form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(offer)
    return render(
        request,
        "matching/offer_details.html",
        {"form": form, "offer": offer},
        status=422 if form.is_bound else 200,
    )


@permitted("see_offer")
def offer(request: SignedInRequest, offer_id: int) -> HttpResponse:
    """One offer as its person and the coordinators see it."""
    found = get_offer_for(request.user, offer_id, today=timezone.localdate())
    return render(
        request,
        "matching/offer.html",
        {
            "offer": found,
            "page": offer_page(found, today=timezone.localdate()),
            "is_own": found.person_id == request.user.pk,
        },
    )


@permitted("own_offer")
@require_POST
def pause(request: SignedInRequest, offer_id: int) -> HttpResponse:
    """Pause, or come back; the button says which, so that pressing it twice is pressing it once."""
    own = _own(request, offer_id)
    if request.POST.get("to") == "ready":
        resume_offer(offer=own, now=timezone.now(), by=request.user)
    else:
        pause_offer(offer=own, by=request.user)
    return redirect(own)
