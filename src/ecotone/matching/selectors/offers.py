"""What the pages of offers show."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from ecotone.accounts.api import User, organisation_ids_of
from ecotone.accounts.enums import AffiliationKind
from ecotone.matching.enums import InvitationState
from ecotone.matching.models import Invitation, Offer
from ecotone.networks.api import (
    ClearanceCheck,
    Network,
    Organisation,
    clearance_check,
    networks_of_person,
    requirement_of,
    requirement_words,
    school_year_on,
)

ACCOMPANIED = "A"
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


def places_answered_for(person: User, *, today: dt.date) -> list[Organisation]:
    """The partner organisations for which the person may offer something, by name."""
    ids = organisation_ids_of(person, [AffiliationKind.PARTNER_CONTACT], today=today)
    return list(Organisation.objects.filter(pk__in=ids).order_by("name", "pk"))


def networks_to_offer_in(person: User, *, today: dt.date) -> list[Network]:
    """Where a new offer can be found: the networks of the person's organisations and roles."""
    return networks_of_person(person, today=today)


@dataclass(frozen=True)
class ClearanceRow:
    """What a network's country asks of visitors, and how this person stands."""

    network: Network
    words: str
    check: ClearanceCheck


@dataclass(frozen=True)
class OfferPage:
    """One offer with its year: how often asked, how often taken, how many are left."""

    networks: list[Network]
    invitations: list[Invitation]
    asked: int
    taken: int
    left: int
    clearances: list[ClearanceRow]


def clearance_rows(offer: Offer, networks: list[Network], *, today: dt.date) -> list[ClearanceRow]:
    """What the country of each network asks for an accompanied visit, and whether it was seen."""
    return [
        ClearanceRow(
            network=network,
            words=requirement_words(requirement_of(network, network.country, ACCOMPANIED)),
            check=clearance_check(
                person=offer.person,
                network=network,
                country=network.country,
                contact_class=ACCOMPANIED,
                on_date=today,
            ),
        )
        for network in networks
        if network.country
    ]


def offer_page(offer: Offer, *, today: dt.date) -> OfferPage:
    year = school_year_on(today).label
    invitations = list(
        offer.invitations.filter(school_year=year)
        .select_related("need__school", "need__class_group", "need__activity", "slot")
        .order_by("-sent_at", "-id")
    )
    taken = sum(1 for row in invitations if row.state in TAKEN_STATES)
    networks = list(offer.networks.order_by("name", "pk"))
    return OfferPage(
        networks=networks,
        clearances=clearance_rows(offer, networks, today=today),
        invitations=invitations,
        asked=sum(1 for row in invitations if row.state in ASKED_STATES),
        taken=taken,
        left=max(offer.cap_per_year - taken, 0),
    )
