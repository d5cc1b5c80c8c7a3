from django.http import HttpRequest

from ecotone.accounts.api import User


class SignedInRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User
