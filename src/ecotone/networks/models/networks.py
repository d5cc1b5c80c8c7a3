import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ecotone.networks.enums import NetworkKind, NetworkLevel


class Network(models.Model):
    """A set of hubs and organisations with shared aims. Networks nest *and* overlap.

    Parents are many-to-many, so anything that counts over a network must count each organisation,
    visit or class group once (see ``selectors.roll_up``). ``matching_settings`` holds the weights,
    wave size and deadlines of the brokerage, read through ``matching``.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=20, choices=NetworkKind)
    level = models.CharField(_("level"), max_length=10, choices=NetworkLevel)
    country = models.CharField(_("country"), max_length=2, blank=True)
    languages = models.JSONField(_("languages"), default=list)
    summary = models.TextField(_("summary"), blank=True)
    source = models.CharField(_("source of the facts"), max_length=200, blank=True)
    accent = models.CharField(_("accent colour"), max_length=7, default="#1f6f5c")
    time_zone = models.CharField(max_length=40, default="Europe/Brussels")
    is_public = models.BooleanField(_("has a public page"), default=False)
    is_synthetic = models.BooleanField(default=False)
    country_pack_confirmed_on = models.DateField(null=True, blank=True)
    country_pack_confirmed_by = models.CharField(max_length=150, blank=True)
    matching_settings = models.JSONField(default=dict, blank=True)
    parents = models.ManyToManyField(
        "self", through="NetworkLink", symmetrical=False, related_name="children"
    )

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("networks:network", args=[self.slug])


class NetworkLink(models.Model):
    """One network is part of another. The graph has no cycle; ``services`` refuses one."""

    child = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="links_up")
    parent = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="links_down")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["child", "parent"], name="network_link_is_unique"),
            models.CheckConstraint(
                condition=~models.Q(child=models.F("parent")), name="network_is_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child} in {self.parent}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, today: dt.date) -> Self:
        return self.filter(since__lte=today).filter(
            models.Q(until=None) | models.Q(until__gte=today)
        )


class Membership(models.Model):
    """An organisation belongs to a network for a period; it may belong to several at once."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        "networks.Organisation", on_delete=models.CASCADE, related_name="memberships"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["network", "organisation", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "organisation"],
                condition=models.Q(until=None),
                name="organisation_is_a_member_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="membership_does_not_end_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.network}"
