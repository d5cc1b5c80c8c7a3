"""A volunteer's own record (RM-5): what they did, whom they met, what is left of their limit."""

import datetime as dt
from dataclasses import dataclass

from ecotone.accounts.api import User
from ecotone.activities.api import Activity, Contribution, Side
from ecotone.matching.enums import InvitationState
from ecotone.matching.models import Invitation, Offer
from ecotone.networks.api import school_year_label


@dataclass(frozen=True)
class HeldVisit:
    """A visit that the school confirmed. ``pupils`` is who was there, None when nobody counted."""

    activity: Activity
    pupils: int | None
    pupils_asked: str


@dataclass(frozen=True)
class VolunteerRecord:
    """Held visits of one school year, newest first, with their sums and the person's own limit."""

    school_year: str
    visits: list[HeldVisit]
    pupils: int
    schools: int
    with_questions: int
    agreed: int
    limit: int
    school_years: list[str]

    @property
    def is_at_limit(self) -> bool:
        return self.limit > 0 and self.agreed >= self.limit


def record_of(person: User, *, school_year: str, today: dt.date) -> VolunteerRecord:
    """The person's held visits in the school year. Only what a school confirmed counts."""
    rows = (
        Contribution.objects.filter(
            person=person, withdrawn_at=None, no_show=False, activity__status="HELD"
        )
        .select_related("activity__host")
        .prefetch_related("activity__attendance", "activity__reports")
        .order_by("-activity__starts_at", "-pk")
    )
    activities = [row.activity for row in rows]
    visits = [_held(one) for one in activities if one.school_year == school_year]
    agreed = Invitation.objects.filter(
        person=person, school_year=school_year, state=InvitationState.ACCEPTED
    ).count()
    limits = Offer.objects.filter(person=person, is_of_organisation=False).values_list(
        "cap_per_year", flat=True
    )
    years = {one.school_year for one in activities} | {school_year_label(today)}
    return VolunteerRecord(
        school_year=school_year,
        visits=visits,
        pupils=sum(visit.pupils or 0 for visit in visits),
        schools=len({visit.activity.host_id for visit in visits}),
        with_questions=sum(visit.pupils_asked in ("yes", "some") for visit in visits),
        agreed=agreed,
        limit=max(limits, default=0),
        school_years=sorted(years, reverse=True),
    )


def _held(activity: Activity) -> HeldVisit:
    counts = [row.present for row in activity.attendance.all() if row.present is not None]
    reports = {report.side: report for report in activity.reports.all()}
    school = reports.get(Side.SCHOOL)
    return HeldVisit(
        activity=activity,
        pupils=sum(counts) if counts else None,
        pupils_asked=school.pupils_asked if school else "",
    )
