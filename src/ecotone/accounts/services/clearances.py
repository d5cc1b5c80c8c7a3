"""Noting what evidence was seen: type, date, valid until, by whom. Never a file, never a number."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from ecotone.accounts.enums import ClearanceOutcome, Role
from ecotone.accounts.models import Clearance, User
from ecotone.core.api import record

if TYPE_CHECKING:
    from django.db.models import Model


class SeenInTheFuture(ValueError):
    """A paper cannot have been seen after today."""


class EndsBeforeSeen(ValueError):
    """A paper that was seen cannot have ended before that day."""


class OwnPaper(ValueError):
    """Nobody notes their own paper: a second pair of eyes is what the note stands for."""


@dataclass(frozen=True)
class SeenNote:
    """What one person saw of another's paper; ``type`` is the code of a paper of the country."""

    country: str
    type: str
    contact_classes: Sequence[str]
    outcome: ClearanceOutcome
    seen_on: dt.date | None
    valid_until: dt.date | None


def note_clearance(
    *, person: User, note: SeenNote, role: Role, network: "Model", today: dt.date, by: User
) -> Clearance:
    """Keep the note. Raises SeenInTheFuture, EndsBeforeSeen, OwnPaper."""
    _check(person, note, today, by)
    with transaction.atomic():
        clearance = Clearance.objects.create(
            person=person,
            country=note.country,
            type=note.type,
            contact_classes=sorted(note.contact_classes),
            outcome=note.outcome,
            seen_on=note.seen_on,
            valid_until=note.valid_until,
            seen_by=by,
            seen_by_role=role,
        )
        # What the outcome was stays out of the log: it is nobody's business after the end.
        record(
            action="clearance.noted",
            subject=person,
            by=by,
            after={"type": note.type, "country": note.country},
            network=network,
        )
    return clearance


def withdraw_clearance(*, clearance: Clearance, network: "Model", by: User) -> None:
    """Take back a note that was a mistake. The row goes, because a wrong one may not stay."""
    with transaction.atomic():
        record(
            action="clearance.withdrawn",
            subject=clearance.person,
            by=by,
            before={"type": clearance.type, "country": clearance.country},
            network=network,
        )
        clearance.delete()


def _check(person: User, note: SeenNote, today: dt.date, by: User) -> None:
    if person.pk == by.pk:
        raise OwnPaper
    if note.seen_on is not None and note.seen_on > today:
        raise SeenInTheFuture
    if note.seen_on and note.valid_until and note.valid_until < note.seen_on:
        raise EndsBeforeSeen
