"""Networks: the list, one network, its settings, its place among others."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ecotone.accounts.api import Permission, SignedInRequest, network_ids_where
from ecotone.core.access import permitted, public
from ecotone.networks.forms.networks import NetworkForm, ParentForm
from ecotone.networks.models import Network
from ecotone.networks.selectors.access import get_network_for, permissions_in_network
from ecotone.networks.selectors.country_rules import country_rules
from ecotone.networks.selectors.network_pages import (
    get_visible_network,
    network_page,
    network_rows,
)
from ecotone.networks.services.graph import WouldMakeCircle, link_network, unlink_network
from ecotone.networks.services.networks import (
    CountryIsMissing,
    change_network,
    confirm_country_pack,
    found_network,
    withdraw_country_pack,
)
from ecotone.networks.views.charts import sectors_chart


@public
def network_list(request: HttpRequest) -> HttpResponse:
    """My networks first, then those with a public page."""
    rows = network_rows(request.user, today=timezone.localdate())
    return render(
        request,
        "networks/network_list.html",
        {
            "mine": [row for row in rows if row.is_mine],
            "others": [row for row in rows if not row.is_mine],
        },
    )


@public
def network(request: HttpRequest, slug: str) -> HttpResponse:
    """What the network is, without a word about persons."""
    today = timezone.localdate()
    found = get_visible_network(request.user, slug, today=today)
    permissions = permissions_in_network(request.user, found, today=today)
    allowed = {permission.value: True for permission in permissions}
    page = network_page(found, request.user, today=today)
    return render(
        request,
        "networks/network.html",
        {"network": found, "page": page, "may": allowed, "chart": sectors_chart(page)},
    )


@permitted("staff")
@require_http_methods(["GET", "POST"])
def new_network(request: SignedInRequest) -> HttpResponse:
    """The administrator opens a network and becomes its first lead (AD-1)."""
    if not request.user.is_staff:
        raise Http404
    form = NetworkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = found_network(facts=form.facts(), today=timezone.localdate(), by=request.user)
        messages.success(request, _("The network is there. You are its first lead."))
        return redirect("networks:settings", made.slug)
    return render(request, "networks/network_form.html", {"form": form})


@permitted("change_settings")
@require_http_methods(["GET", "POST"])
def settings(request: SignedInRequest, slug: str) -> HttpResponse:
    """What the network says of itself, its country's rules, its parents."""
    found = _settings_network(request, slug)
    form = NetworkForm(request.POST or None, initial=NetworkForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        change_network(network=found, facts=form.facts(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("networks:settings", found.slug)
    return render(
        request,
        "networks/settings.html",
        {
            "network": found,
            "form": form,
            "parent_form": _parent_form(request, found),
            "parents": found.parents.order_by("name", "id"),
            "rules": country_rules(found),
        },
    )


@permitted("change_settings")
@require_POST
def country_pack(request: SignedInRequest, slug: str) -> HttpResponse:
    """Vouch for the rules of the country, or doubt them again."""
    found = _settings_network(request, slug)
    if request.POST.get("act") == "withdraw":
        withdraw_country_pack(network=found, by=request.user)
        messages.success(request, _("The strictest known rule holds again."))
    else:
        try:
            confirm_country_pack(network=found, today=timezone.localdate(), by=request.user)
            messages.success(request, _("You confirmed the rules for visitors."))
        except CountryIsMissing:
            messages.error(request, _("Choose the country of the network first."))
    return redirect("networks:settings", found.slug)


@permitted("change_settings")
@require_POST
def parents(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put the network under another, or take it out."""
    found = _settings_network(request, slug)
    if request.POST.get("act") == "unlink":
        parent = found.parents.filter(slug=request.POST.get("parent", "")).first()
        if parent is None:
            raise Http404
        unlink_network(child=found, parent=parent, by=request.user)
        messages.success(request, _("No longer part of %(network)s.") % {"network": parent})
        return redirect("networks:settings", found.slug)
    form = _parent_form(request, found)
    if form.is_valid():
        _link(request, found, form.cleaned_data["parent"])
    else:
        messages.error(request, _("Choose a network from the list."))
    return redirect("networks:settings", found.slug)


def _link(request: SignedInRequest, child: Network, parent: Network) -> None:
    try:
        link_network(child=child, parent=parent, by=request.user)
        messages.success(request, _("Now part of %(network)s.") % {"network": parent})
    except WouldMakeCircle:
        messages.error(
            request,
            _("%(parent)s is itself part of %(child)s: that would go round in a circle.")
            % {"parent": parent, "child": child},
        )


def _settings_network(request: SignedInRequest, slug: str) -> Network:
    return get_network_for(
        request.user, slug, Permission.CHANGE_SETTINGS, today=timezone.localdate()
    )


def _parent_form(request: SignedInRequest, child: Network) -> ParentForm:
    """Parents are networks that the person leads too: both sides must want the link.

    The parent's leads read the child's figures; a child counts in the parent's.
    """
    today = timezone.localdate()
    own = network_ids_where(request.user, Permission.CHANGE_SETTINGS, today=today)
    if request.user.is_staff:
        own = set(Network.objects.values_list("pk", flat=True))
    linked = set(child.parents.values_list("pk", flat=True))
    is_post = request.method == "POST" and "parent" in request.POST
    return ParentForm(request.POST if is_post else None, among=own - linked - {child.pk})
