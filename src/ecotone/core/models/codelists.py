from typing import ClassVar

from django.db import models


class CodeList(models.Model):
    """One version of a controlled list of the field, such as the ISCED levels.

    Codes are data, not Python enums, wherever a country or a network may differ. Not for states
    of our own objects: those live in each room's ``states``.
    """

    code = models.SlugField(max_length=40)
    version = models.CharField(max_length=20)
    labels = models.JSONField(default=dict)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="code_list_version_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Code(models.Model):
    """One entry of a code list, with its labels by language. Never deleted, only closed."""

    code_list = models.ForeignKey(CodeList, on_delete=models.PROTECT, related_name="codes")
    code = models.CharField(max_length=40)
    labels = models.JSONField(default=dict)
    broader = models.CharField(max_length=40, blank=True)
    exact_match = models.CharField(max_length=200, blank=True)
    attributes = models.JSONField(default=dict, blank=True)
    position = models.PositiveIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code_list", "position", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code_list", "code"], name="code_is_unique_in_its_list"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="code_does_not_end_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.code
