"""The teacher's pages: ask, see how it stands, answer, withdraw."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ecotone.accounts.api import SCHOOL_STAFF, SignedInRequest, organisation_ids_of
from ecotone.activities.api import AlreadyTaken, CancelReason, describe_visit
from ecotone.core.access import permitted, signed_in
from ecotone.core.states import NotAllowedNow
from ecotone.matching.enums import NeedState
from ecotone.matching.forms.needs import (
    MoveForm,
    NeedForm,
    PracticalForm,
    ReasonForm,
    SlotsForm,
)
from ecotone.matching.models import Need
from ecotone.matching.selectors.access import get_need_for, may_act_for_school, may_broker
from ecotone.matching.selectors.needs import (
    first_wishes,
    need_page,
    needs_of_teacher,
    own_class_groups,
)
from ecotone.matching.services.confirmations import RulesNotMet, confirm_adults_stay
from ecotone.matching.services.endings import cancel_by_school, move_need
from ecotone.matching.services.needs import reopen_need, send_need, withdraw_need
from ecotone.matching.services.proposals import accept_proposal, decline_proposal
from ecotone.matching.services.seats import TooLate
from ecotone.matching.states import NEED, NeedEvent
from ecotone.networks.api import primary_network_of


@signed_in
@require_http_methods(["GET", "POST"])
def new_need(request: SignedInRequest) -> HttpResponse:
    """Ask for a visit; ends on the need's own page with number and date of answer."""
    today = timezone.localdate()
    schools = organisation_ids_of(request.user, SCHOOL_STAFF, today=today)
    groups = own_class_groups(schools, request.user, today=today)
    if not groups:
        return render(request, "matching/need_no_class.html", {"has_school": bool(schools)})
    network = primary_network_of(groups[0].school, today=today)
    if network is None:
        return render(request, "matching/need_no_class.html", {"has_school": True})
    form = NeedForm(
        request.POST or None,
        class_groups=groups,
        languages=visit_languages(network.languages),
        time_zone=network.time_zone,
        initial=first_wishes(request.user, network),
    )
    if request.method == "POST" and form.is_valid():
        group = form.cleaned_data["class_group"]
        need = send_need(
            network=primary_network_of(group.school, today=today) or network,
            class_group=group,
            wish=form.wish_of_teacher(),
            form_key=form.cleaned_data["form_key"],
            now=timezone.now(),
            by=request.user,
        )
        return redirect(f"{need.get_absolute_url()}?sent=1")
    return render(
        request,
        "matching/need_form.html",
        {"form": form, "network": network},
        status=422 if form.is_bound else 200,
    )


def visit_languages(first: list[str]) -> list[tuple[str, str]]:
    """All interface languages, those of the network first."""
    names = dict(settings.LANGUAGES)
    ordered = [code for code in first if code in names]
    ordered += [code for code in names if code not in ordered]
    return [(code, str(names[code])) for code in ordered]


@signed_in
def need_list(request: SignedInRequest) -> HttpResponse:
    """The teacher's own needs, the newest first."""
    return render(request, "matching/need_list.html", {"needs": needs_of_teacher(request.user)})


@permitted("see_need")
def need(request: SignedInRequest, need_id: int) -> HttpResponse:
    """How a need stands and what can be done now."""
    today = timezone.localdate()
    found = get_need_for(request.user, need_id, today=today)
    return render(
        request,
        "matching/need.html",
        {
            "page": need_page(
                found,
                may_act=may_act_for_school(request.user, found, today=today),
                may_broker=may_broker(request.user, found, today=today),
            ),
            "need": found,
            "just_sent": request.GET.get("sent") == "1",
        },
    )


def _need_to_change(request: SignedInRequest, need_id: int) -> Need:
    today = timezone.localdate()
    found = get_need_for(request.user, need_id, today=today)
    if not may_act_for_school(request.user, found, today=today):
        raise Http404
    return found


@permitted("act_for_school")
@require_http_methods(["GET", "POST"])
def end_need(request: SignedInRequest, need_id: int) -> HttpResponse:
    """Withdraw a need that waits, or call off a visit that is agreed."""
    found = _need_to_change(request, need_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = CancelReason(form.cleaned_data["reason"])
        now = timezone.now()
        try:
            if NEED.allows(NeedState(found.state), NeedEvent.WITHDRAW):
                withdraw_need(need=found, reason=reason, now=now, by=request.user)
            else:
                cancel_by_school(need=found, reason=reason, now=now, by=request.user)
        except NotAllowedNow:
            messages.warning(request, _("This had ended already; nothing was changed."))
        else:
            messages.success(request, _("Done. Everybody concerned has been told."))
        return redirect(found)
    return render(
        request,
        "matching/need_end.html",
        {"form": form, "need": found},
        status=422 if form.is_bound else 200,
    )


@permitted("act_for_school")
@require_http_methods(["GET", "POST"])
def reopen(request: SignedInRequest, need_id: int) -> HttpResponse:
    """Ask again with new dates."""
    found = _need_to_change(request, need_id)
    form = SlotsForm(request.POST or None, time_zone=found.network.time_zone)
    if request.method == "POST" and form.is_valid():
        try:
            reopen_need(
                need=found,
                slots=form.cleaned_data["slots"],
                now=timezone.now(),
                by=request.user,
            )
        except NotAllowedNow:
            messages.warning(
                request, _("This request is still open; there is no need to ask again.")
            )
        else:
            return redirect(f"{found.get_absolute_url()}?sent=1")
        return redirect(found)
    return render(
        request,
        "matching/need_reopen.html",
        {"form": form, "need": found},
        status=422 if form.is_bound else 200,
    )


@permitted("act_for_school")
@require_http_methods(["GET", "POST"])
def move(request: SignedInRequest, need_id: int) -> HttpResponse:
    """Give an agreed visit another time."""
    found = _need_to_change(request, need_id)
    activity = found.activity
    if activity is None:
        raise Http404
    if activity.has_begun or not NEED.allows(NeedState(found.state), NeedEvent.MOVE):
        messages.warning(request, _("This visit can no longer be moved."))
        return redirect(found)
    form = MoveForm(
        request.POST or None,
        time_zone=found.network.time_zone,
        length=activity.ends_at - activity.starts_at,
    )
    if request.method == "POST" and form.is_valid():
        try:
            move_need(
                need=found,
                starts_at=form.cleaned_data["starts_at"],
                ends_at=form.cleaned_data["ends_at"],
                now=timezone.now(),
                by=request.user,
            )
        except AlreadyTaken:
            form.add_error("day", _("The class or the visitor is busy then. Choose another time."))
        except NotAllowedNow:
            messages.warning(request, _("This visit can no longer be moved."))
            return redirect(found)
        else:
            messages.success(request, _("Moved. Everybody concerned has been told."))
            return redirect(found)
    return render(
        request,
        "matching/need_move.html",
        {"form": form, "need": found},
        status=422 if form.is_bound else 200,
    )


@permitted("act_for_school")
@require_http_methods(["GET", "POST"])
def practical(request: SignedInRequest, need_id: int) -> HttpResponse:
    """Room, arrival and what is there."""
    found = _need_to_change(request, need_id)
    if found.activity is None:
        raise Http404
    names = ("room", "arrival", "equipment", "meeting_link")
    initial: dict[str, Any] = {name: getattr(found.activity, name) for name in names}
    form = PracticalForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        describe_visit(activity=found.activity, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. It stands on the visit sheet."))
        return redirect(found)
    return render(
        request,
        "matching/need_practical.html",
        {"form": form, "need": found},
        status=422 if form.is_bound else 200,
    )


@permitted("act_for_school")
@require_POST
def adults_stay(request: SignedInRequest, need_id: int) -> HttpResponse:
    """The school confirms that an adult of the school stays with the class."""
    found = _need_to_change(request, need_id)
    try:
        confirm_adults_stay(need=found, now=timezone.now(), by=request.user)
    except (RulesNotMet, NotAllowedNow):
        messages.warning(request, _("There is no visit to confirm at the moment."))
    else:
        messages.success(request, _("Thank you, noted."))
    return redirect(found)


@permitted("act_for_school")
@require_POST
def answer_proposal(request: SignedInRequest, need_id: int, invitation_id: int) -> HttpResponse:
    """Yes or no to the date that a visitor proposed."""
    found = _need_to_change(request, need_id)
    invitation = get_object_or_404(found.invitations, pk=invitation_id)
    act = accept_proposal if request.POST.get("answer") == "yes" else decline_proposal
    try:
        act(invitation=invitation, now=timezone.now(), by=request.user)
    except TooLate:
        messages.warning(request, _("That was settled in the meantime. Here is how it stands."))
    except AlreadyTaken:
        messages.error(request, _("The class or the visitor has become busy at that time."))
    else:
        messages.success(request, _("Thank you. Everybody concerned has been told."))
    return redirect(found)
