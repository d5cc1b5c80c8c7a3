from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ecotone.accounts.api import User
from ecotone.core.access import public
from ecotone.portal.personas import PERSONAS, find_persona

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def look_around(request: HttpRequest) -> HttpResponse:
    """The invented people of the demo; pressing one signs in as them. 404 outside a demo."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        return _sign_in(request, request.POST.get("persona", ""))
    return render(request, "portal/look_around.html", {"personas": PERSONAS})


def _sign_in(request: HttpRequest, key: str) -> HttpResponse:
    persona = find_persona(key)
    person = (
        User.objects.filter(email=persona.email, is_synthetic=True, is_active=True).first()
        if persona
        else None
    )
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    return redirect("portal:desk")
