"""What the pages of offers show."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from ecotone.accounts.api import User
from ecotone.matching.enums import InvitationState
from ecotone.matching.models import Invitation, Offer
from ecotone.networks.api import Network, networks_of_person, school_year_on

ASKED_STATES = [state for state in InvitationState if state != InvitationState.WITHDRAWN]
TAKEN_STATES = [InvitationState.ACCEPTED]


def offers_of(person: User) -> QuerySet[Offer]:
    """The person's offers with how often each was asked and taken this school year."""
    return (
        Offer.objects.filter(person=person)
        .annotate(
            taken=Count("invitations", filter=Q(invitations__state__in=TAKEN_STATES)),
        )
        .order_by("title", "id")
    )


def networks_to_offer_in(person: User, *, today: dt.date) -> list[Network]:
    """Where a new offer can be found: the networks of the person's organisations and roles."""
    return networks_of_person(person, today=today)


@dataclass(frozen=True)
class OfferPage:
    """One offer with its year: how often asked, how often taken, how many are left."""

    networks: list[Network]
    invitations: list[Invitation]
    asked: int
    taken: int
    left: int


def offer_page(offer: Offer, *, today: dt.date) -> OfferPage:
    year = school_year_on(today).label
    invitations = list(
        offer.invitations.filter(school_year=year)
        .select_related("need__school", "need__class_group", "need__activity", "slot")
        .order_by("-sent_at", "-id")
    )
    taken = sum(1 for row in invitations if row.state in TAKEN_STATES)
    return OfferPage(
        networks=list(offer.networks.order_by("name")),
        invitations=invitations,
        asked=sum(1 for row in invitations if row.state in ASKED_STATES),
        taken=taken,
        left=max(offer.cap_per_year - taken, 0),
    )
