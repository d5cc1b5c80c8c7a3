"""Who may do what in a network, and who is what in an organisation."""

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
    LastLead,
    Permission,
    RoleGrant,
    RoleHasEnded,
    RoleIsHeldAlready,
    SignedInRequest,
    end_affiliation,
    end_role,
)
from ecotone.accounts.enums import AffiliationKind, Role
from ecotone.core.access import permitted
from ecotone.core.api import Letter
from ecotone.networks.forms.people import AffiliationForm, LetterForm, PersonForm, RoleForm
from ecotone.networks.mails import (
    affiliation_link,
    draft_of_affiliation,
    draft_of_role,
    role_link,
)
from ecotone.networks.models import Network
from ecotone.networks.selectors.access import get_network_for, may_in_network
from ecotone.networks.selectors.organisation_access import get_organisation_for
from ecotone.networks.selectors.organisation_page import people_of
from ecotone.networks.selectors.people import role_page
from ecotone.networks.services.people import Addressee, appoint, enrol
from ecotone.networks.views.letters import is_ready_to_send, letter_form


@permitted("see_queue")
def network_people(request: SignedInRequest, slug: str) -> HttpResponse:
    """The roles of the network with their dates."""
    today = timezone.localdate()
    network = get_network_for(request.user, slug, Permission.SEE_QUEUE, today=today)
    return render(
        request,
        "networks/people.html",
        {
            "network": network,
            "page": role_page(network, today=today),
            "may_give": may_in_network(request.user, network, Permission.GIVE_ROLES, today=today),
        },
    )


@permitted("give_roles")
@require_http_methods(["GET", "POST"])
def new_role(request: SignedInRequest, slug: str) -> HttpResponse:
    """Give a role: first to whom, then the mail, to be changed before it goes."""
    network = _role_network(request, slug)
    form = RoleForm(request.POST or None, initial={"language": _usual_language(network)})
    if request.method != "POST" or not form.is_valid():
        return render(request, "networks/role_new.html", {"network": network, "form": form})
    role, who = Role(form.cleaned_data["role"]), _addressee(form)
    draft = draft_of_role(
        network=network,
        role=role,
        email=who.email,
        name=who.name,
        language=who.language,
        by=request.user,
    )
    letter = letter_form(request, draft, link=role_link(network))
    if not is_ready_to_send(request, letter):
        return _letter_page(request, form, letter, {"network": network})
    return _appoint(request, network, role, who, letter, draft)


def _appoint(
    request: SignedInRequest,
    network: Network,
    role: Role,
    who: Addressee,
    form: LetterForm,
    draft: Letter,
) -> HttpResponse:
    letter = form.letter(draft)
    try:
        appoint(
            network=network,
            role=role,
            who=who,
            letter=letter,
            was_edited=letter != draft,
            today=timezone.localdate(),
            by=request.user,
        )
        messages.success(request, _("Done. The mail is on its way to %(who)s.") % {"who": who.name})
    except RoleIsHeldAlready:
        messages.info(request, _("%(who)s has this role already.") % {"who": who.name})
    return redirect("networks:people", network.slug)


@permitted("give_roles")
@require_POST
def close_role(request: SignedInRequest, slug: str, grant_id: int) -> HttpResponse:
    """End a role; the last lead stays."""
    network = _role_network(request, slug)
    grant = RoleGrant.objects.filter(network=network, pk=grant_id).select_related("user").first()
    if grant is None:
        raise Http404
    try:
        end_role(grant=grant, today=timezone.localdate(), by=request.user)
        messages.success(request, _("The role of %(who)s has ended.") % {"who": grant.user})
    except LastLead:
        messages.error(
            request, _("A network keeps at least one lead. Give the role to somebody else first.")
        )
    except RoleHasEnded:
        messages.info(request, _("The role had ended before."))
    return redirect("networks:people", network.slug)


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
    kind, who = AffiliationKind(form.cleaned_data["kind"]), _addressee(form)
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
        return _letter_page(request, form, letter, page)
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


def _letter_page(
    request: SignedInRequest, form: PersonForm, letter: LetterForm, page: dict[str, object]
) -> HttpResponse:
    """What was filled in travels along in hidden fields."""
    carried = [(name, form.cleaned_data[name]) for name in form.fields]
    return render(
        request,
        "networks/letter.html",
        {**page, "form": letter, "carried": carried, "who": form.cleaned_data["name"]},
    )


def _addressee(form: PersonForm) -> Addressee:
    values = form.cleaned_data
    return Addressee(email=values["email"], name=values["name"], language=values["language"])


def _role_network(request: SignedInRequest, slug: str) -> Network:
    return get_network_for(request.user, slug, Permission.GIVE_ROLES, today=timezone.localdate())


def _usual_language(network: Network) -> str:
    return next(iter(network.languages), "en")
