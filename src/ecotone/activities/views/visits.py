"""The visit sheet, the calendar file and the head's week list."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ecotone.accounts.api import (
    SCHOOL_LEADERS,
    Permission,
    SignedInRequest,
    organisation_ids_of,
)
from ecotone.activities.calendar import calendar_of, method_of
from ecotone.activities.enums import Side
from ecotone.activities.links import LinkNotValid, read_visit_token, visit_url
from ecotone.activities.models import Activity
from ecotone.activities.selectors.visits import Sheet, get_sheet_for, sheet_of, visitors_of_week
from ecotone.core.access import by_link, permitted
from ecotone.core.language import speak_to
from ecotone.networks.api import (
    Contact,
    Network,
    clearance_checks,
    get_organisation,
    may_in_organisation,
    primary_network_of,
)

FURTHEST = dt.timedelta(days=365 * 5)


SATURDAY = 5


@by_link
@never_cache
@require_safe
def sheet(request: HttpRequest, token: str) -> HttpResponse:
    """The sheet for whoever holds the link in the mail."""
    try:
        visit = read_visit_token(token, now=timezone.now())
    except LinkNotValid:
        return render(request, "activities/link_not_valid.html", status=410)
    speak_to(request, visit.person.language)
    return _show(request, sheet_of(visit.activity, side=visit.side, token=token))


@permitted("see_visit")
@require_safe
def visit(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The same sheet for those who are signed in."""
    return _show(request, get_sheet_for(request.user, public_id, today=timezone.localdate()))


def _show(request: HttpRequest, page: Sheet) -> HttpResponse:
    with timezone.override(ZoneInfo(page.activity.time_zone)):
        return render(
            request,
            "activities/sheet.html",
            {
                "sheet": page,
                "activity": page.activity,
                "host": page.activity.host,
                "school": getattr(page.activity.host, "school", None),
                "is_school": page.side == Side.SCHOOL,
                "thanks": request.GET.get("thanks") == "1",
                "has_begun": page.activity.starts_at <= timezone.now(),
            },
        )


@by_link
@never_cache
@require_safe
def sheet_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The visit as a calendar file, by link."""
    try:
        visit = read_visit_token(token, now=timezone.now())
    except LinkNotValid:
        return render(request, "activities/link_not_valid.html", status=410)
    return _calendar(visit.activity, visit_url(visit.activity, visit.person, visit.side))


@permitted("see_visit")
@require_safe
def visit_calendar(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The visit as a calendar file, for those who are signed in."""
    page = get_sheet_for(request.user, public_id, today=timezone.localdate())
    url = request.build_absolute_uri(page.activity.get_absolute_url())
    return _calendar(page.activity, url)


def _calendar(activity: Activity, url: str) -> HttpResponse:
    content = calendar_of(activity, url=url, now=timezone.now())
    response = HttpResponse(
        content, content_type=f"text/calendar; charset=utf-8; method={method_of(activity)}"
    )
    response["Content-Disposition"] = 'attachment; filename="visit.ics"'
    return response


@permitted("see_visitors")
@require_safe
def visitors(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who enters the building this week, for head and reception; one page to print (HT-3)."""
    school = get_organisation(public_id)
    today = timezone.localdate()
    leads = school.pk in organisation_ids_of(request.user, SCHOOL_LEADERS, today=today)
    if not school.is_school or not (
        leads or may_in_organisation(request.user, school, Permission.SEE_QUEUE, today=today)
    ):
        raise Http404
    monday = _monday_of(request.GET.get("week", ""), today)
    network = primary_network_of(school, today=today)
    zone = ZoneInfo(network.time_zone if network else timezone.get_default_timezone_name())
    activities = visitors_of_week(school, monday, zone)
    with timezone.override(zone):
        return render(
            request,
            "activities/visitors.html",
            {
                "school": school,
                "rows": rows_of(activities, network),
                "monday": monday,
                "friday": monday + dt.timedelta(days=4),
                "previous": monday - dt.timedelta(days=7),
                "next": monday + dt.timedelta(days=7),
            },
        )


def rows_of(activities: list[Activity], network: Network | None) -> list[dict[str, object]]:
    """One row a visitor: when, who, from where, host teacher, whether the rule is met."""
    people = [
        (activity, row)
        for activity in activities
        for row in activity.contributions.all()
        if row.withdrawn_at is None
    ]
    if network is None:
        return [{"activity": activity, "visitor": row} for activity, row in people]
    checks = clearance_checks(
        network,
        [
            Contact(
                row.person,
                activity.host.country,
                activity.contact_class,
                activity.starts_at.date(),
            )
            for activity, row in people
        ],
    )
    return [
        {"activity": activity, "visitor": row, "clearance": check}
        for (activity, row), check in zip(people, checks, strict=True)
    ]


def _monday_of(text: str, today: dt.date) -> dt.date:
    """The Monday of the day's week; this week's for a day that is no date or years away."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = today + dt.timedelta(days=2) if today.weekday() >= SATURDAY else today
    if abs(day - today) > FURTHEST:
        day = today
    return day - dt.timedelta(days=day.weekday())
