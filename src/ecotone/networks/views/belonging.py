"""Saying that I work somewhere."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ecotone.accounts.api import AffiliationIsHeldAlready, SignedInRequest, add_affiliation
from ecotone.accounts.enums import AffiliationKind
from ecotone.core.access import signed_in
from ecotone.networks.mails import draft_of_wish_to_belong
from ecotone.networks.models import Organisation
from ecotone.networks.selectors.organisation_access import get_organisation_for
from ecotone.networks.selectors.people import deciders_of
from ecotone.networks.services.people import wish_to_belong


@signed_in
@require_POST
def i_work_here(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """A professional is believed; a teacher is written down by the school.

    Being a professional somewhere opens nothing; being a teacher opens the school's classes.
    """
    organisation, _rights = get_organisation_for(
        request.user, public_id, "", today=timezone.localdate()
    )
    if organisation.is_school:
        _ask_the_school(request, organisation)
    else:
        _write_down(request, organisation)
    return redirect(organisation)


def _write_down(request: SignedInRequest, organisation: Organisation) -> None:
    try:
        add_affiliation(
            person=request.user,
            organisation=organisation,
            kind=AffiliationKind.PROFESSIONAL,
            today=timezone.localdate(),
            by=request.user,
        )
    except AffiliationIsHeldAlready:
        messages.info(request, _("You are written down here already."))
        return
    messages.success(request, _("You are written down at %(name)s.") % {"name": organisation.name})


def _ask_the_school(request: SignedInRequest, organisation: Organisation) -> None:
    today = timezone.localdate()
    letters = [
        (person, draft_of_wish_to_belong(organisation=organisation, to=person, by=request.user))
        for person in deciders_of(organisation, today=today)
    ]
    if not letters:
        messages.error(
            request,
            _("Nobody is responsible for this school here yet. Write to your coordinator."),
        )
        return
    wish_to_belong(organisation=organisation, letters=letters, today=today, by=request.user)
    messages.success(
        request,
        _("We asked the school to write you down. You get a mail when it has."),
    )
