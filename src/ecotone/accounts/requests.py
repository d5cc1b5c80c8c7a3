"""The request of somebody who is signed in, so that views say so in their signature."""

from django.http import HttpRequest

from ecotone.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request that passed the gate: ``user`` is a person, never anonymous."""

    user: User
