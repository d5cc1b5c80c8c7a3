"""The visits behind a figure (FU-1)."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ecotone.accounts.api import SignedInRequest
from ecotone.core.access import permitted
from ecotone.evaluation.selectors.access import get_hub_audience
from ecotone.evaluation.selectors.scopes import scope_of
from ecotone.evaluation.selectors.sessions import evidence_of_network
from ecotone.evaluation.views.addresses import choice_query, chosen_year, years_on_offer

VISITS_ON_A_PAGE = 25


@permitted("see_figures")
@require_safe
def sessions(request: SignedInRequest, slug: str) -> HttpResponse:
    """Held visits of the choice with who confirmed them, and those that still lack a word."""
    audience = get_hub_audience(request.user, slug, today=timezone.localdate())
    years = years_on_offer(timezone.localdate(), audience.network.country)
    scope = scope_of(audience.network, chosen_year(request, years), now=timezone.now())
    evidence = evidence_of_network(
        scope,
        audience.release,
        place=request.GET.get("place"),
        level=request.GET.get("level"),
    )
    held = Paginator(evidence.held, VISITS_ON_A_PAGE).get_page(request.GET.get("page"))
    unconfirmed = Paginator(evidence.unconfirmed, VISITS_ON_A_PAGE).get_page(
        request.GET.get("unconfirmed")
    )
    return render(
        request,
        "evaluation/sessions.html",
        {
            "network": audience.network,
            "audience": audience,
            "year": scope.year,
            "choice": evidence.choice,
            "query": choice_query(scope.year, evidence.choice),
            "held": held,
            "held_lines": evidence.lines(held),
            "unconfirmed": unconfirmed,
            "unconfirmed_lines": evidence.lines(unconfirmed),
        },
    )
