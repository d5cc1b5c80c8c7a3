"""A volunteer's own record, and the page to print for an employer (RM-5)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ecotone.accounts.api import SignedInRequest
from ecotone.core.access import signed_in
from ecotone.matching.selectors.record import VolunteerRecord, record_of
from ecotone.networks.api import school_year_label


def _record(request: SignedInRequest) -> VolunteerRecord:
    today = timezone.localdate()
    year = request.GET.get("year", "") or school_year_label(today)
    return record_of(request.user, school_year=year, today=today)


@signed_in
@require_safe
def record(request: SignedInRequest) -> HttpResponse:
    """What I did this school year."""
    return render(request, "matching/record.html", {"record": _record(request)})


@signed_in
@require_safe
def certificate(request: SignedInRequest) -> HttpResponse:
    """The same, as a page to print."""
    return render(
        request,
        "matching/certificate.html",
        {"record": _record(request), "today": timezone.localdate()},
    )
