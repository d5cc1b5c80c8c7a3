"""What was seen of whom: type, date, valid until, by whom. Never a file, never a number."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ecotone.accounts.api import (
    Clearance,
    OwnPaper,
    Permission,
    RoleGrant,
    SignedInRequest,
    User,
    find_person,
    lift_suspension,
    note_clearance,
    suspend_person,
    withdraw_clearance,
)
from ecotone.accounts.enums import Role
from ecotone.core.access import permitted, signed_in
from ecotone.networks.choices import country_label
from ecotone.networks.forms.clearances import ClearanceForm, WhoForm
from ecotone.networks.models import Network
from ecotone.networks.selectors.access import get_network_for
from ecotone.networks.selectors.clearance_pages import (
    NotedPaper,
    clearance_page,
    is_of_network,
    noted_in,
    own_papers,
)
from ecotone.networks.selectors.country_rules import country_rules


@permitted("note_clearance")
def clearances(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who lacks what for coming visits, and what was seen of the network's volunteers."""
    network = _network(request, slug)
    who = WhoForm(request.GET if "email" in request.GET else None, initial=_here(network))
    if who.is_bound and who.is_valid():
        if person := find_person(who.cleaned_data["email"]):
            country = who.cleaned_data["country"]
            return redirect("networks:note-clearance", network.slug, person.pk, country)
        who.add_error("email", _("There is no account with this address."))
    page = clearance_page(network, number=request.GET.get("page", "1"), today=timezone.localdate())
    return render(
        request,
        "networks/clearances.html",
        {"network": network, "page": page, "form": who, "rules": country_rules(network)},
    )


@permitted("note_clearance")
@require_http_methods(["GET", "POST"])
def note(request: SignedInRequest, slug: str, person_id: int, country: str) -> HttpResponse:
    """Note that a paper was seen."""
    today = timezone.localdate()
    network = _network(request, slug)
    person = _person(person_id)
    form = ClearanceForm(
        request.POST or None,
        country=country.upper(),
        today=today,
        initial={"seen_on": today, "contact_classes": ["A", "C"]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            note_clearance(
                person=person,
                note=form.note(),
                role=_role_of(request.user, network),
                network=network,
                today=today,
                by=request.user,
            )
            messages.success(request, _("Noted for %(who)s.") % {"who": person})
            return redirect("networks:clearances", network.slug)
        except OwnPaper:
            form.add_error(None, _("Somebody else must see your own paper."))
    return render(
        request,
        "networks/clearance_note.html",
        {
            "network": network,
            "person": person,
            "country": country_label(country.upper()),
            "form": form,
            "papers": _papers_to_show(request.user, network, person, country.upper()),
            "is_ours": is_of_network(network, person, today=today),
        },
    )


@permitted("note_clearance")
@require_POST
def withdraw(request: SignedInRequest, slug: str, clearance_id: int) -> HttpResponse:
    """Take back a note that was a mistake."""
    network = _network(request, slug)
    clearance = Clearance.objects.filter(pk=clearance_id).select_related("person").first()
    if clearance is None or not _may_withdraw(request.user, network, clearance):
        raise Http404
    person = clearance.person
    withdraw_clearance(clearance=clearance, network=network, by=request.user)
    messages.success(request, _("The note about %(who)s is gone.") % {"who": person})
    return redirect("networks:clearances", network.slug)


@permitted("note_clearance")
@require_POST
def suspend(request: SignedInRequest, slug: str, person_id: int) -> HttpResponse:
    """No contact with pupils from now on, or again (AD-3). No reason is asked or kept."""
    network = _network(request, slug)
    person = _person(person_id)
    if not is_of_network(network, person, today=timezone.localdate()):
        raise Http404
    if request.POST.get("act") == "lift":
        lift_suspension(person=person, network=network, by=request.user)
        messages.success(request, _("%(who)s may be asked again.") % {"who": person})
    else:
        suspend_person(person=person, network=network, now=timezone.now(), by=request.user)
        messages.success(
            request,
            _("%(who)s is suspended: no invitation and no visit from now on.") % {"who": person},
        )
    return redirect("networks:clearances", network.slug)


@signed_in
def own(request: SignedInRequest) -> HttpResponse:
    """All that was noted about me."""
    papers = own_papers(request.user, today=timezone.localdate())
    return render(request, "networks/own_clearances.html", {"papers": papers})


def _papers_to_show(viewer: User, network: Network, person: User, country: str) -> list[NotedPaper]:
    """All for people of the network; of others only what the viewer noted."""
    today = timezone.localdate()
    papers = noted_in(person, country, today=today)
    if is_of_network(network, person, today=today):
        return papers
    return [one for one in papers if one.clearance.seen_by_id == viewer.pk]


def _may_withdraw(user: User, network: Network, clearance: Clearance) -> bool:
    if clearance.seen_by_id == user.pk:
        return True
    return is_of_network(network, clearance.person, today=timezone.localdate())


def _role_of(user: User, network: Network) -> Role:
    """The weightier of the person's roles that allow to note."""
    held = RoleGrant.objects.in_force(timezone.localdate()).filter(user=user, network=network)
    roles = set(held.values_list("role", flat=True))
    return Role.LEAD if Role.LEAD in roles else Role.COORDINATOR


def _person(person_id: int) -> User:
    found = User.objects.filter(pk=person_id, is_active=True).first()
    if found is None:
        raise Http404
    return found


def _network(request: SignedInRequest, slug: str) -> Network:
    return get_network_for(
        request.user, slug, Permission.NOTE_CLEARANCE, today=timezone.localdate()
    )


def _here(network: Network) -> dict[str, str]:
    return {"country": network.country}
