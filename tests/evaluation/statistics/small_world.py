"""Short ways to write the facts of a small case, so that a test can state its arithmetic."""

import datetime as dt

from ecotone.evaluation.statistics.facts import (
    Attendance,
    ClassGroup,
    Enrolment,
    Hosting,
    ReachFacts,
    Reporting,
    School,
)

YEAR = "2026/27"
TODAY = dt.date(2026, 11, 22)
OCTOBER = dt.date(2026, 10, 1)


def school(key: int, place: str = "Leuven", *levels: str) -> School:
    return School(key, f"School {key}", place, frozenset(levels or ("1",)))


def group(key: int, school: int, headcount: int, grade: str = "5", level: str = "1") -> ClassGroup:
    return ClassGroup(key, school, grade, level, headcount)


def enrolled(
    school: int,
    pupils: int,
    grade: str = "",
    level: str = "",
    *,
    period: str = YEAR,
    source: str = "register",
    on: dt.date = OCTOBER,
) -> Enrolment:
    return Enrolment(school, period, grade, level, pupils, source, on)


def was_at(
    visit: int, class_group: int, *, on: dt.date = OCTOBER, present: int | None = None
) -> Attendance:
    return Attendance(visit, class_group, on, present)


def hosted(visit: int, school: int, *, on: dt.date = OCTOBER) -> Hosting:
    return Hosting(visit, school, on)


def facts(
    *rows: School | ClassGroup | Enrolment | Attendance | Hosting,
    reporting: dict[int, Reporting] | None = None,
) -> ReachFacts:
    """Sorts the rows into the places where they belong."""
    return ReachFacts(
        period=YEAR,
        as_of=TODAY,
        schools=tuple(row for row in rows if isinstance(row, School)),
        class_groups=tuple(row for row in rows if isinstance(row, ClassGroup)),
        enrolments=tuple(row for row in rows if isinstance(row, Enrolment)),
        attendances=tuple(row for row in rows if isinstance(row, Attendance)),
        hostings=tuple(row for row in rows if isinstance(row, Hosting)),
        reporting=reporting or {},
    )
