"""An organisation joins a network, or leaves it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ecotone.accounts.api import Permission, SignedInRequest, network_ids_where
from ecotone.core.access import permitted
from ecotone.networks.forms.memberships import EndMembershipForm, MembershipForm
from ecotone.networks.models import Network
from ecotone.networks.selectors.organisation_access import get_organisation_for
from ecotone.networks.services.memberships import (
    EndsBeforeItBegan,
    IsMemberAlready,
    MembershipHasEnded,
    end_membership,
    join_network,
)


@permitted("edit_organisations")
@require_POST
def join(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Bring the organisation into one of my networks."""
    today = timezone.localdate()
    found, _rights = get_organisation_for(request.user, public_id, "", today=today)
    form = MembershipForm(request.POST, among=networks_to_edit(request))
    if not form.is_valid():
        messages.error(request, _("Choose a network and a day."))
        return redirect(found)
    network: Network = form.cleaned_data["network"]
    try:
        join_network(
            organisation=found, network=network, since=form.cleaned_data["since"], by=request.user
        )
        messages.success(request, _("Now in %(network)s.") % {"network": network})
    except IsMemberAlready:
        messages.info(request, _("It is in %(network)s already.") % {"network": network})
    return redirect(found)


@permitted("edit_organisations")
@require_POST
def leave(request: SignedInRequest, public_id: uuid.UUID, membership_id: int) -> HttpResponse:
    """End a membership with its last day."""
    today = timezone.localdate()
    found, _rights = get_organisation_for(request.user, public_id, "", today=today)
    membership = found.memberships.filter(
        pk=membership_id, network_id__in=networks_to_edit(request)
    ).first()
    if membership is None:
        raise Http404
    form = EndMembershipForm(request.POST)
    try:
        until = form.cleaned_data["until"] if form.is_valid() else today
        end_membership(membership=membership, until=until, by=request.user)
        messages.success(request, _("The membership ends on that day."))
    except MembershipHasEnded:
        messages.info(request, _("The membership had ended before."))
    except EndsBeforeItBegan:
        messages.error(request, _("The last day lies before the first."))
    return redirect(found)


def networks_to_edit(request: SignedInRequest) -> set[int]:
    """The networks whose organisations the person keeps."""
    return network_ids_where(
        request.user, Permission.EDIT_ORGANISATIONS, today=timezone.localdate()
    )
