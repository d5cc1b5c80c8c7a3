"""What happens here when a person leaves and has their data erased."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from ecotone.accounts.api import User
from ecotone.activities.api import release_time
from ecotone.matching.enums import InvitationState, NeedState, OfferStatus
from ecotone.matching.models import Invitation, Need, Offer
from ecotone.matching.services.answers import from_here_on
from ecotone.matching.services.closing import OPEN_STATES, RESERVE_STATES, reserve_holder
from ecotone.matching.services.endings import search_again
from ecotone.matching.services.seats import lock_invitation
from ecotone.matching.services.transitions import change_invitation
from ecotone.matching.states import InvitationEvent

OPEN = [
    NeedState.OPEN,
    NeedState.SHORTLISTED,
    NeedState.INVITED,
    NeedState.ACCEPTED,
    NeedState.CONFIRMED,
]


def needs_in_the_way(person: User, now: dt.datetime) -> list[str]:
    """The open requests that a person who wants to leave must end first."""
    needs = Need.objects.filter(teacher=person, state__in=OPEN)
    return [
        _("Your request %(number)s is still open: end it first from its page.")
        % {"number": need.number}
        for need in needs
    ]


def close_offers(person: User, now: dt.datetime) -> None:
    """Close the person's offers and open invitations and empty their own words.

    Visits that they agreed to stand in the way of leaving and were cancelled before.
    """
    Offer.objects.filter(person=person).update(
        status=OfferStatus.ARCHIVED,
        title="",
        job_in_plain_words="",
        will_not_do="",
        base_name="",
        latitude=None,
        longitude=None,
        vector=None,
        vector_of="",
        updated_at=now,
    )
    invitations = Invitation.objects.filter(person=person)
    open_ones = invitations.filter(state__in=(*OPEN_STATES, *RESERVE_STATES))
    for invitation in open_ones.order_by("pk"):
        _withdraw(invitation.pk, now)
    invitations.exclude(note="").update(note="")


@transaction.atomic
def _withdraw(invitation_id: int, now: dt.datetime) -> None:
    need, invitation = lock_invitation(invitation_id)
    was_called = invitation.state == InvitationState.CALLED
    if invitation.state not in (*OPEN_STATES, *RESERVE_STATES):
        return
    change_invitation(invitation, InvitationEvent.WITHDRAW, by=None)
    release_time(holder=reserve_holder(invitation))
    from_here_on(need, invitation, was_called=False, now=now, by=None)
    if was_called:
        search_again(need, now=now, by=None)
