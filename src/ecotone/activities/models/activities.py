import datetime as dt
import uuid
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecotone.activities.enums import (
    ActivityFormat,
    ActivityStatus,
    CancelReason,
    Mode,
    NotHeldReason,
)


class ActivityQuerySet(models.QuerySet["Activity"]):
    def held(self) -> Self:
        """What counts: held, and confirmed by the school or host."""
        return self.filter(status=ActivityStatus.HELD)

    def upcoming(self, now: dt.datetime) -> Self:
        return self.filter(
            status__in=[ActivityStatus.OPEN, ActivityStatus.CONFIRMED], ends_at__gte=now
        )

    def for_sheet(self) -> Self:
        return self.select_related("host", "host__school").prefetch_related(
            "contributions__person", "contributions__organisation", "attendance__class_group"
        )


class Activity(models.Model):
    """One thing that happens, of one format, at one time. Counted once at every level.

    ``held`` needs the word of the host or the school (``confirmed_held_at``); without it the
    activity never counts. The uid is stable for calendars; ``sequence`` rises at each change.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    format = models.CharField(_("format"), max_length=16, choices=ActivityFormat)
    title = models.CharField(_("title"), max_length=200)
    status = models.CharField(
        max_length=10, choices=ActivityStatus, default=ActivityStatus.DRAFT, db_index=True
    )
    school_year = models.CharField(max_length=7)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    time_zone = models.CharField(max_length=40)
    mode = models.CharField(max_length=7, choices=Mode, default=Mode.ONSITE)
    host = models.ForeignKey(
        "networks.Organisation", on_delete=models.PROTECT, related_name="hosted_activities"
    )
    networks: "models.ManyToManyField[models.Model, ActivityNetwork]" = models.ManyToManyField(
        "networks.Network", through="ActivityNetwork", related_name="activities"
    )
    language = models.CharField(_("language"), max_length=8)
    topics = models.JSONField(default=list, blank=True)
    room = models.CharField(_("room"), max_length=80, blank=True)
    meeting_link = models.URLField(_("link to the online room"), blank=True)
    arrival = models.TextField(_("arrival"), blank=True)
    equipment = models.CharField(_("what is in the room"), max_length=200, blank=True)
    host_contact = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.SET_NULL, related_name="hosted_activities"
    )
    contact_class = models.CharField(max_length=1, default="A")
    two_adults_confirmed_at = models.DateTimeField(null=True, blank=True)
    school_reconfirmed_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=16, choices=CancelReason, blank=True)
    confirmed_held_at = models.DateTimeField(null=True, blank=True)
    confirmed_held_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    not_held_reason = models.CharField(max_length=16, choices=NotHeldReason, blank=True)
    is_synthetic = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        indexes: ClassVar = [models.Index(fields=["school_year", "status"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="activity_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="HELD") | models.Q(confirmed_held_at__isnull=False),
                name="activity_held_has_confirmation",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="NOT_HELD") | ~models.Q(not_held_reason=""),
                name="activity_not_held_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("activities:visit", args=[self.public_id])

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def calendar_uid(self) -> str:
        return f"{self.public_id}@ecotone"


class ActivityNetwork(models.Model):
    """The activity takes place within a network; several networks may share one activity."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE)
    network = models.ForeignKey("networks.Network", on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["activity", "network"], name="activity_is_in_a_network_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} in {self.network_id}"
