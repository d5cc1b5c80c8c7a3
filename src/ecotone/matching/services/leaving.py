"""What happens here when a person leaves and has their data erased."""

import datetime as dt

from django.utils.translation import gettext as _

from ecotone.accounts.api import User
from ecotone.matching.enums import InvitationState, NeedState, OfferStatus
from ecotone.matching.models import Invitation, Need, Offer

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
    """Close the person's offers and unanswered invitations and empty their own words."""
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
    invitations.filter(state__in=[InvitationState.SENT, InvitationState.PROPOSED]).update(
        state=InvitationState.WITHDRAWN
    )
    invitations.exclude(note="").update(note="")
