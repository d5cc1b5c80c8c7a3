"""The language of a page without a cookie for visitors."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language_info


class LanguageMiddleware:
    """Chooses ``?lang=``, else the signed-in person's language, else the browser's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


def chosen_language(request: HttpRequest) -> str:
    """A code of ``settings.LANGUAGES``; unknown wishes fall back to the next source."""
    known = dict(settings.LANGUAGES)
    asked = request.GET.get("lang", "")
    if asked in known:
        return asked
    own = getattr(request.user, "language", "")
    if own in known:
        return own
    return translation.get_language_from_request(request)


def speak_to(request: HttpRequest, language: str) -> None:
    """Go on in the language of whoever holds the link, as their mail did, unless they chose one.

    Holds until the end of the request; an empty or unknown language changes nothing.
    """
    known = dict(settings.LANGUAGES)
    if language in known and request.GET.get("lang", "") not in known:
        translation.activate(language)
        request.LANGUAGE_CODE = language


def language_name(code: str) -> str:
    """The language's name in the language of the page; the code itself when it is not known."""
    try:
        return translation.gettext(get_language_info(code)["name"])
    except KeyError:
        return code
