"""What a person sees when the database is too busy to take what they sent."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SECONDS_TO_WAIT = 5
SIGNS = ("is locked", "deadlock detected", "lock timeout", "could not serialize")


class BusyDatabaseMiddleware:
    """Answers "too busy" (503) with what was sent, ready to be sent again.

    Only after the database itself waited: the change was rolled back whole, so sending it again is
    safe. Files cannot be kept and are asked for again. Other faults of the database stay faults.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_busy(exception):
            return None
        response = render(
            request,
            "core/busy.html",
            {
                "fields": sent_fields(request),
                "has_files": bool(request.FILES),
                "address": request.get_full_path(),
            },
            status=503,
        )
        response.headers["Retry-After"] = str(SECONDS_TO_WAIT)
        return response


def is_busy(exception: Exception) -> bool:
    """Whether the database refused because others were at work, and not because it is broken."""
    if not isinstance(exception, OperationalError):
        return False
    words = str(exception).lower()
    return any(sign in words for sign in SIGNS)


def sent_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and value of all that was typed, in order; not the token, which the page renews."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
