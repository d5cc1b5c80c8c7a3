"""The letters of this room, as drafts: whoever sends one reads it first and may change it."""

from django.conf import settings
from django.urls import reverse

from ecotone.accounts.api import User, find_person
from ecotone.accounts.enums import AffiliationKind, Role
from ecotone.core.api import Letter, write_letter
from ecotone.networks.models import Network, Organisation


def role_link(network: Network) -> str:
    """Where the mail about a role leads."""
    return settings.SITE_URL + network.get_absolute_url()


def affiliation_link(organisation: Organisation) -> str:
    """Where the mail about an affiliation leads."""
    return settings.SITE_URL + organisation.get_absolute_url()


def draft_of_role(
    *, network: Network, role: Role, email: str, name: str, language: str, by: User
) -> Letter:
    """Tells somebody that they have a role in the network, in their own language."""
    person = find_person(email)
    return write_letter(
        template="networks/mails/role",
        context={
            "name": (person.name if person else "") or name,
            "network": network.name,
            "role": role,
            "link": role_link(network),
            "by": str(by),
            "is_new": person is None,
            "email": email,
        },
        language=(person.language if person else "") or language,
    )


def draft_of_affiliation(
    *,
    organisation: Organisation,
    kind: AffiliationKind,
    email: str,
    name: str,
    language: str,
    by: User,
) -> Letter:
    """Tells somebody what they now are in the organisation, in their own language."""
    person = find_person(email)
    return write_letter(
        template="networks/mails/affiliation",
        context={
            "name": (person.name if person else "") or name,
            "organisation": organisation.name,
            "kind": kind,
            "link": affiliation_link(organisation),
            "by": str(by),
            "is_new": person is None,
            "email": email,
        },
        language=(person.language if person else "") or language,
    )


def draft_of_wish_to_belong(*, organisation: Organisation, to: User, by: User) -> Letter:
    """Somebody says that they work at the school; its contact decides."""
    page = reverse("networks:organisation-people", args=[organisation.public_id])
    return write_letter(
        template="networks/mails/wish_to_belong",
        context={
            "name": to.name,
            "organisation": organisation.name,
            "who": by.name or by.email,
            "email": by.email,
            "link": settings.SITE_URL + page,
        },
        language=to.language or settings.LANGUAGE_CODE,
    )
