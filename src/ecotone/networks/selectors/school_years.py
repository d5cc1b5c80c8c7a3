"""The class groups of one school in one year, beside the other years."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import get_language

from ecotone.networks.models import ClassGroup, Organisation
from ecotone.networks.school_years import SchoolYear, school_years_around
from ecotone.networks.selectors.grades import grade_name


@dataclass(frozen=True)
class ClassRow:
    """One class group with the local name of its grade."""

    class_group: ClassGroup
    grade: str


@dataclass(frozen=True)
class ClassYearPage:
    """One year's class groups; ``to_copy`` counts last year's when this year has none."""

    year: SchoolYear
    years: list[SchoolYear]
    rows: list[ClassRow]
    pupils: int
    to_copy: int


def class_year_page(school: Organisation, year: SchoolYear, *, today: dt.date) -> ClassYearPage:
    """Two queries at most."""
    language = get_language() or "en"
    groups = list(
        ClassGroup.objects.filter(school=school, school_year=year.label).order_by("label", "id")
    )
    last_year = ClassGroup.objects.filter(school=school, school_year=year.previous.label)
    return ClassYearPage(
        year=year,
        years=school_years_around(today, school.country, before=2),
        rows=[ClassRow(group, grade_name(school, group.grade, language)) for group in groups],
        pupils=sum(group.headcount for group in groups),
        to_copy=0 if groups else last_year.count(),
    )
