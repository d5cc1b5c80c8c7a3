from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ecotone.core.access import public
from ecotone.portal.selectors.home import home_page


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Ecotone does, in plain words, for whoever comes by."""
    return render(request, "portal/home.html", {"page": home_page(), "is_demo": settings.DEMO})
