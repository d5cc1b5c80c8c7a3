"""Who may open a page, said where the page is made.

Every view is private until it says otherwise. ``@public`` opens it to everybody, ``@by_link`` to
whoever holds a signed link, ``@signed_in`` states that signing in is enough to open the page (what
it then shows is narrowed by selectors), ``@permitted("…")`` names the permission that the view
checks on its object. A test walks all addresses and fails for a view that says nothing.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware

type View = Callable[..., Any]


class PrivateByDefaultMiddleware(LoginRequiredMiddleware):
    """Django's own rule under the name by which we speak of it."""


def public[V: View](view: V) -> V:
    """Open to everybody, visitors without an account included."""
    return _mark(login_not_required(view), "public")


def by_link[V: View](view: V) -> V:
    """Open to the holder of a signed link; the view itself checks the link."""
    return _mark(login_not_required(view), "by_link")


def signed_in[V: View](view: V) -> V:
    """Open to whoever is signed in; shows only what is theirs."""
    return _mark(view, "signed_in")


def permitted[V: View](permission: str) -> Callable[[V], V]:
    """Open to those with the permission on the object; absent and forbidden answer alike (404)."""

    def mark(view: V) -> V:
        return _mark(view, f"permitted:{permission}")

    return mark


def _mark[V: View](view: V, rule: str) -> V:
    view.access_rule = rule  # type: ignore[attr-defined]
    return view
