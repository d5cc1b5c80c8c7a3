import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ecotone.activities.enums import Mode
from ecotone.matching.enums import OfferStatus


class OfferQuerySet(models.QuerySet["Offer"]):
    def ready(self) -> Self:
        """Those who may be invited: finished, not paused, person active and not suspended."""
        return self.filter(
            status=OfferStatus.READY, person__is_active=True, person__suspended_at=None
        )


class Offer(models.Model):
    """What a professional or an organisation offers schools, in the language that needs speak too.

    ``organisation`` set and ``is_of_organisation`` true: the place offers (a lab visit), ``person``
    answers for it; otherwise the person offers. Times are patterns (weekdays, months, hours) and
    exact ``OfferSlot`` rows. ``vector`` is the meaning of its words, made in the background and
    stale when ``vector_of`` no longer fits the words. Not a calendar: taken time is ``TimeClaim``.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="offers"
    )
    organisation = models.ForeignKey(
        "networks.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="offers",
    )
    is_of_organisation = models.BooleanField(default=False)
    networks = models.ManyToManyField("networks.Network", related_name="offers")
    status = models.CharField(max_length=8, choices=OfferStatus, default=OfferStatus.DRAFT)
    title = models.CharField(_("what you offer, in one line"), max_length=120)
    job_in_plain_words = models.TextField(_("your work in plain words"), blank=True)
    formats = models.JSONField(_("formats"), default=list)
    fields_of_study = models.JSONField(_("fields"), default=list)
    topics = models.JSONField(_("topics"), default=list)
    isced_levels = models.JSONField(_("levels"), default=list)
    languages = models.JSONField(_("languages"), default=dict)
    mode = models.CharField(_("where"), max_length=7, choices=Mode, default=Mode.HYBRID)
    radius_km = models.PositiveSmallIntegerField(_("how far you travel (km)"), default=25)
    base_name = models.CharField(_("where you start from"), max_length=120, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    weekdays = models.JSONField(_("days"), default=list)
    months = models.JSONField(_("months"), default=list)
    from_time = models.TimeField(_("from"), default=dt.time(8, 0))
    until_time = models.TimeField(_("until"), default=dt.time(17, 0))
    group_min = models.PositiveSmallIntegerField(_("smallest group"), default=1)
    group_max = models.PositiveSmallIntegerField(_("largest group"), default=60)
    cap_per_year = models.PositiveSmallIntegerField(
        _("at most this many visits a year"),
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    will_not_do = models.TextField(_("what you will not do"), blank=True)
    equipment_needed = models.CharField(_("what you need in the room"), max_length=200, blank=True)
    needs_step_free = models.BooleanField(_("I need step-free access"), default=False)
    offers_role_model_wish = models.BooleanField(
        _("schools may ask for me as a role model of my gender"), default=False
    )
    induction_done_on = models.DateField(null=True, blank=True)
    last_confirmed_on = models.DateField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    is_synthetic = models.BooleanField(default=False)
    vector = models.BinaryField(null=True, blank=True)
    vector_of = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(group_max__gte=models.F("group_min")),
                name="offer_largest_group_is_not_below_smallest",
            ),
            models.CheckConstraint(
                condition=models.Q(until_time__gt=models.F("from_time")),
                name="offer_day_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(cap_per_year__gte=1), name="offer_allows_at_least_one_visit"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("matching:offer", args=[self.pk])

    @property
    def claim_subject(self) -> str:
        """Whose time a visit takes: the person's, or the offer's own when a place offers."""
        return f"offer:{self.pk}" if self.is_of_organisation else f"person:{self.person_id}"

    @property
    def words(self) -> str:
        """The text whose meaning is compared with a need's."""
        return "\n".join(part for part in (self.title, self.job_in_plain_words) if part)


class OfferSlot(models.Model):
    """An exact time at which the offer can be had, beside its weekly pattern."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "starts_at"], name="offer_slot_is_unique"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="offer_slot_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
