"""The head's part: who enters the building in the next days, and which classes had nothing."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from ecotone.activities.api import Activity, ClassAttendance
from ecotone.activities.enums import ActivityStatus
from ecotone.networks.api import ClassGroup, Organisation, school_year_label
from ecotone.portal.selectors.desk.parts import Coming, Deed, Part, in_words, joined

AHEAD = dt.timedelta(days=7)
COUNTS = (ActivityStatus.OPEN, ActivityStatus.CONFIRMED, ActivityStatus.HELD)


@dataclass(frozen=True)
class SchoolPart:
    """One school that I lead: its classes of this year that had nothing and expect nothing."""

    school: Organisation
    visitors_url: str
    figures_url: str
    school_year: str
    classes: int
    without: list[str]

    @property
    def served(self) -> int:
        return self.classes - len(self.without)


@dataclass(frozen=True)
class HeadPart(Part):
    schools: tuple[SchoolPart, ...] = ()


def head_part(schools: list[Organisation], *, now: dt.datetime, today: dt.date) -> HeadPart:
    """Four queries for any number of schools."""
    classes = _classes(schools, today)
    return HeadPart(
        coming=[_visitor(activity) for activity in _visits(schools, now)],
        deeds=[
            Deed(
                _("Print the visitors' list"),
                reverse("activities:visitors", args=[school.public_id]),
                school.name,
            )
            for school in schools
        ],
        schools=tuple(_school(school, classes, today) for school in schools),
    )


def _classes(schools: list[Organisation], today: dt.date) -> list[ClassGroup]:
    taken = ClassAttendance.objects.filter(class_group=OuterRef("pk"), activity__status__in=COUNTS)
    return list(
        ClassGroup.objects.filter(school__in=schools, school_year=school_year_label(today))
        .annotate(has_visit=Exists(taken))
        .order_by("label", "id")
    )


def _visits(schools: list[Organisation], now: dt.datetime) -> list[Activity]:
    return list(
        Activity.objects.upcoming(now)
        .filter(host__in=schools, starts_at__lt=now + AHEAD)
        .for_sheet()
        .select_related("host_contact")
        .order_by("starts_at", "id")
    )


def _visitor(activity: Activity) -> Coming:
    names = [
        joined(str(row.person), str(row.organisation or ""))
        for row in activity.contributions.all()
        if row.withdrawn_at is None
    ]
    host = activity.host_contact
    is_confirmed = activity.status == ActivityStatus.CONFIRMED
    return Coming(
        starts_at=activity.starts_at,
        when=in_words(activity.starts_at, activity.time_zone),
        title=activity.title,
        detail=joined(", ".join(names), _("with %(teacher)s") % {"teacher": host} if host else ""),
        url=activity.get_absolute_url(),
        language=activity.language,
        status=_("Confirmed") if is_confirmed else _("Not confirmed yet"),
        kind="success" if is_confirmed else "waiting",
    )


def _school(school: Organisation, classes: list[ClassGroup], today: dt.date) -> SchoolPart:
    own = [group for group in classes if group.school_id == school.pk]
    return SchoolPart(
        school=school,
        visitors_url=reverse("activities:visitors", args=[school.public_id]),
        figures_url=reverse("evaluation:school-figures", args=[school.public_id]),
        school_year=school_year_label(today),
        classes=len(own),
        without=[group.label for group in own if not group.has_visit],  # type: ignore[attr-defined]
    )
