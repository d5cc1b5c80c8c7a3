"""The accent colour of a network as a stylesheet of its own: the pages carry no inline style."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ecotone.core.access import public
from ecotone.core.colour import NotAColour, accent_stylesheet

_YEAR = 60 * 60 * 24 * 365


@public
@require_safe
@cache_control(public=True, max_age=_YEAR, immutable=True)
def accent_style(request: HttpRequest, accent: str) -> HttpResponse:
    """``/styles/1f6f5c.css``: what the colour becomes on light and dark grounds. Never changes."""
    try:
        css = accent_stylesheet(accent)
    except NotAColour as wrong:
        raise Http404 from wrong
    return HttpResponse(css, content_type="text/css; charset=utf-8")
