"""What somebody is in an organisation, from a day on. An affiliation ends; it is never deleted."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from ecotone.accounts.enums import AffiliationKind
from ecotone.accounts.models import Affiliation, User
from ecotone.core.api import record

if TYPE_CHECKING:
    from django.db.models import Model


class AffiliationIsHeldAlready(Exception):
    """The person is that in the organisation today."""


class AffiliationHasEnded(Exception):
    """The affiliation ended before."""


def add_affiliation(
    *,
    person: User,
    organisation: "Model",
    kind: AffiliationKind,
    today: dt.date,
    by: User,
) -> Affiliation:
    """The person is that in the organisation from today. Raises AffiliationIsHeldAlready."""
    with transaction.atomic():
        type(organisation)._default_manager.select_for_update().get(pk=organisation.pk)
        held = Affiliation.objects.in_force(today).filter(
            user=person, organisation_id=organisation.pk, kind=kind
        )
        if held.exists():
            raise AffiliationIsHeldAlready
        affiliation = Affiliation.objects.create(
            user=person, organisation_id=organisation.pk, kind=kind, since=today
        )
        record(
            action="affiliation.added",
            subject=person,
            by=by,
            after={"organisation": organisation.pk, "kind": kind, "since": today},
        )
    return affiliation


def end_affiliation(*, affiliation: Affiliation, today: dt.date, by: User) -> Affiliation:
    """End it: yesterday was its last day, or today when it began today.

    Raises AffiliationHasEnded.
    """
    with transaction.atomic():
        affiliation = Affiliation.objects.select_for_update().get(pk=affiliation.pk)
        if affiliation.until is not None:
            raise AffiliationHasEnded
        affiliation.until = max(affiliation.since, today - dt.timedelta(days=1))
        affiliation.save(update_fields=["until"])
        record(
            action="affiliation.ended",
            subject=affiliation.user,
            by=by,
            before={"organisation": affiliation.organisation_id, "until": None},
            after={"organisation": affiliation.organisation_id, "until": affiliation.until},
        )
    return affiliation
