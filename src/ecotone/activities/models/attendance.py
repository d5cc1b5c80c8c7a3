from typing import ClassVar

from django.conf import settings
from django.db import models

from ecotone.activities.enums import ContributionRole
from ecotone.activities.models.activities import Activity


class Contribution(models.Model):
    """A person's part in an activity. ``no_show`` is set only when both sides said so."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="contributions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contributions"
    )
    organisation = models.ForeignKey(
        "networks.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributions",
    )
    role = models.CharField(max_length=12, choices=ContributionRole)
    reconfirmed_at = models.DateTimeField(null=True, blank=True)
    checklist_done_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    no_show = models.BooleanField(default=False)

    class Meta:
        ordering = ["activity", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["activity", "person"], name="person_contributes_once_to_an_activity"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.activity}"


class ClassAttendance(models.Model):
    """A class group takes part in an activity: pupils expected, then pupils present."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="attendance")
    class_group = models.ForeignKey(
        "networks.ClassGroup", on_delete=models.PROTECT, related_name="attendance"
    )
    expected = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["activity", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["activity", "class_group"], name="class_attends_an_activity_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.class_group} at {self.activity}"
