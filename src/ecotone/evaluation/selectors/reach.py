"""The facts behind reach, read in a fixed number of queries at any size."""

import datetime as dt
import uuid
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from ecotone.activities.api import Activity, ClassAttendance
from ecotone.activities.enums import ActivityStatus
from ecotone.evaluation.selectors.scopes import Scope, place_key
from ecotone.evaluation.statistics.facts import (
    Attendance,
    ClassGroup,
    Enrolment,
    Hosting,
    ReachFacts,
    Reporting,
    School,
)
from ecotone.evaluation.statistics.network_figures import Choice
from ecotone.evaluation.statistics.population import levels_taught
from ecotone.networks.api import ClassGroup as ClassGroupRow
from ecotone.networks.api import Enrolment as EnrolmentRow
from ecotone.networks.api import Organisation, SchoolYear

YEARS_BACK = 2  # registers run late: enrolment of up to two years ago stands in, and says so

LEVELS_OF_SECTOR = {
    "SCH-PRE": frozenset({"02"}),
    "SCH-PRI": frozenset({"1"}),
    "SCH-SEC": frozenset({"2", "3"}),
    "SCH-VET": frozenset({"3"}),
}


@dataclass(frozen=True)
class SchoolLine:
    """What a list needs of a school beside its figures."""

    public_id: uuid.UUID
    name: str
    place: str
    is_underserved: bool


@dataclass(frozen=True)
class ReachRows:
    """The facts, and the schools they speak of by key."""

    facts: ReachFacts
    schools: dict[int, SchoolLine]


def reach_rows(scope: Scope) -> ReachRows:
    """The facts of a network and all below it. Six queries."""
    return _rows(
        scope.schools(),
        scope.activities(),
        year=scope.year,
        as_of=scope.as_of,
        now=scope.now,
        zone=ZoneInfo(scope.network.time_zone),
    )


def reach_rows_of_school(
    school: Organisation, year: SchoolYear, *, as_of: dt.date, now: dt.datetime, zone: dt.tzinfo
) -> ReachRows:
    """The facts of one school, whichever network brought the visits. Five queries."""
    return _rows(
        Organisation.objects.filter(pk=school.pk),
        Activity.objects.filter(school_year=year.label),
        year=year,
        as_of=as_of,
        now=now,
        zone=zone,
    )


def places_in(rows: ReachRows) -> tuple[str, ...]:
    """The municipalities of the schools, by name."""
    return tuple(dict.fromkeys(line.place for line in rows.schools.values()))


def levels_in(rows: ReachRows) -> tuple[str, ...]:
    """The levels that any of the schools teaches, in the order of their codes."""
    return tuple(sorted(frozenset[str]().union(*levels_taught(rows.facts).values())))


def choice_in(rows: ReachRows, *, place: str | None, level: str | None) -> Choice:
    """What was asked for; a place or level that no school has is taken as none chosen."""
    return Choice(
        place=place if place in places_in(rows) else None,
        level=level if level in levels_in(rows) else None,
    )


def _rows(
    schools: QuerySet[Organisation],
    activities: QuerySet[Activity],
    *,
    year: SchoolYear,
    as_of: dt.date,
    now: dt.datetime,
    zone: dt.tzinfo,
) -> ReachRows:
    found, lines = _schools(schools)
    held, hostings, reporting = _visits(schools, activities, now, zone)
    facts = ReachFacts(
        period=year.label,
        as_of=as_of,
        schools=found,
        class_groups=_class_groups(schools, year),
        enrolments=_enrolments(schools, year),
        attendances=_attendances(schools, activities, held),
        hostings=hostings,
        reporting=reporting,
    )
    return ReachRows(facts, lines)


def _schools(
    schools: QuerySet[Organisation],
) -> tuple[tuple[School, ...], dict[int, SchoolLine]]:
    found, lines = [], {}
    rows = schools.order_by("municipality_name", "name", "pk").values_list(
        "pk",
        "public_id",
        "name",
        "country",
        "municipality_name",
        "sector",
        "school__isced_levels",
        "school__is_underserved",
    )
    for pk, public_id, name, country, municipality, sector, levels, is_underserved in rows:
        place = place_key(country, municipality)
        taught = frozenset(levels or ()) or LEVELS_OF_SECTOR.get(sector, frozenset())
        found.append(School(pk, name, place, taught))
        lines[pk] = SchoolLine(public_id, name, place, bool(is_underserved))
    return tuple(found), lines


def _class_groups(schools: QuerySet[Organisation], year: SchoolYear) -> tuple[ClassGroup, ...]:
    rows = (
        ClassGroupRow.objects.filter(school__in=schools.values("pk"), school_year=year.label)
        .order_by("pk")
        .values_list("pk", "school_id", "grade", "isced_level", "headcount")
    )
    return tuple(ClassGroup(*row) for row in rows)


def _enrolments(schools: QuerySet[Organisation], year: SchoolYear) -> tuple[Enrolment, ...]:
    periods = [SchoolYear(year.start_year - n).label for n in range(YEARS_BACK + 1)]
    rows = (
        EnrolmentRow.objects.filter(school__in=schools.values("pk"), school_year__in=periods)
        .order_by("pk")
        .values_list(
            "school_id", "school_year", "grade", "isced_level", "pupils", "source", "observed_on"
        )
    )
    return tuple(Enrolment(*row) for row in rows)


def _visits(
    schools: QuerySet[Organisation],
    activities: QuerySet[Activity],
    now: dt.datetime,
    zone: dt.tzinfo,
) -> tuple[dict[int, dt.date], tuple[Hosting, ...], dict[int, Reporting]]:
    """When each held visit was confirmed, who was host to it, and what else became of visits."""
    confirmed: dict[int, dt.date] = {}
    hostings = []
    held = _held(activities).values_list("pk", "host_id", "confirmed_held_at")
    for pk, host, moment in held.order_by("pk"):
        if moment is not None:
            confirmed[pk] = moment.astimezone(zone).date()
            hostings.append(Hosting(pk, host, confirmed[pk]))
    over = Q(status__in=[ActivityStatus.OPEN, ActivityStatus.CONFIRMED], ends_at__lt=now)
    counts = (
        activities.filter(host__in=schools.values("pk"))
        .order_by()
        .values("host_id")
        .annotate(
            not_held=Count("pk", filter=Q(status=ActivityStatus.NOT_HELD)),
            unreported=Count("pk", filter=over),
        )
    )
    reporting = {row["host_id"]: Reporting(row["not_held"], row["unreported"]) for row in counts}
    return confirmed, tuple(hostings), reporting


def _attendances(
    schools: QuerySet[Organisation], activities: QuerySet[Activity], held: dict[int, dt.date]
) -> tuple[Attendance, ...]:
    rows = (
        ClassAttendance.objects.filter(
            activity__in=_held(activities).values("pk"),
            class_group__school__in=schools.values("pk"),
        )
        .order_by("pk")
        .values_list("activity_id", "class_group_id", "present")
    )
    return tuple(
        Attendance(visit, group, held[visit], present)
        for visit, group, present in rows
        if visit in held
    )


def _held(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    return activities.filter(status=ActivityStatus.HELD)
