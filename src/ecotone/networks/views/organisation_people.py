"""Who is what in an organisation."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ecotone.accounts.api import (
    Affiliation,
    AffiliationHasEnded,
    AffiliationIsHeldAlready,
    SignedInRequest,
    end_affiliation,
)
from ecotone.accounts.enums import AffiliationKind
from ecotone.core.access import permitted
from ecotone.networks.forms.people import AffiliationForm
from ecotone.networks.mails import affiliation_link, draft_of_affiliation
from ecotone.networks.selectors.organisation_access import get_organisation_for
from ecotone.networks.selectors.organisation_page import people_of
from ecotone.networks.services.people import enrol
from ecotone.networks.views.letters import (
    addressee,
    is_ready_to_send,
    letter_form,
    letter_page,
)


@permitted("see_people")
def organisation_people(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who is what in the organisation."""
    today = timezone.localdate()
    organisation, rights = get_organisation_for(request.user, public_id, "see_people", today=today)
    people = people_of(organisation, today=today)
    return render(
        request,
        "networks/organisation_people.html",
        {"organisation": organisation, "rights": rights, "people": people},
    )


@permitted("manage_people")
@require_http_methods(["GET", "POST"])
def new_affiliation(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add a colleague or a deputy: first whom, then the mail."""
    today = timezone.localdate()
    organisation, _rights = get_organisation_for(
        request.user, public_id, "manage_people", today=today
    )
    form = AffiliationForm(
        request.POST or None,
        organisation=organisation,
        initial={"language": next(iter(organisation.languages), "en")},
    )
    page = {"organisation": organisation, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "networks/affiliation_new.html", page)
    kind, who = AffiliationKind(form.cleaned_data["kind"]), addressee(form)
    draft = draft_of_affiliation(
        organisation=organisation,
        kind=kind,
        email=who.email,
        name=who.name,
        language=who.language,
        by=request.user,
    )
    letter = letter_form(request, draft, link=affiliation_link(organisation))
    if not is_ready_to_send(request, letter):
        return letter_page(request, form, letter, page)
    words = letter.letter(draft)
    try:
        enrol(
            organisation=organisation,
            kind=kind,
            who=who,
            letter=words,
            was_edited=words != draft,
            today=today,
            by=request.user,
        )
        messages.success(request, _("Done. The mail is on its way to %(who)s.") % {"who": who.name})
    except AffiliationIsHeldAlready:
        messages.info(request, _("%(who)s is written down already.") % {"who": who.name})
    return redirect("networks:organisation-people", organisation.public_id)


@permitted("manage_people")
@require_POST
def close_affiliation(
    request: SignedInRequest, public_id: uuid.UUID, affiliation_id: int
) -> HttpResponse:
    """Somebody left the organisation."""
    today = timezone.localdate()
    organisation, _rights = get_organisation_for(
        request.user, public_id, "manage_people", today=today
    )
    affiliation = (
        Affiliation.objects.filter(organisation=organisation, pk=affiliation_id)
        .select_related("user")
        .first()
    )
    if affiliation is None:
        raise Http404
    try:
        end_affiliation(affiliation=affiliation, today=today, by=request.user)
        messages.success(
            request, _("%(who)s is no longer written down here.") % {"who": affiliation.user}
        )
    except AffiliationHasEnded:
        messages.info(request, _("This had ended before."))
    return redirect("networks:organisation-people", organisation.public_id)
