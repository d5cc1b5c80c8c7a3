"""What people do in the stories of the edges, in one word each."""

import datetime as dt

import pytest

from ecotone.accounts.models import User
from ecotone.activities.api import (
    Activity,
    Side,
    Statement,
)
from ecotone.activities.enums import CancelReason
from ecotone.core.models import OutgoingMail
from ecotone.matching.models import Invitation, Need
from ecotone.matching.selectors.answers import possible_slots
from ecotone.matching.services.afterwards import report_need
from ecotone.matching.services.answers import (
    accept_invitation,
)
from ecotone.matching.services.endings import cancel_by_visitor
from ecotone.matching.services.seats import Outcome
from tests.factories import (
    Cast,
    make_offer,
)
from tests.matching.crowd import invite

pytestmark = pytest.mark.django_db


def accept(invitation: Invitation, now: dt.datetime) -> Outcome:
    slot = possible_slots(Invitation.objects.get(pk=invitation.pk), now)[0]
    return accept_invitation(invitation=invitation, slot=slot, now=now, by=invitation.person)


def agreed(need: Need, cast: Cast, now: dt.datetime, people: int = 1) -> list[Invitation]:
    """Invitations of so many people, of whom the first is the visitor."""
    invitations = invite(need, [make_offer(cast.network) for _ in range(people)], cast)
    accept(invitations[0], now)
    need.refresh_from_db()
    return invitations


def visit_of(need: Need) -> Activity:
    return Activity.objects.get(need=need)


def cancel(invitation: Invitation, now: dt.datetime) -> None:
    cancel_by_visitor(
        invitation=invitation, reason=CancelReason.ILLNESS, note="", now=now, by=invitation.person
    )


def state_of(thing: Need | Invitation) -> str:
    return type(thing)._default_manager.get(pk=thing.pk).state


def kinds_to(person: User) -> list[str]:
    mails = OutgoingMail.objects.filter(to=person.email).order_by("id")
    return [kind.removeprefix("matching.") for kind in mails.values_list("kind", flat=True)]


def report(need: Need, cast: Cast, now: dt.datetime, side: Side = Side.SCHOOL) -> None:
    report_need(
        need=need,
        side=side,
        statement=Statement(held=True, present=20),
        now=now,
        by=cast.teacher,
    )
