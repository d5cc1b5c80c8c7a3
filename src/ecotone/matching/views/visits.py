"""What either side does with a visit by the link in their mail: confirm, cancel, report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ecotone.activities.api import (
    CancelReason,
    HeadcountOutOfRange,
    LinkNotValid,
    Side,
    SteppedBack,
    TooEarlyToReport,
    VisitPass,
    read_visit_token,
    reconfirm_visit,
)
from ecotone.core.access import by_link
from ecotone.core.language import speak_to
from ecotone.core.states import NotAllowedNow
from ecotone.matching.enums import NeedState
from ecotone.matching.forms.answers import AfterwardsForm
from ecotone.matching.forms.needs import ReasonForm
from ecotone.matching.models import Invitation, Need
from ecotone.matching.services.afterwards import report_need
from ecotone.matching.services.confirmations import RulesNotMet, confirm_adults_stay
from ecotone.matching.services.endings import cancel_by_school, cancel_by_visitor
from ecotone.matching.services.seats import TooLate


def _read(request: HttpRequest, token: str) -> tuple[VisitPass, Need]:
    visit = read_visit_token(token, now=timezone.now())
    speak_to(request, visit.person.language)
    need = Need.objects.with_people().filter(activity=visit.activity).first()
    if need is None:
        raise LinkNotValid
    return visit, need


def _is_ahead(visit: VisitPass, need: Need) -> bool:
    """Whether the visit is agreed and has not begun, so that it can be confirmed or cancelled."""
    agreed = need.state in (NeedState.ACCEPTED, NeedState.CONFIRMED)
    return agreed and not visit.activity.has_begun


def _settled(request: HttpRequest, visit: VisitPass) -> HttpResponse:
    return render(request, "matching/cancel_settled.html", {"visit": visit}, status=409)


def _not_valid(request: HttpRequest) -> HttpResponse:
    return render(request, "matching/link_not_valid.html", status=410)


@by_link
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """I cannot make it (RM-4). Pressed again it says thank you again, and does nothing."""
    try:
        visit, need = _read(request, token)
    except SteppedBack:
        return render(request, "matching/cancelled.html")
    except LinkNotValid:
        return _not_valid(request)
    if not _is_ahead(visit, need):
        return _settled(request, visit)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = CancelReason(form.cleaned_data["reason"])
        try:
            _cancel(visit, need, reason, form.cleaned_data["note"])
        except (TooLate, NotAllowedNow, Invitation.DoesNotExist):
            return _settled(request, visit)
        return render(request, "matching/cancelled.html", {"visit": visit, "need": need})
    return render(
        request,
        "matching/cancel.html",
        {"form": form, "visit": visit, "need": need},
        status=422 if form.is_bound else 200,
    )


def _cancel(visit: VisitPass, need: Need, reason: CancelReason, note: str) -> None:
    now = timezone.now()
    if visit.side == Side.SCHOOL:
        cancel_by_school(need=need, reason=reason, now=now, by=visit.person)
        return
    invitation = need.invitations.standing().get(person=visit.person)
    cancel_by_visitor(invitation=invitation, reason=reason, note=note, now=now, by=visit.person)


@by_link
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """All is well; and, for the school, that an adult of the school stays."""
    try:
        visit, need = _read(request, token)
    except LinkNotValid:
        return _not_valid(request)
    if not _is_ahead(visit, need):
        return _settled(request, visit)
    if request.method == "POST":
        now = timezone.now()
        reconfirm_visit(activity=visit.activity, person=visit.person, side=visit.side, now=now)
        if visit.side == Side.SCHOOL:
            try:
                confirm_adults_stay(need=need, now=now, by=visit.person)
            except (RulesNotMet, NotAllowedNow):
                return _settled(request, visit)
        return redirect(reverse("activities:sheet", args=[token]) + "?thanks=1")
    return render(
        request,
        "matching/confirm.html",
        {"visit": visit, "need": need, "asks_adults": visit.side == Side.SCHOOL},
    )


@by_link
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def afterwards(request: HttpRequest, token: str) -> HttpResponse:
    """Held or not, the headcount, two questions; under a minute (TE-2)."""
    try:
        visit, need = _read(request, token)
    except LinkNotValid:
        return _not_valid(request)
    is_school = visit.side == Side.SCHOOL
    form = AfterwardsForm(
        request.POST if request.method == "POST" else None,
        is_school=is_school,
        initial={"present": need.class_group.headcount} if is_school else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            report_need(
                need=need,
                side=visit.side,
                statement=form.statement(),
                now=timezone.now(),
                by=visit.person,
            )
        except TooEarlyToReport:
            form.add_error(None, _("The visit has not begun yet. Come back afterwards."))
        except HeadcountOutOfRange:
            form.add_error(
                "present",
                _("That is more than twice the class (%(size)d). Please check the number.")
                % {"size": need.class_group.headcount},
            )
        except NotAllowedNow:
            form.add_error(
                None, _("This visit was called off or its file is closed; nothing was changed.")
            )
        else:
            return render(
                request,
                "matching/afterwards_thanks.html",
                {"visit": visit, "need": need, "held": form.statement().held},
            )
    return render(
        request,
        "matching/afterwards.html",
        {
            "form": form,
            "visit": visit,
            "need": need,
            "is_school": is_school,
            "is_closed": need.state == NeedState.CLOSED,
        },
        status=422 if form.is_bound else 200,
    )
