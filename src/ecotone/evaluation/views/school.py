"""The figures of one school: which classes had a visit, and which grade had none (HT-2)."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ecotone.accounts.api import SignedInRequest
from ecotone.core.access import permitted
from ecotone.evaluation.forms import YearFilter
from ecotone.evaluation.selectors.access import get_school_audience
from ecotone.evaluation.selectors.school_page import school_figures
from ecotone.evaluation.selectors.sessions import evidence_of_school
from ecotone.evaluation.views.addresses import chosen_year, years_on_offer
from ecotone.evaluation.views.charts import coverage_chart
from ecotone.networks.api import grade_name

VISITS_ON_A_PAGE = 25


@permitted("see_school_figures")
@require_safe
def figures(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The page, for the school's staff and for the people of its networks."""
    audience = get_school_audience(request.user, public_id, today=timezone.localdate())
    school, now = audience.school, timezone.now()
    years = years_on_offer(timezone.localdate(), school.country)
    year = chosen_year(request, years)
    page = school_figures(audience, year, now=now)
    evidence = evidence_of_school(audience, year, now)
    held = Paginator(evidence.held, VISITS_ON_A_PAGE).get_page(request.GET.get("page"))
    names = {
        row.grade: grade_name(school, row.grade, get_language() or "en") for row in page.coverage
    }
    return render(
        request,
        "evaluation/school_figures.html",
        {
            "school": school,
            "page": page,
            "filters": YearFilter(initial={"year": year.label}, years=years),
            "rows": [(row, names[row.grade]) for row in page.coverage],
            "empty_grades": [(row, names[row.grade]) for row in page.empty_grades],
            "chart": coverage_chart(page.coverage, names) if page.coverage else None,
            "held": held,
            "held_lines": evidence.lines(held),
            "unconfirmed_lines": evidence.lines(evidence.unconfirmed[:VISITS_ON_A_PAGE]),
        },
    )
