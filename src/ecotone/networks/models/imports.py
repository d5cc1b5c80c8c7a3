from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ecotone.networks.enums import ImportStatus


class ImportMapping(models.Model):
    """How the columns of one source's files become schools; kept, so that it is made once.

    ``definition`` has the shape of the TOML files in ``importing/mappings``. Not for the mappings
    that ship: those are files, the same for every network.
    """

    name = models.SlugField(_("name"), max_length=60)
    network = models.ForeignKey(
        "networks.Network", on_delete=models.CASCADE, related_name="import_mappings"
    )
    country = models.CharField(_("country"), max_length=2)
    definition = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "name"], name="mapping_name_is_unique_in_its_network"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One file on its way: sent, mapped, checked, and then written whole or not at all.

    Its state moves by ``importing.states``. ``mapping`` is the definition as it was used, so that a
    later change of the kept mapping leaves the record true. ``problems`` holds the first thousand;
    ``counts`` says how many there are. The file itself lies under the home folder as ``stored_as``
    until it is written or a day has passed. No network: the host imported by the command line.
    """

    network = models.ForeignKey(
        "networks.Network",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="import_runs",
    )
    by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    country = models.CharField(_("country"), max_length=2)
    mapping = models.JSONField(default=dict)
    observed_on = models.DateField(_("day of the count of pupils"), null=True, blank=True)
    joins_network = models.BooleanField(_("the schools join the network"), default=False)
    status = models.CharField(max_length=8, choices=ImportStatus, default=ImportStatus.UPLOADED)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    progress_token = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["network", "sha256"], name="import_by_file")]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """The report of the run; only runs of a network have a page."""
        slug = self.network.slug if self.network else ""
        return reverse("networks:import_run", args=[slug, self.pk])


class RegisterEntry(models.Model):
    """What a register calls things about an organisation, in the register's own spelling.

    The organisation's own fields hold the tidied forms. ``institution`` is the number that several
    sites of one institution share. Written by imports; must not be used for counting.
    """

    organisation = models.ForeignKey(
        "networks.Organisation", on_delete=models.CASCADE, related_name="register_entries"
    )
    register = models.CharField(max_length=40)
    institution = models.CharField(max_length=80, blank=True)
    type_of_school = models.CharField(max_length=120, blank=True)
    municipality = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["organisation", "register"]
        indexes: ClassVar = [
            models.Index(fields=["register", "institution"], name="register_by_institution")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "register"], name="register_has_one_entry_per_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register}: {self.organisation}"
