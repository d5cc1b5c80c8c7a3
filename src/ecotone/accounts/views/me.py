"""My own page: who I am here, what I agreed to, what is kept of me, and the way out."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from ecotone.accounts.enums import ConsentPurpose
from ecotone.accounts.forms.profile import GenderForm, LeaveForm, ProfileForm
from ecotone.accounts.requests import SignedInRequest
from ecotone.accounts.selectors.leaving import find_obstacles
from ecotone.accounts.selectors.me import my_page
from ecotone.accounts.selectors.personal_data import personal_data_of
from ecotone.accounts.services.consents import declare_gender, give_consent, withdraw_consent
from ecotone.accounts.services.leaving import CannotLeaveYet, erase_person
from ecotone.accounts.services.profile import change_profile
from ecotone.core.access import public, signed_in

# Given by a tick where it matters; the code of conduct goes with the induction to visits.
OFFERED = (ConsentPurpose.PUBLIC_PROFILE,)


@signed_in
@require_http_methods(["GET", "POST"])
def me(request: SignedInRequest) -> HttpResponse:
    """Name, language, phone; where I belong; what I agreed to."""
    form = ProfileForm(request.POST or None, initial=ProfileForm.initial_of(request.user))
    if request.method == "POST" and form.is_valid():
        person = change_profile(profile=form.profile(), by=request.user)
        with override(person.language):
            messages.success(request, _("Saved."))
        return redirect("accounts:me")
    return render(
        request,
        "accounts/me.html",
        {"form": form, "page": my_page(request.user, today=timezone.localdate())},
    )


@signed_in
@require_http_methods(["GET", "POST"])
def gender(request: SignedInRequest) -> HttpResponse:
    """Say it for figures on balance, or take it back."""
    has_agreed = bool(request.user.gender)
    form = GenderForm(
        request.POST or None, initial={"gender": request.user.gender, "agrees": has_agreed}
    )
    if request.method == "POST" and form.is_valid():
        declare_gender(
            gender=form.declared(),
            agrees=form.cleaned_data["agrees"],
            now=timezone.now(),
            by=request.user,
        )
        messages.success(request, _("Saved."))
        return redirect("accounts:me")
    return render(request, "accounts/gender.html", {"form": form})


@signed_in
@require_POST
def consent(request: SignedInRequest, purpose: str) -> HttpResponse:
    """Agree to one purpose, or no longer."""
    if purpose not in ConsentPurpose:
        raise Http404
    wanted = ConsentPurpose(purpose)
    if request.POST.get("act") == "withdraw":
        withdraw_consent(purpose=wanted, now=timezone.now(), by=request.user)
        messages.success(request, _("Taken back."))
    elif wanted in OFFERED:
        give_consent(purpose=wanted, now=timezone.now(), by=request.user)
        messages.success(request, _("Thank you, noted."))
    return redirect("accounts:me")


@signed_in
def my_data(request: SignedInRequest) -> HttpResponse:
    """Everything that is kept of me, to read (AD-2)."""
    return render(request, "accounts/my_data.html", {"sections": personal_data_of(request.user)})


@signed_in
def my_data_file(request: SignedInRequest) -> HttpResponse:
    """The same for a machine."""
    sections = {section.kind: section.rows for section in personal_data_of(request.user)}
    response = JsonResponse(sections, json_dumps_params={"indent": 2, "ensure_ascii": False})
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="ecotone-{day}.json"'
    return response


@signed_in
@require_http_methods(["GET", "POST"])
def leave(request: SignedInRequest) -> HttpResponse:
    """Leave for good: what goes, what stays and why, and what to settle first."""
    form = LeaveForm(request.POST or None, person=request.user)
    obstacles = find_obstacles(request.user, now=timezone.now())
    if request.method == "POST" and form.is_valid() and not obstacles:
        try:
            erase_person(now=timezone.now(), by=request.user)
        except CannotLeaveYet as error:
            obstacles = error.obstacles
        else:
            logout(request)
            return redirect("accounts:goodbye")
    return render(request, "accounts/leave.html", {"form": form, "obstacles": obstacles})


@public
def goodbye(request: HttpRequest) -> HttpResponse:
    """It is done."""
    return render(request, "accounts/goodbye.html")
