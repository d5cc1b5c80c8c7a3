import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ecotone.accounts.enums import AffiliationKind, Role


class PeriodQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def in_force(self, today: dt.date) -> Self:
        """Those whose period contains the day; an open period has a null end."""
        return self.filter(since__lte=today).filter(
            models.Q(until=None) | models.Q(until__gte=today)
        )


class RoleGrant(models.Model):
    """A person holds a role in a network for a period. Ended, never deleted."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="role_grants"
    )
    network = models.ForeignKey(
        "networks.Network", on_delete=models.CASCADE, related_name="role_grants"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["network", "role", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "network", "role"],
                condition=models.Q(until=None),
                name="role_is_held_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="role_does_not_end_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Affiliation(models.Model):
    """What a person is in an organisation, with dates. Grants nothing in a network."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="affiliations"
    )
    organisation = models.ForeignKey(
        "networks.Organisation", on_delete=models.CASCADE, related_name="affiliations"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=AffiliationKind)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "kind", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organisation", "kind"],
                condition=models.Q(until=None),
                name="affiliation_is_held_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="affiliation_does_not_end_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"
