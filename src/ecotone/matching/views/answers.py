"""The pages behind the links in mails. No account, no cookie; opening one changes nothing.

They are exempt from the check against forged forms, which needs a cookie: the right to act is in
the signed link itself, never in something that a browser sends along unasked.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ecotone.activities.api import AlreadyTaken, CancelReason, Side, visit_url
from ecotone.core.access import by_link
from ecotone.core.language import speak_to
from ecotone.matching.enums import DeclineReason, InvitationState, NeedState
from ecotone.matching.forms.answers import AcceptForm, DeclineForm, OtherDateForm
from ecotone.matching.forms.needs import ReasonForm
from ecotone.matching.links import InvitationLinkNotValid, read_invitation_token
from ecotone.matching.models import Invitation
from ecotone.matching.selectors.answers import possible_slots
from ecotone.matching.services.answers import (
    SlotNotOffered,
    accept_invitation,
    decline_invitation,
)
from ecotone.matching.services.endings import cancel_by_visitor
from ecotone.matching.services.proposals import propose_other_date
from ecotone.matching.services.seats import TooLate

type Forms = dict[str, Any]


@by_link
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Yes, no, or another date (RM-2)."""
    try:
        invitation = read_invitation_token(token)
    except InvitationLinkNotValid:
        return render(request, "matching/link_not_valid.html", status=410)
    speak_to(request, invitation.person.language)
    forms = _forms(request, invitation)
    problem = ""
    if request.method == "POST":
        problem = _take(request, invitation, forms)
        if not problem and all(form.is_valid() for form in forms.values() if form.is_bound):
            return redirect(request.path)
    invitation = read_invitation_token(token)
    now = timezone.now()
    waits = invitation.state in (InvitationState.SENT, InvitationState.CALLED)
    is_open = waits and invitation.expires_at > now
    is_unclear = any(form.is_bound and not form.is_valid() for form in forms.values())
    status = 409 if problem else 422 if is_unclear else 200
    return render(
        request,
        "matching/answer.html" if is_open else "matching/answered.html",
        {
            "invitation": invitation,
            "need": invitation.need,
            "forms": forms,
            "problem": problem,
            "wants_reserve": invitation.need.state in (NeedState.ACCEPTED, NeedState.CONFIRMED),
            "sheet_url": _sheet_url(invitation),
            "has_run_out": waits and not is_open,
        },
        status=status,
    )


def _sheet_url(invitation: Invitation) -> str:
    """Where the visitor finds the sheet; empty while they are not the visitor."""
    activity = invitation.need.activity
    if activity is None or invitation.state != InvitationState.ACCEPTED:
        return ""
    return visit_url(activity, invitation.person, Side.VISITOR)


def _forms(request: HttpRequest, invitation: Invitation) -> Forms:
    act = request.POST.get("act", "")
    need = invitation.need
    slots = possible_slots(invitation, timezone.now())
    first = slots[0] if slots else None
    length = need.slots.all()[0].ends_at - need.slots.all()[0].starts_at
    return {
        "accept": AcceptForm(
            request.POST if act == "accept" else None,
            slots=slots,
            time_zone=need.network.time_zone,
            initial={"slot": str(first.pk) if first else ""},
        ),
        "decline": DeclineForm(request.POST if act == "decline" else None),
        "step_back": ReasonForm(request.POST if act == "step_back" else None),
        "other_date": OtherDateForm(
            request.POST if act == "other_date" else None,
            time_zone=need.network.time_zone,
            length=length,
        ),
    }


def _take(request: HttpRequest, invitation: Invitation, forms: Forms) -> str:
    """Do what was pressed; an empty string, or the words that say what went wrong."""
    act = request.POST.get("act", "")
    form = forms.get(act)
    if form is None or not form.is_valid():
        return "" if form else _("Please press one of the buttons.")
    try:
        _act(act, invitation, form)
    except TooLate:
        return _("This was settled in the meantime. Here is how it stands now.")
    except SlotNotOffered:
        return _("That time is no longer possible. Here is how it stands now.")
    except AlreadyTaken as taken:
        if any(subject.startswith("class") for subject in taken.subjects):
            return _("The class has become busy at that time. Choose another time.")
        return _("You already have a visit at that time. Choose another time or propose a date.")
    return ""


def _act(act: str, invitation: Invitation, form: Any) -> None:
    now, by = timezone.now(), invitation.person
    if act == "accept":
        accept_invitation(invitation=invitation, slot=form.chosen(), now=now, by=by)
    elif act == "decline":
        decline_invitation(
            invitation=invitation,
            reason=DeclineReason(form.cleaned_data["reason"]),
            note=form.cleaned_data["note"],
            now=now,
            by=by,
        )
    elif act == "step_back":
        cancel_by_visitor(
            invitation=invitation,
            reason=CancelReason(form.cleaned_data["reason"]),
            note=form.cleaned_data["note"],
            now=now,
            by=by,
        )
    else:
        propose_other_date(
            invitation=invitation,
            starts_at=form.cleaned_data["starts_at"],
            ends_at=form.cleaned_data["ends_at"],
            note=form.cleaned_data["note"],
            now=now,
            by=by,
        )
