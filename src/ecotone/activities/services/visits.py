"""One user intention each: plan, confirm, move, cancel a visit and change its visitor."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from ecotone.activities.enums import ActivityStatus, CancelReason, ContributionRole, Side
from ecotone.activities.models import Activity, ActivityNetwork, ClassAttendance, Contribution
from ecotone.activities.services.claims import claim_time, release_time
from ecotone.activities.states import ACTIVITY, ActivityEvent
from ecotone.core.audit import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ecotone.accounts.api import User
    from ecotone.networks.api import ClassGroup, Network, Organisation


@dataclass(frozen=True)
class VisitPlan:
    """What is known of a visit when somebody says yes."""

    format: str
    title: str
    host: "Organisation"
    class_group: "ClassGroup"
    network: "Network"
    host_contact: "User"
    starts_at: dt.datetime
    ends_at: dt.datetime
    mode: str
    language: str
    topics: "Iterable[str]" = ()
    room: str = ""
    arrival: str = ""
    equipment: str = ""
    is_synthetic: bool = False


def holder_of(activity: Activity) -> str:
    """How the activity signs the time it takes."""
    return f"activity:{activity.pk}"


def class_subject(class_group_id: int) -> str:
    return f"class:{class_group_id}"


@transaction.atomic
def plan_visit(*, plan: VisitPlan, by: "User | None") -> Activity:
    """Make the activity and take the class's time. Raises AlreadyTaken."""
    activity = Activity.objects.create(
        format=plan.format,
        title=plan.title,
        status=ActivityStatus.OPEN,
        school_year=plan.class_group.school_year,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        time_zone=plan.network.time_zone,
        mode=plan.mode,
        host=plan.host,
        language=plan.language,
        topics=list(plan.topics),
        room=plan.room,
        arrival=plan.arrival,
        equipment=plan.equipment,
        host_contact=plan.host_contact,
        contact_class="C" if plan.mode == "ONLINE" else "A",
        is_synthetic=plan.is_synthetic,
    )
    ActivityNetwork.objects.create(activity=activity, network=plan.network)
    ClassAttendance.objects.create(
        activity=activity, class_group=plan.class_group, expected=plan.class_group.headcount
    )
    claim_time(
        subjects=[class_subject(plan.class_group.pk)],
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        holder=holder_of(activity),
    )
    record(action="visit.planned", subject=activity, by=by)
    return activity


@transaction.atomic
def set_visitor(
    *,
    activity: Activity,
    person: "User",
    organisation: "Organisation | None",
    role: ContributionRole = ContributionRole.ROLE_MODEL,
    by: "User | None",
) -> Contribution:
    """Name the person who comes. Their time is claimed by the caller, whose subject it knows."""
    contribution, _ = Contribution.objects.update_or_create(
        activity=activity,
        person=person,
        defaults={
            "organisation": organisation,
            "role": role,
            "withdrawn_at": None,
            "reconfirmed_at": None,
        },
    )
    record(action="visit.visitor_set", subject=activity, by=by, after={"person": person.pk})
    return contribution


@transaction.atomic
def remove_visitor(
    *, activity: Activity, person: "User", claim_subject: str, now: dt.datetime, by: "User | None"
) -> None:
    """The person no longer comes: their time is free again, the visit is no longer confirmed."""
    Contribution.objects.filter(activity=activity, person=person).update(withdrawn_at=now)
    release_time(holder=holder_of(activity), subjects=[claim_subject])
    activity.status = ACTIVITY.after(ActivityStatus(activity.status), ActivityEvent.UNCONFIRM)
    activity.sequence += 1
    activity.save(update_fields=["status", "sequence"])
    record(action="visit.visitor_removed", subject=activity, by=by, before={"person": person.pk})


@transaction.atomic
def confirm_visit(*, activity: Activity, by: "User | None") -> None:
    """Mark the visit confirmed. The hard rules are checked by the caller, who knows them."""
    activity.status = ACTIVITY.after(ActivityStatus(activity.status), ActivityEvent.CONFIRM)
    activity.sequence += 1
    activity.save(update_fields=["status", "sequence"])
    record(action="visit.confirmed", subject=activity, by=by)


@transaction.atomic
def unconfirm_visit(*, activity: Activity, by: "User | None") -> None:
    """The visit is still agreed, but a rule is no longer met: it is not confirmed any more."""
    activity.status = ACTIVITY.after(ActivityStatus(activity.status), ActivityEvent.UNCONFIRM)
    activity.sequence += 1
    activity.save(update_fields=["status", "sequence"])
    record(action="visit.unconfirmed", subject=activity, by=by)


@transaction.atomic
def confirm_two_adults(*, activity: Activity, now: dt.datetime, by: "User | None") -> None:
    """The school says that a responsible adult stays with the class all the time."""
    if activity.two_adults_confirmed_at is None:
        activity.two_adults_confirmed_at = now
        activity.save(update_fields=["two_adults_confirmed_at"])
        record(action="visit.two_adults_confirmed", subject=activity, by=by)


@transaction.atomic
def move_visit(
    *,
    activity: Activity,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    subjects: "Iterable[str]",
    by: "User | None",
) -> None:
    """Give the visit another time, for all subjects or for none. Raises AlreadyTaken."""
    before = {"starts_at": activity.starts_at.isoformat(), "ends_at": activity.ends_at.isoformat()}
    activity.status = ACTIVITY.after(ActivityStatus(activity.status), ActivityEvent.MOVE)
    release_time(holder=holder_of(activity))
    claim_time(subjects=subjects, starts_at=starts_at, ends_at=ends_at, holder=holder_of(activity))
    activity.starts_at, activity.ends_at = starts_at, ends_at
    activity.school_reconfirmed_at = None
    activity.sequence += 1
    activity.save(
        update_fields=["starts_at", "ends_at", "status", "sequence", "school_reconfirmed_at"]
    )
    activity.contributions.update(reconfirmed_at=None)
    record(
        action="visit.moved",
        subject=activity,
        by=by,
        before=before,
        after={"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()},
    )


@transaction.atomic
def cancel_visit(
    *, activity: Activity, reason: CancelReason, now: dt.datetime, by: "User | None"
) -> None:
    """Call the visit off. All time it took is free again; calendars hear of it."""
    activity.status = ACTIVITY.after(ActivityStatus(activity.status), ActivityEvent.CANCEL)
    activity.cancelled_at = now
    activity.cancel_reason = reason
    activity.sequence += 1
    activity.save(update_fields=["status", "cancelled_at", "cancel_reason", "sequence"])
    release_time(holder=holder_of(activity))
    record(action="visit.cancelled", subject=activity, by=by, after={"reason": str(reason)})


@transaction.atomic
def describe_visit(
    *,
    activity: Activity,
    room: str,
    arrival: str,
    equipment: str,
    meeting_link: str,
    by: "User | None",
) -> None:
    """Keep what the visitor must know; a change raises the calendar's sequence."""
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    new = {"room": room, "arrival": arrival, "equipment": equipment, "meeting_link": meeting_link}
    before = {name: getattr(activity, name) for name in new}
    if new == before:
        return
    for name, value in new.items():
        setattr(activity, name, value)
    activity.sequence += 1
    activity.save(update_fields=[*new, "sequence"])
    record(action="visit.described", subject=activity, by=by, before=before, after=new)


@transaction.atomic
def reconfirm_visit(*, activity: Activity, person: "User", side: Side, now: dt.datetime) -> None:
    """One side says, a week before, that all is well. Saying it again changes nothing."""
    if side == Side.SCHOOL:
        Activity.objects.filter(pk=activity.pk, school_reconfirmed_at=None).update(
            school_reconfirmed_at=now
        )
        return
    activity.contributions.filter(person=person, reconfirmed_at=None).update(reconfirmed_at=now)
