import uuid
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ecotone.networks.enums import SCHOOL_SECTORS


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def schools(self) -> Self:
        return self.filter(sector__in=SCHOOL_SECTORS)

    def partners(self) -> Self:
        return self.exclude(sector__in=SCHOOL_SECTORS)


class Organisation(models.Model):
    """A legal or informal body with a sector and a place; listed before anyone has an account."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    sector = models.CharField(_("sector"), max_length=12)
    country = models.CharField(_("country"), max_length=2)
    municipality_code = models.CharField(max_length=12, blank=True)
    municipality_year = models.PositiveSmallIntegerField(null=True, blank=True)
    municipality_name = models.CharField(_("municipality"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    website = models.URLField(_("website"), blank=True)
    last_confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    is_synthetic = models.BooleanField(default=False)
    source = models.CharField(_("source of the facts"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        indexes: ClassVar = [
            models.Index(fields=["name", "id"]),
            models.Index(fields=["sector", "name"]),
            models.Index(fields=["country", "municipality_name"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(
                    latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180
                ),
                name="organisation_lies_on_the_globe",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("networks:organisation", args=[self.public_id])

    @property
    def is_school(self) -> bool:
        return self.sector in SCHOOL_SECTORS


class OrganisationIdentifier(models.Model):
    """The organisation's number in a register (BRIN, UAI, ROR, ...): unique within the register."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="identifiers"
    )
    scheme = models.CharField(max_length=40)
    value = models.CharField(max_length=80)

    class Meta:
        ordering = ["scheme", "value"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scheme", "value"], name="identifier_names_one_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"
