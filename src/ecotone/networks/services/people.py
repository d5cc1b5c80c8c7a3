"""Giving somebody a role or an affiliation, and telling them by mail."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from ecotone.accounts.api import (
    Affiliation,
    RoleGrant,
    User,
    add_affiliation,
    find_or_invite,
    give_role,
)
from ecotone.accounts.enums import AffiliationKind, Role
from ecotone.core.api import Letter, Recipient, queue_mail
from ecotone.networks.models import Network, Organisation


@dataclass(frozen=True)
class Addressee:
    """Somebody by address; name and language count only when they are new here."""

    email: str
    name: str
    language: str


def appoint(
    *,
    network: Network,
    role: Role,
    who: Addressee,
    letter: Letter,
    was_edited: bool,
    today: dt.date,
    by: User,
) -> RoleGrant:
    """Give the role and send the letter, both or neither. Raises RoleIsHeldAlready."""
    with transaction.atomic():
        person, _ = find_or_invite(email=who.email, name=who.name, language=who.language, by=by)
        grant = give_role(person=person, network=network, role=role, today=today, by=by)
        queue_mail(
            key=f"role:{grant.pk}",
            kind="networks.role",
            to=_recipient(person),
            letter=letter,
            about=network,
            reply_to=by.email,
            was_edited=was_edited,
        )
    return grant


def enrol(
    *,
    organisation: Organisation,
    kind: AffiliationKind,
    who: Addressee,
    letter: Letter,
    was_edited: bool,
    today: dt.date,
    by: User,
) -> Affiliation:
    """Add the affiliation and send the letter, both or neither.

    Raises AffiliationIsHeldAlready.
    """
    with transaction.atomic():
        person, _ = find_or_invite(email=who.email, name=who.name, language=who.language, by=by)
        affiliation = add_affiliation(
            person=person, organisation=organisation, kind=kind, today=today, by=by
        )
        queue_mail(
            key=f"affiliation:{affiliation.pk}",
            kind="networks.affiliation",
            to=_recipient(person),
            letter=letter,
            about=organisation,
            reply_to=by.email,
            was_edited=was_edited,
        )
    return affiliation


def wish_to_belong(
    *, organisation: Organisation, letters: list[tuple[User, Letter]], today: dt.date, by: User
) -> int:
    """Tell those who may add people that somebody says they work there; once a day.

    Answers in how many were told. Nothing else changes: a school's classes and visitors are not
    for whoever says so.
    """
    with transaction.atomic():
        for person, letter in letters:
            queue_mail(
                key=f"wish_to_belong:{organisation.pk}:{by.pk}:{person.pk}:{today}",
                kind="networks.wish_to_belong",
                to=_recipient(person),
                letter=letter,
                about=organisation,
                reply_to=by.email,
            )
    return len(letters)


def _recipient(person: User) -> Recipient:
    return Recipient(email=person.email, name=person.name, language=person.language or "en")
