from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ecotone.accounts.enums import ClearanceOutcome


class Clearance(models.Model):
    """Evidence was seen that a person may work with minors: seen, type, date, valid until, by whom.

    Criminal-record data is Article 10 GDPR data: no file, no number, no content is ever kept here.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="clearances"
    )
    country = models.CharField(max_length=2)
    type = models.CharField(_("type of paper"), max_length=80)
    contact_classes = models.JSONField(default=list)
    outcome = models.CharField(
        max_length=8, choices=ClearanceOutcome, default=ClearanceOutcome.PENDING
    )
    seen_on = models.DateField(_("seen on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    seen_by_role = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["person", "-seen_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(outcome="pending") | models.Q(seen_on__isnull=False),
                name="clearance_with_an_outcome_was_seen_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.type}"
