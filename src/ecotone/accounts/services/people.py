"""Finding a person by address, and making one who was invited."""

from django.db import transaction

from ecotone.accounts.models import User
from ecotone.accounts.selectors.people import find_person
from ecotone.core.api import record


def find_or_invite(*, email: str, name: str, language: str, by: User) -> tuple[User, bool]:
    """The person with the address, made when there is none; True when they are new.

    A new person signs in with a code like everybody else: an invitation opens no door by itself.
    The name and language of somebody who is there already stay as they wrote them.
    """
    with transaction.atomic():
        if found := find_person(email):
            return found, False
        person = User.objects.create_user(email=email.strip(), name=name.strip(), language=language)
        record(action="person.invited", subject=person, by=by)
    return person, True
