"""What my own page shows."""

import datetime as dt
from dataclasses import dataclass

from ecotone.accounts.enums import ConsentPurpose
from ecotone.accounts.models import Affiliation, Consent, RoleGrant, User


@dataclass(frozen=True)
class ConsentRow:
    """One purpose, with the consent that is in force, if there is one."""

    purpose: ConsentPurpose
    consent: Consent | None


@dataclass(frozen=True)
class MyPage:
    affiliations: list[Affiliation]
    roles: list[RoleGrant]
    consents: list[ConsentRow]


def my_page(person: User, *, today: dt.date) -> MyPage:
    """Three queries."""
    given = {
        consent.purpose: consent
        for consent in Consent.objects.filter(person=person, withdrawn_at=None)
    }
    return MyPage(
        affiliations=list(
            Affiliation.objects.in_force(today)
            .filter(user=person)
            .select_related("organisation")
            .order_by("organisation__name", "id")
        ),
        roles=list(
            RoleGrant.objects.in_force(today)
            .filter(user=person)
            .select_related("network")
            .order_by("network__name", "id")
        ),
        consents=[ConsentRow(purpose, given.get(purpose)) for purpose in ConsentPurpose],
    )
