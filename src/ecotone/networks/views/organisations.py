"""The directory, and the page of one organisation."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ecotone.accounts.api import SignedInRequest
from ecotone.core.access import permitted, signed_in
from ecotone.networks.choices import language_name
from ecotone.networks.forms.memberships import EndMembershipForm, MembershipForm
from ecotone.networks.forms.organisations import (
    DirectoryForm,
    NewOrganisationForm,
    OrganisationForm,
    SchoolForm,
)
from ecotone.networks.models import Network, Organisation
from ecotone.networks.school_years import school_year_on
from ecotone.networks.selectors.directory import directory_page
from ecotone.networks.selectors.network_pages import visible_networks
from ecotone.networks.selectors.organisation_access import get_organisation_for
from ecotone.networks.selectors.organisation_page import organisation_page
from ecotone.networks.services.organisations import (
    change_organisation,
    confirm_organisation,
    confirm_two_adults,
    list_organisation,
)
from ecotone.networks.views.memberships import networks_to_edit


@signed_in
def directory(request: SignedInRequest) -> HttpResponse:
    """All organisations, narrowed by filters."""
    today = timezone.localdate()
    networks = visible_networks(request.user, today=today)
    form = DirectoryForm(request.GET, networks=networks)
    page = directory_page(form.wish(), number=request.GET.get("page", "1"), today=today)
    editable = networks_to_edit(request)
    return render(
        request,
        "networks/directory.html",
        {"form": form, "page": page, "may_add": bool(editable), "active": form.count()},
    )


@signed_in
def organisation(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """What is known of the organisation; people only for those around it."""
    today = timezone.localdate()
    found, rights = get_organisation_for(request.user, public_id, "", today=today)
    year = school_year_on(today, found.country).label
    page = organisation_page(found, school_year=year, see_people=rights.see_people, today=today)
    mine = networks_to_edit(request)
    joined = {row.network_id for row in page.memberships}
    return render(
        request,
        "networks/organisation.html",
        {
            "organisation": found,
            "rights": rights,
            "page": page,
            "school_year": year,
            "is_mine": any(row.user_id == request.user.pk for row in page.people),
            "languages": [language_name(code) for code in found.languages],
            "ends_membership_of": mine,
            "end_form": EndMembershipForm(initial={"until": today}),
            "join_form": MembershipForm(among=mine - joined, initial={"since": today})
            if mine - joined
            else None,
        },
    )


@permitted("edit_organisations")
@require_http_methods(["GET", "POST"])
def new_organisation(request: SignedInRequest) -> HttpResponse:
    """List an organisation that is not there yet."""
    today = timezone.localdate()
    editable = networks_to_edit(request)
    if not editable:
        raise Http404
    form = NewOrganisationForm(
        request.POST or None, network_ids=editable, initial=_usual_values(editable)
    )
    if request.method == "POST" and form.is_valid():
        made = list_organisation(
            facts=form.facts(),
            network=form.cleaned_data["network"],
            today=today,
            by=request.user,
        )
        messages.success(request, _("%(name)s is listed.") % {"name": made.name})
        return _after_listing(made)
    return render(request, "networks/organisation_new.html", {"form": form})


@permitted("edit")
@require_http_methods(["GET", "POST"])
def edit_organisation(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Correct what is known; whoever corrects also confirms."""
    today = timezone.localdate()
    found, _rights = get_organisation_for(request.user, public_id, "edit", today=today)
    form = OrganisationForm(request.POST or None, initial=OrganisationForm.initial_of(found))
    school_form = (
        SchoolForm(request.POST or None, initial=SchoolForm.initial_of(found))
        if found.is_school
        else None
    )
    forms = [one for one in (form, school_form) if one is not None]
    # Each is checked, so that all that is wrong is said at once.
    are_valid = [one.is_valid() for one in forms]
    if request.method == "POST" and all(are_valid):
        change_organisation(
            organisation=found,
            facts=form.facts(),
            school=school_form.facts() if school_form else None,
            today=today,
            by=request.user,
        )
        messages.success(request, _("Saved, and confirmed as right today."))
        return redirect(found)
    return render(
        request,
        "networks/organisation_edit.html",
        {"organisation": found, "form": form, "school_form": school_form, "forms": forms},
    )


@permitted("edit")
@require_POST
def confirm(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """All is still right: one click."""
    today = timezone.localdate()
    found, _rights = get_organisation_for(request.user, public_id, "edit", today=today)
    confirm_organisation(organisation=found, today=today, by=request.user)
    messages.success(request, _("Thank you: confirmed as right today."))
    return redirect(found)


@permitted("lead")
@require_POST
def two_adults(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The school promises that an adult of the school stays with every visitor (HT-1)."""
    today = timezone.localdate()
    found, _rights = get_organisation_for(request.user, public_id, "lead", today=today)
    if not found.is_school:
        raise Http404
    confirm_two_adults(school=found, today=today, by=request.user)
    messages.success(request, _("Noted: an adult of the school stays at every visit."))
    return redirect(found)


def _usual_values(network_ids: set[int]) -> dict[str, object]:
    """Prefilled from the network when there is just one."""
    if len(network_ids) != 1:
        return {}
    network = Network.objects.get(pk__in=network_ids)
    return {"network": network, "country": network.country, "languages": network.languages}


def _after_listing(made: Organisation) -> HttpResponse:
    """A school has more to fill in; anything else is done."""
    if made.is_school:
        return redirect("networks:edit-organisation", made.public_id)
    return redirect(made)
