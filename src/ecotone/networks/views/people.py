"""Who may do what in a network."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ecotone.accounts.api import (
    LastLead,
    Permission,
    RoleGrant,
    RoleHasEnded,
    RoleIsHeldAlready,
    SignedInRequest,
    end_role,
)
from ecotone.accounts.enums import Role
from ecotone.core.access import permitted
from ecotone.core.api import Letter
from ecotone.networks.forms.people import LetterForm, RoleForm
from ecotone.networks.mails import draft_of_role, role_link
from ecotone.networks.models import Network
from ecotone.networks.selectors.access import get_network_for, may_in_network
from ecotone.networks.selectors.people import role_page
from ecotone.networks.services.people import Addressee, appoint
from ecotone.networks.views.letters import (
    addressee,
    is_ready_to_send,
    letter_form,
    letter_page,
)


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
    role, who = Role(form.cleaned_data["role"]), addressee(form)
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
        return letter_page(request, form, letter, {"network": network})
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


def _role_network(request: SignedInRequest, slug: str) -> Network:
    return get_network_for(request.user, slug, Permission.GIVE_ROLES, today=timezone.localdate())


def _usual_language(network: Network) -> str:
    return next(iter(network.languages), "en")
