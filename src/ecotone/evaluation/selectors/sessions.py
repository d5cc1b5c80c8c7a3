"""The visits behind a figure: which classes, who confirmed, and what is still missing (FU-1)."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from ecotone.activities.api import Activity, ClassAttendance
from ecotone.activities.enums import ActivityStatus
from ecotone.evaluation.selectors.access import SchoolAudience
from ecotone.evaluation.selectors.reach import choice_in, reach_rows
from ecotone.evaluation.selectors.scopes import Scope, in_place
from ecotone.evaluation.statistics.disclosure.rules import Release
from ecotone.evaluation.statistics.network_figures import Choice
from ecotone.evaluation.statistics.reach_table import reach_table, school_row
from ecotone.networks.api import Organisation, SchoolYear


@dataclass(frozen=True)
class ClassLine:
    """A class group at a visit. Pupils are None where the figure of its school is not shown."""

    label: str
    school: str
    pupils: int | None
    present: int | None


@dataclass(frozen=True)
class VisitLine:
    """A held visit and who said so; ``confirmed_by`` is empty when that person has left."""

    public_id: uuid.UUID
    title: str
    format: str
    host: str
    time_zone: str
    starts_at: dt.datetime
    classes: tuple[ClassLine, ...]
    confirmed_by: str
    confirmed_at: dt.datetime | None


@dataclass(frozen=True)
class Evidence:
    """What stands behind a figure, and the visits that are over and that nobody confirmed.

    ``told`` are the schools whose classes may be shown with their pupils; ``only`` narrows the
    classes listed to those of one school.
    """

    choice: Choice
    held: QuerySet[Activity]
    unconfirmed: QuerySet[Activity]
    release: Release
    told: frozenset[int]
    only: int | None = None

    def lines(self, visits: Iterable[Activity]) -> list[VisitLine]:
        """Lines for some of these visits; asks no further query."""
        return [self._line(visit) for visit in visits]

    def _line(self, visit: Activity) -> VisitLine:
        return VisitLine(
            public_id=visit.public_id,
            title=visit.title,
            format=visit.get_format_display(),
            host=visit.host.name,
            time_zone=visit.time_zone,
            starts_at=visit.starts_at,
            classes=tuple(
                self._class(row)
                for row in visit.attendance.all()
                if self.only in (None, row.class_group.school_id)
            ),
            confirmed_by=str(visit.confirmed_held_by) if visit.confirmed_held_by else "",
            confirmed_at=visit.confirmed_held_at,
        )

    def _class(self, row: ClassAttendance) -> ClassLine:
        group = row.class_group
        tells = group.school_id in self.told and not self.release.is_few(group.headcount)
        return ClassLine(
            label=group.label,
            school=group.school.name,
            pupils=group.headcount if tells else None,
            present=None if not tells or self.release.is_few(row.present or 0) else row.present,
        )


def evidence_of_network(
    scope: Scope, release: Release, *, place: str | None, level: str | None
) -> Evidence:
    """Held visits of the choice, newest first, and past ones without a report, oldest first.

    A class is shown with its pupils only where no figure of its school is hidden, since the hidden
    ones could be added up from it.
    """
    rows = reach_rows(scope)
    choice = choice_in(rows, place=place, level=level)
    table = reach_table(rows.facts, release, by_school=True)
    hidden = {row for row, _column in table.hidden}
    visits = _chosen(scope.activities(), choice)
    return Evidence(
        choice=choice,
        held=_held(visits),
        unconfirmed=_unconfirmed(visits, scope.now),
        release=release,
        told=frozenset(key for key in rows.schools if school_row(key) not in hidden),
    )


def evidence_of_school(audience: SchoolAudience, year: SchoolYear, now: dt.datetime) -> Evidence:
    """The same for all visits to a school or of its classes; pupils are told to its own people."""
    school = audience.school
    visits = _visits_of(school).filter(school_year=year.label)
    return Evidence(
        choice=Choice(),
        held=_held(visits),
        unconfirmed=_unconfirmed(visits, now),
        release=audience.release,
        told=frozenset({school.pk}) if audience.is_own else frozenset(),
        only=school.pk,
    )


def _chosen(visits: QuerySet[Activity], choice: Choice) -> QuerySet[Activity]:
    """Of a municipality or level: those in which one of its class groups takes part."""
    rows = ClassAttendance.objects.all()
    if choice.place is not None:
        rows = rows.filter(class_group__school__in=in_place(choice.place))
    if choice.level is not None:
        rows = rows.filter(class_group__isced_level=choice.level)
    if choice == Choice():
        return visits
    return visits.filter(pk__in=rows.values("activity_id"))


def _visits_of(school: Organisation) -> QuerySet[Activity]:
    own = ClassAttendance.objects.filter(class_group__school=school).values("activity_id")
    return Activity.objects.filter(Q(pk__in=own) | Q(host=school))


def _held(visits: QuerySet[Activity]) -> QuerySet[Activity]:
    return _with_people(visits.filter(status=ActivityStatus.HELD)).order_by("-starts_at", "-pk")


def _unconfirmed(visits: QuerySet[Activity], now: dt.datetime) -> QuerySet[Activity]:
    over = visits.filter(
        status__in=[ActivityStatus.OPEN, ActivityStatus.CONFIRMED], ends_at__lt=now
    )
    return _with_people(over).order_by("starts_at", "pk")


def _with_people(visits: QuerySet[Activity]) -> QuerySet[Activity]:
    classes = ClassAttendance.objects.select_related("class_group__school").order_by("pk")
    return visits.select_related("host", "confirmed_held_by").prefetch_related(
        Prefetch("attendance", queryset=classes)
    )
