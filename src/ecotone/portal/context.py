"""What every page's header needs."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ecotone.portal.navigation import entries_for


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The entries of the main menu, looked up only when a template shows them."""
    return {"navigation": SimpleLazyObject(partial(entries_for, request))}
