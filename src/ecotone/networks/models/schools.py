from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class SchoolProfile(models.Model):
    """What a visitor and the brokerage must know of a school. One for each school organisation."""

    organisation = models.OneToOneField(
        "networks.Organisation", on_delete=models.CASCADE, related_name="school"
    )
    isced_levels = models.JSONField(default=list)
    arrival = models.TextField(_("how to arrive and where to report"), blank=True)
    visitor_rules = models.TextField(_("rules for visitors"), blank=True)
    photo_policy = models.CharField(_("photo and phone rules"), max_length=300, blank=True)
    two_adult_rule_confirmed_on = models.DateField(null=True, blank=True)
    is_underserved = models.BooleanField(_("in an under-served area"), default=False)
    is_small = models.BooleanField(_("small school"), default=False)
    excluded_organisations = models.ManyToManyField(
        "networks.Organisation", blank=True, related_name="excluded_by_schools"
    )

    def __str__(self) -> str:
        return str(self.organisation)


class ClassGroup(models.Model):
    """Pupils taught together in a school year, known only by label, grade and counts.

    The unit of unduplicated reach. Holds no pupil: no name, no list, ever.
    """

    school = models.ForeignKey(
        "networks.Organisation", on_delete=models.PROTECT, related_name="class_groups"
    )
    school_year = models.CharField(_("school year"), max_length=7)
    grade = models.CharField(_("grade"), max_length=20)
    isced_level = models.CharField(max_length=2)
    label = models.CharField(_("label"), max_length=40)
    headcount = models.PositiveSmallIntegerField(
        _("number of pupils"), validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    girls = models.PositiveSmallIntegerField(_("girls"), null=True, blank=True)
    boys = models.PositiveSmallIntegerField(_("boys"), null=True, blank=True)
    contact = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["school", "school_year", "label", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "school_year", "label"], name="class_label_is_unique_in_its_year"
            ),
            models.CheckConstraint(
                condition=models.Q(headcount__gte=1), name="class_has_at_least_one_pupil"
            ),
            models.CheckConstraint(
                condition=models.Q(girls=None)
                | models.Q(boys=None)
                | models.Q(headcount__gte=models.F("girls") + models.F("boys")),
                name="class_girls_and_boys_fit_its_headcount",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Enrolment(models.Model):
    """Pupils enrolled at a school in a grade and year: the denominator of reach, with its source.

    An empty grade is the whole school. A dated observation; a missing row is missing, never zero.
    """

    school = models.ForeignKey(
        "networks.Organisation", on_delete=models.CASCADE, related_name="enrolments"
    )
    school_year = models.CharField(max_length=7)
    grade = models.CharField(max_length=20, blank=True)
    isced_level = models.CharField(max_length=2, blank=True)
    pupils = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    observed_on = models.DateField()

    class Meta:
        ordering = ["school", "school_year", "grade", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "school_year", "grade", "source", "observed_on"],
                name="enrolment_is_observed_once_a_day_by_a_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year} {self.grade}: {self.pupils}"
