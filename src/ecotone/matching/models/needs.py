from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ecotone.activities.enums import ActivityFormat, CancelReason, Mode
from ecotone.matching.enums import NeedState, SlotSource


class NeedQuerySet(models.QuerySet["Need"]):
    def waiting(self) -> Self:
        """Those that still need somebody."""
        return self.filter(state__in=[NeedState.OPEN, NeedState.SHORTLISTED, NeedState.INVITED])

    def with_people(self) -> Self:
        return self.select_related("school", "school__school", "class_group", "network", "teacher")


class Need(models.Model):
    """A class asks for somebody from the world of science. One class group, one visit.

    States and arrows stand in ``states.NEED``; only services change ``state``. ``activity`` is set
    once somebody accepted. ``round`` rises at each re-match, so that nobody is asked twice in one.
    """

    network = models.ForeignKey("networks.Network", on_delete=models.PROTECT, related_name="needs")
    school = models.ForeignKey(
        "networks.Organisation", on_delete=models.PROTECT, related_name="needs"
    )
    class_group = models.ForeignKey(
        "networks.ClassGroup", on_delete=models.PROTECT, related_name="needs"
    )
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="needs"
    )
    school_year = models.CharField(max_length=7)
    format = models.CharField(_("what would you like?"), max_length=16, choices=ActivityFormat)
    theme = models.CharField(_("theme"), max_length=200)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    already_done = models.TextField(_("what the pupils already did"), blank=True)
    language = models.CharField(_("language of the visit"), max_length=8)
    mode = models.CharField(_("where"), max_length=7, choices=Mode, default=Mode.HYBRID)
    wish = models.CharField(_("wish for the role model"), max_length=12, blank=True)
    step_free_needed = models.BooleanField(_("step-free access is needed"), default=False)
    step_free_school = models.BooleanField(_("the room is step-free"), default=False)
    equipment = models.CharField(_("what is in the room"), max_length=200, blank=True)
    room = models.CharField(_("room"), max_length=80, blank=True)
    state = models.CharField(
        max_length=20, choices=NeedState, default=NeedState.DRAFT, db_index=True
    )
    round = models.PositiveSmallIntegerField(default=1)
    activity = models.OneToOneField(
        "activities.Activity",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="need",
    )
    fixed_slot = models.ForeignKey(
        "matching.NeedSlot", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    tell_school_at = models.DateTimeField(null=True, blank=True)
    school_told_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=16, choices=CancelReason, blank=True)
    form_key = models.CharField(max_length=40, blank=True)
    is_synthetic = models.BooleanField(default=False)
    vector = models.BinaryField(null=True, blank=True)
    vector_of = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "id"]
        indexes: ClassVar = [models.Index(fields=["network", "state", "sent_at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["teacher", "form_key"],
                condition=~models.Q(form_key=""),
                name="need_form_is_sent_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["accepted", "confirmed", "held"])
                | models.Q(activity__isnull=False),
                name="need_with_a_visit_has_an_activity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.theme}"

    def get_absolute_url(self) -> str:
        return reverse("matching:need", args=[self.pk])

    @property
    def number(self) -> str:
        """The number a teacher can quote."""
        return f"N-{self.pk:05d}"

    @property
    def words(self) -> str:
        """The text whose meaning is compared with an offer's."""
        return "\n".join(part for part in (self.theme, self.already_done) if part)


class NeedSlot(models.Model):
    """A time at which the class could have the visit; rank 1 is the first wish."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="slots")
    rank = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    source = models.CharField(max_length=8, choices=SlotSource, default=SlotSource.TEACHER)

    class Meta:
        ordering = ["need", "rank", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["need", "rank"], name="need_slot_rank_is_unique"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="need_slot_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
