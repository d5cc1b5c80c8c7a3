"""What the page of one school's figures shows (HT-2)."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from ecotone.evaluation.selectors.access import SchoolAudience
from ecotone.evaluation.selectors.reach import reach_rows_of_school
from ecotone.evaluation.statistics.coverage import GradeCoverage, coverage_by_grade
from ecotone.evaluation.statistics.lists import schools_without_data
from ecotone.evaluation.statistics.network_figures import Choice, ReachFigures, reach_figures
from ecotone.evaluation.statistics.reach_table import reach_table
from ecotone.evaluation.statistics.standing import Missing, standings
from ecotone.networks.api import Organisation, SchoolYear, grades_of_school


@dataclass(frozen=True)
class SchoolFigures:
    """One school in one year. ``figures`` is None for readers who are not of the school.

    Those see class groups and visits; how many pupils stands in the network's figures, where it is
    known which numbers may be shown beside each other.
    """

    audience: SchoolAudience
    year: SchoolYear
    as_of: dt.date
    coverage: tuple[GradeCoverage, ...]
    missing: Missing | None
    figures: ReachFigures | None

    @property
    def class_groups(self) -> int:
        return sum(row.class_groups for row in self.coverage)

    @property
    def class_groups_reached(self) -> int:
        return sum(row.class_groups_reached for row in self.coverage)

    @property
    def empty_grades(self) -> tuple[GradeCoverage, ...]:
        """Grades in which no class has had a visit yet."""
        return tuple(row for row in self.coverage if row.is_empty)


def school_figures(
    audience: SchoolAudience, year: SchoolYear, *, now: dt.datetime
) -> SchoolFigures:
    """The figures of all visits to the school's classes, whichever network brought them."""
    school = audience.school
    as_of = min(timezone.localdate(now), year.end(school.country))
    rows = reach_rows_of_school(
        school, year, as_of=as_of, now=now, zone=timezone.get_current_timezone()
    )
    facts = rows.facts
    table = reach_table(facts, audience.release, by_school=True)
    return SchoolFigures(
        audience=audience,
        year=year,
        as_of=as_of,
        coverage=coverage_by_grade(
            facts,
            school.pk,
            taught=_taught(school),
        ),
        missing=schools_without_data(standings(facts)).get(school.pk),
        figures=reach_figures(facts, table, Choice()) if audience.is_own else None,
    )


def _taught(school: Organisation) -> list[tuple[str, str]]:
    """Levels and grades of the school; none where the country has several systems."""
    grades = grades_of_school(school)
    one_system = len({grade.system for grade in grades}) == 1
    return [(grade.isced_level, grade.code) for grade in grades] if one_system else []
