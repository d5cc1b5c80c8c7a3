from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ecotone.accounts.api import User
from ecotone.core.access import signed_in
from ecotone.portal.selectors.desk.desks import desk_of


@signed_in
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for me, what comes next, what I could do."""
    assert isinstance(request.user, User)  # noqa: S101 - the access rule lets nobody else in
    return render(request, "portal/desk.html", {"desk": desk_of(request.user, now=timezone.now())})
