from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ecotone.activities.enums import NotHeldReason, Side
from ecotone.activities.models.activities import Activity


class Report(models.Model):
    """What one side says happened, in under a minute. One word a side, correctable until closed.

    The school's report decides whether the visit was held; a no-show is recorded only when both
    reports agree on it.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="reports")
    side = models.CharField(max_length=8, choices=Side)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    held = models.BooleanField()
    not_held_reason = models.CharField(max_length=16, choices=NotHeldReason, blank=True)
    pupils_asked = models.CharField(
        _("did pupils ask questions of their own?"), max_length=8, blank=True
    )
    again = models.PositiveSmallIntegerField(
        _("would you do it again?"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    note = models.TextField(_("note for the coordinator"), blank=True)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["activity", "side"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "side"], name="side_reports_once"),
            models.CheckConstraint(
                condition=models.Q(held=True) | ~models.Q(not_held_reason=""),
                name="report_of_not_held_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.side}"
