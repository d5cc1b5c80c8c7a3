"""The audit log: who did what to which thing, written where it is done, and never rewritten."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model, QuerySet

from ecotone.core.models.audit import AuditEntry

ERASED = "erased"


def record(
    *,
    action: str,
    subject: Model,
    by: Model | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    network: Model | int | None = None,
) -> AuditEntry:
    """Write one entry, inside the transaction of the change that it tells of.

    ``action`` is ``thing.verb_in_the_past`` ("need.submitted"). ``by`` is None for what the system
    does by itself. ``before`` and ``after`` hold only what changed, as JSON values, moments or
    UUIDs, and no words about a person's health, belief or conduct.
    """
    return AuditEntry.objects.create(
        action=action,
        subject_kind=kind_of(subject),
        subject_id=str(subject.pk),
        subject_label=str(subject)[:250],
        actor_id="" if by is None else str(by.pk),
        actor_label="" if by is None else str(by)[:250],
        network_id=network.pk if isinstance(network, Model) else network,
        before=None if before is None else dict(before),
        after=None if after is None else dict(after),
    )


def history_of(subject: Model) -> QuerySet[AuditEntry]:
    """All entries about the thing, newest first."""
    return AuditEntry.objects.filter(subject_kind=kind_of(subject), subject_id=str(subject.pk))


def acts_of(person: Model) -> QuerySet[AuditEntry]:
    """All entries about what the person did, newest first; their own data, on request."""
    return AuditEntry.objects.filter(actor_id=str(person.pk))


def forget_name(person: Model) -> int:
    """Take the person's name out of the log when they ask to be erased; answers in how many rows.

    What was done, when, and by which number stays: the log must still add up. This is the one
    exception to append-only, and why the number, not the name, identifies who acted.
    """
    rows: QuerySet[AuditEntry] = QuerySet(AuditEntry)
    as_actor = rows.filter(actor_id=str(person.pk)).update(actor_label=ERASED)
    as_subject = rows.filter(subject_kind=kind_of(person), subject_id=str(person.pk)).update(
        subject_label=ERASED
    )
    return as_actor + as_subject


def kind_of(subject: Model) -> str:
    """The name of a kind of thing in the log and the outbox, such as ``matching.need``."""
    return subject._meta.label_lower
