"""The figures of a network: what it adds up to, for its people and for the public."""

from dataclasses import replace

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ecotone.accounts.api import SignedInRequest
from ecotone.core.access import permitted, public
from ecotone.evaluation.exports import figures_csv
from ecotone.evaluation.forms import FiguresFilter
from ecotone.evaluation.selectors.access import Audience, get_audience, get_hub_audience
from ecotone.evaluation.selectors.network_page import (
    NetworkFigures,
    network_figures,
)
from ecotone.evaluation.views.addresses import choice_query, chosen_year, years_on_offer
from ecotone.evaluation.views.charts import dose_chart, place_chart

SCHOOLS_ON_A_PAGE = 50
UNREACHED_AT_FIRST = 10


@public
@require_safe
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The page. A visitor who may see nothing is asked to sign in, whether or not it exists."""
    try:
        audience = get_audience(request.user, slug, today=timezone.localdate())
    except Http404:
        if request.user.is_anonymous:
            return redirect_to_login(request.get_full_path())
        raise
    page = _figures(request, audience)
    return render(request, "evaluation/network_figures.html", _context(request, page))


@public
@require_safe
def figures_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same numbers as a CSV file, for the same readers."""
    try:
        audience = get_audience(request.user, slug, today=timezone.localdate())
    except Http404:
        if request.user.is_anonymous:
            return redirect_to_login(request.get_full_path())
        raise
    page = _figures(request, audience)
    name = f"{slug}-{page.scope.year.label.replace('/', '-')}.csv"
    return HttpResponse(
        figures_csv(page),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@permitted("see_figures")
@require_safe
def not_reached(request: SignedInRequest, slug: str) -> HttpResponse:
    """All schools that had no visit yet, page by page."""
    audience = get_hub_audience(request.user, slug, today=timezone.localdate())
    page = _figures(request, audience)
    return render(
        request,
        "evaluation/not_reached.html",
        {
            "network": audience.network,
            "page": page,
            "query": choice_query(page.scope.year, page.choice),
            "schools": _page_of(request, page.unreached, "page"),
        },
    )


def _figures(request: HttpRequest, audience: Audience) -> NetworkFigures:
    years = years_on_offer(timezone.localdate(), audience.network.country)
    return network_figures(
        audience,
        chosen_year(request, years),
        place=request.GET.get("place") or None,
        level=request.GET.get("level") or None,
        now=timezone.now(),
    )


def _context(request: HttpRequest, page: NetworkFigures) -> dict[str, object]:
    network = page.audience.network
    address = reverse("evaluation:network-figures", args=[network.slug])
    choices = {line.place: replace(page.choice, place=line.place) for line in page.place_lines}
    links = {
        place: f"{address}?{choice_query(page.scope.year, choice)}"
        for place, choice in choices.items()
    }
    chosen = {"year": page.scope.year.label, "place": page.choice.place, "level": page.choice.level}
    return {
        "network": network,
        "page": page,
        "query": choice_query(page.scope.year, page.choice),
        "filters": FiguresFilter(
            initial=chosen,
            years=years_on_offer(page.scope.today, network.country),
            page=page,
        ),
        "filters_in_use": 2 - [page.choice.place, page.choice.level].count(None),
        "place_chart": place_chart(page, links),
        "place_rows": [(line, links[line.place]) for line in page.place_lines],
        "dose_chart": dose_chart(page.figures.dose) if page.figures else None,
        "schools": _page_of(request, page.school_results, "schools"),
        "unreached": page.unreached[:UNREACHED_AT_FIRST],
        "missing": _page_of(request, page.missing, "missing"),
    }


def _page_of[T](request: HttpRequest, rows: tuple[T, ...], param: str) -> Page[T]:
    """A page of the rows; a number that is none, or too large, gives the nearest page."""
    return Paginator(rows, SCHOOLS_ON_A_PAGE).get_page(request.GET.get(param))
