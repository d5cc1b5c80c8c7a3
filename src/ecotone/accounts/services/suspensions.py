"""Taking somebody out of all contact with pupils at once (AD-3), and letting them back.

No reason is kept here, on purpose: a concern about a child is handed to the safeguarding lead by
another channel, and nobody else reads about it.
"""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from ecotone.accounts.models import User
from ecotone.core.api import record

if TYPE_CHECKING:
    from django.db.models import Model


def suspend_person(*, person: User, network: "Model", now: dt.datetime, by: User) -> None:
    """No invitation and no visit from now on; a second time changes nothing.

    What stands open already is ended by ``matching`` within a minute.
    """
    with transaction.atomic():
        changed = User.objects.filter(pk=person.pk, suspended_at=None).update(suspended_at=now)
        if changed:
            record(action="person.suspended", subject=person, by=by, network=network)


def lift_suspension(*, person: User, network: "Model", by: User) -> None:
    """The person may be asked again; what was ended stays ended."""
    with transaction.atomic():
        changed = User.objects.filter(pk=person.pk, suspended_at__isnull=False).update(
            suspended_at=None
        )
        if changed:
            record(action="person.suspension_lifted", subject=person, by=by, network=network)
