from typing import ClassVar

from django.conf import settings
from django.db import models

from ecotone.accounts.enums import ConsentPurpose


class Consent(models.Model):
    """A person agreed to one purpose, at a version of its text. Withdrawn, never deleted."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.CharField(max_length=20, choices=ConsentPurpose)
    version = models.CharField(max_length=20, default="2026-1")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["person", "purpose", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=models.Q(withdrawn_at=None),
                name="consent_is_given_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.purpose}"
