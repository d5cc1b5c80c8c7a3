from typing import Any, ClassVar, NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


class AuditIsAppendOnly(Exception):
    """Somebody tried to change or delete what the audit log says."""

    def __init__(self) -> None:
        super().__init__("Audit entries are written once; they are never changed or deleted.")


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Reads and adds; everything that would rewrite the past raises AuditIsAppendOnly."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AuditIsAppendOnly

    def delete(self) -> NoReturn:
        raise AuditIsAppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AuditIsAppendOnly

    def update_or_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AuditIsAppendOnly


class AuditEntry(models.Model):
    """One thing somebody did: who, what, to what, when, and how it was before and after.

    Written only by ``core.audit.record``, inside the transaction of the change it tells of. Holds
    identifiers instead of foreign keys, so that it outlives what it speaks about. Must not be used
    as a source of truth for anything but the question who did what.
    """

    happened_at = models.DateTimeField(default=timezone.now)
    action = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=64)
    subject_label = models.CharField(max_length=250, blank=True)
    actor_id = models.CharField(max_length=64, blank=True)
    actor_label = models.CharField(max_length=250, blank=True)
    network_id = models.BigIntegerField(null=True, blank=True)
    before = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)

    objects: ClassVar[models.Manager["AuditEntry"]] = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-id"]
        indexes: ClassVar = [
            models.Index(
                fields=["subject_kind", "subject_id", "-happened_at"], name="audit_by_subject"
            ),
            models.Index(fields=["actor_id", "-happened_at"], name="audit_by_actor"),
            models.Index(fields=["network_id", "-happened_at"], name="audit_by_network"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind} {self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AuditIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AuditIsAppendOnly
