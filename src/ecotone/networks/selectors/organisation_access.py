"""What a person may do with an organisation: by affiliation with it, or by a role around it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.http import Http404

from ecotone.accounts.api import (
    SCHOOL_LEADERS,
    SCHOOL_STAFF,
    Affiliation,
    Permission,
    User,
    network_ids_where,
)
from ecotone.accounts.enums import AffiliationKind
from ecotone.networks.models import Organisation
from ecotone.networks.selectors.access import get_organisation
from ecotone.networks.selectors.graph import ids_with_ancestors


@dataclass(frozen=True)
class OrganisationRights:
    """What one person may do with one organisation today."""

    see_people: bool = False
    edit: bool = False
    edit_classes: bool = False
    manage_people: bool = False
    lead: bool = False


LEADERS = frozenset({*SCHOOL_LEADERS, AffiliationKind.PARTNER_CONTACT})


def rights_in_organisation(
    user: User, organisation: Organisation, *, today: dt.date
) -> OrganisationRights:
    """The rights of the person, in a fixed number of queries.

    ``lead`` is for those who speak for the organisation itself: heads and contacts.
    """
    kinds = set(
        Affiliation.objects.in_force(today)
        .filter(user=user, organisation=organisation)
        .values_list("kind", flat=True)
    )
    networks = set(organisation.memberships.in_force(today).values_list("network_id", flat=True))
    leads = bool(kinds & LEADERS) or user.is_staff
    editor = not networks.isdisjoint(
        network_ids_where(user, Permission.EDIT_ORGANISATIONS, today=today)
    )
    coordinator = not networks.isdisjoint(
        network_ids_where(user, Permission.SEE_QUEUE, today=today)
    )
    reader = not ids_with_ancestors(networks).isdisjoint(
        network_ids_where(user, Permission.SEE_NETWORK, today=today)
    )
    return OrganisationRights(
        see_people=bool(kinds) or reader or user.is_staff,
        edit=leads or editor,
        edit_classes=leads or coordinator or bool(kinds & set(SCHOOL_STAFF)),
        manage_people=leads or coordinator,
        lead=leads,
    )


def get_organisation_for(
    user: User, public_id: uuid.UUID, right: str, *, today: dt.date
) -> tuple[Organisation, OrganisationRights]:
    """The organisation and the person's rights; Http404 alike when absent and when not allowed.

    ``right`` is the name of a right of ``OrganisationRights``, or "" when reading is enough.
    """
    organisation = get_organisation(public_id)
    rights = rights_in_organisation(user, organisation, today=today)
    if right and not getattr(rights, right):
        raise Http404
    return organisation, rights
