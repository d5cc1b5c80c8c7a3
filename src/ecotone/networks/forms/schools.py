"""Class groups of a school year, and how many pupils there are."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecotone.networks.choices import isced_choices
from ecotone.networks.countries import Grade
from ecotone.networks.models import ClassGroup, Enrolment, Organisation
from ecotone.networks.selectors.grades import grades_of_school
from ecotone.networks.services.class_groups import ClassFacts
from ecotone.networks.services.enrolments import WHOLE_SCHOOL

LARGEST_CLASS = 200
LARGEST_SCHOOL = 20_000


class ClassGroupForm(forms.Form):
    """One class group: never a name of a pupil, only counts."""

    grade = forms.ChoiceField(label=_("Grade"))
    label = forms.CharField(
        label=_("Name of the class"), max_length=40, help_text=_("As the school calls it: 2A.")
    )
    headcount = forms.IntegerField(
        label=_("Number of pupils"), min_value=1, max_value=LARGEST_CLASS
    )
    girls = forms.IntegerField(
        label=_("Girls"),
        min_value=0,
        max_value=LARGEST_CLASS,
        required=False,
        help_text=_("Only if the school wants to say so, for figures on balance."),
    )
    boys = forms.IntegerField(label=_("Boys"), min_value=0, max_value=LARGEST_CLASS, required=False)

    def __init__(self, *args: Any, school: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grades = {grade.code: grade for grade in grades_of_school(school)}
        if self.grades:
            self.fields["grade"].choices = _choices(list(self.grades.values()))  # type: ignore[attr-defined]
        else:
            self._ask_for_grade_and_level()

    def _ask_for_grade_and_level(self) -> None:
        """A country without a pack: the grade in words and its level besides."""
        self.fields["grade"] = forms.CharField(label=_("Grade"), max_length=20)
        self.fields["isced_level"] = forms.ChoiceField(label=_("Level"), choices=isced_choices())

    @classmethod
    def initial_of(cls, group: ClassGroup) -> dict[str, Any]:
        return {name: getattr(group, name) for name in (*cls.base_fields, "isced_level")}

    def clean_label(self) -> str:
        return " ".join(str(self.cleaned_data["label"]).split())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        counted = [values.get("girls"), values.get("boys")]
        headcount = values.get("headcount")
        if headcount and sum(count or 0 for count in counted) > headcount:
            self.add_error(
                "girls",
                _("Girls and boys together are more than the number of pupils."),
            )
        return values

    def facts(self) -> ClassFacts:
        values = self.cleaned_data
        grade = self.grades.get(values["grade"])
        return ClassFacts(
            grade=values["grade"],
            isced_level=grade.isced_level if grade else values["isced_level"],
            label=values["label"],
            headcount=values["headcount"],
            girls=values["girls"],
            boys=values["boys"],
        )


class EnrolmentForm(forms.Form):
    """Pupils of the whole school and of each grade in one year. An empty field stays unknown."""

    source = forms.CharField(
        label=_("Where the numbers come from"),
        max_length=200,
        help_text=_("Such as: school office, count of 1 February."),
    )

    def __init__(
        self, *args: Any, school: Organisation, known: Sequence[Enrolment], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.grades = grades_of_school(school)
        self.known = {row.grade: row for row in known}
        self._add("", _("Whole school"))
        for code, label in _choices(self.grades):
            self._add(code, label)

    def _add(self, grade: str, label: Any) -> None:
        row = self.known.get(grade)
        self.fields[field_of(grade)] = forms.IntegerField(
            label=label,
            min_value=0,
            max_value=LARGEST_SCHOOL,
            required=False,
            initial=row.pupils if row else None,
        )

    def rows(self) -> list[tuple[forms.BoundField, Enrolment | None]]:
        """Each grade's field with what was known before, the whole school first."""
        codes = [WHOLE_SCHOOL, *(grade.code for grade in self.grades)]
        return [(self[field_of(code)], self.known.get(code)) for code in codes]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        whole = values.get(field_of(WHOLE_SCHOOL))
        grades = [values.get(field_of(grade.code)) for grade in self.grades]
        counted = sum(count for count in grades if count is not None)
        if whole is not None and counted > whole:
            self.add_error(
                field_of(WHOLE_SCHOOL),
                forms.ValidationError(
                    _("The grades add up to %(sum)d, more than the whole school."),
                    params={"sum": counted},
                    code="grades_exceed_school",
                ),
            )
        if not self.errors and not self.pupils():
            raise forms.ValidationError(_("Fill in at least one number."), code="nothing")
        return values

    def pupils(self) -> dict[str, int]:
        """What was filled in, by grade."""
        codes = [WHOLE_SCHOOL, *(grade.code for grade in self.grades)]
        found = {code: self.cleaned_data.get(field_of(code)) for code in codes}
        return {code: count for code, count in found.items() if count is not None}

    def levels(self) -> dict[str, str]:
        return {grade.code: grade.isced_level for grade in self.grades}


def field_of(grade: str) -> str:
    """The form field of a grade; "pupils" alone is the whole school."""
    return f"pupils_{grade}" if grade else "pupils"


def _choices(grades: Sequence[Grade]) -> list[tuple[str, str]]:
    language = get_language() or "en"
    return [(grade.code, grade.label_in(language)) for grade in grades]
