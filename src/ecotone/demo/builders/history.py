"""What has happened already: last school year whole, this one until a fortnight ago.

Written in bulk, as an import of an older system would be: the rows agree with each other, nobody
is in two places at once, and only held visits that the school confirmed carry a headcount.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ecotone.accounts.api import User
from ecotone.activities.api import (
    Activity,
    ClassAttendance,
    Contribution,
    Report,
    Side,
    claim_time,
    class_subject,
    holder_of,
)
from ecotone.activities.enums import (
    ActivityStatus,
    CancelReason,
    ContributionRole,
    Mode,
    NotHeldReason,
)
from ecotone.demo.builders.past_invitations import write_invitations
from ecotone.demo.builders.past_visits import Outcome, PastVisit, past_visits
from ecotone.demo.world import World
from ecotone.matching.api import Need, NeedSlot, NeedState

STATUS = {
    Outcome.HELD: ActivityStatus.HELD,
    Outcome.NOT_HELD: ActivityStatus.NOT_HELD,
    Outcome.CANCELLED: ActivityStatus.CANCELLED,
}
NEED_STATE = {
    Outcome.HELD: NeedState.CLOSED,
    Outcome.NOT_HELD: NeedState.CLOSED,
    Outcome.CANCELLED: NeedState.CANCELLED_BY_SCHOOL,
    Outcome.EXPIRED: NeedState.EXPIRED,
}
WHY_NOT_HELD = (
    NotHeldReason.VISITOR_ABSENT,
    NotHeldReason.CANCELLED_LATE,
    NotHeldReason.CLASS_ABSENT,
    NotHeldReason.TECHNICAL,
)
WHY_CANCELLED = (CancelReason.SCHOOL_CALENDAR, CancelReason.TEST, CancelReason.ILLNESS)


@dataclass(frozen=True)
class Written:
    """A past visit with the rows it became."""

    visit: PastVisit
    need: Need
    slot: NeedSlot
    activity: Activity | None


def build_history(world: World) -> None:
    """Write all past visits, with their needs, invitations and reports."""
    visits = list(past_visits(world))
    activities = [_activity(world, visit) for visit in visits]
    Activity.objects.bulk_create(activity for activity in activities if activity)
    _link(visits, activities)
    needs = [
        _need(world, visit, activity) for visit, activity in zip(visits, activities, strict=True)
    ]
    Need.objects.bulk_create(needs)
    slots = [_slot(need, visit) for need, visit in zip(needs, visits, strict=True)]
    NeedSlot.objects.bulk_create(slots)
    written = [Written(*rows) for rows in zip(visits, needs, slots, activities, strict=True)]
    _write_people(world, written)
    write_invitations(world, written)
    _write_reports(world, written)
    _claim(written)


def _activity(world: World, visit: PastVisit) -> Activity | None:
    status = STATUS.get(visit.outcome)
    if status is None:
        return None
    teacher = _teacher(visit)
    profile = visit.school.organisation.school
    return Activity(
        format=visit.format,
        title=visit.words.theme,
        status=status,
        school_year=visit.classes[0].school_year,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        time_zone=visit.school.network.time_zone,
        mode=Mode.ONLINE if visit.is_online else Mode.ONSITE,
        host=visit.school.organisation,
        language=visit.school.area.language,
        topics=list(visit.words.topics),
        room=str(world.rng.randint(1, 30)),
        arrival=profile.arrival,
        host_contact=teacher,
        contact_class="C" if visit.is_online else "A",
        two_adults_confirmed_at=visit.starts_at - dt.timedelta(days=7),
        cancelled_at=visit.starts_at - dt.timedelta(days=2)
        if visit.outcome == Outcome.CANCELLED
        else None,
        cancel_reason=world.rng.choice(WHY_CANCELLED) if visit.outcome == Outcome.CANCELLED else "",
        confirmed_held_at=visit.ends_at + dt.timedelta(hours=5)
        if visit.outcome == Outcome.HELD
        else None,
        confirmed_held_by=teacher if visit.outcome == Outcome.HELD else None,
        not_held_reason=world.rng.choice(WHY_NOT_HELD) if visit.outcome == Outcome.NOT_HELD else "",
        is_synthetic=True,
    )


def _teacher(visit: PastVisit) -> User:
    return visit.classes[0].contact or visit.school.teachers[0]


def _link(visits: Sequence[PastVisit], activities: Sequence[Activity | None]) -> None:
    """Each visit in its school's network."""
    through = Activity.networks.through
    through.objects.bulk_create(
        through(activity=activity, network=visit.school.network)
        for visit, activity in zip(visits, activities, strict=True)
        if activity
    )


def _need(world: World, visit: PastVisit, activity: Activity | None) -> Need:
    sent_at = visit.starts_at - dt.timedelta(days=world.rng.randint(23, 50))
    return Need(
        network=visit.school.network,
        school=visit.school.organisation,
        class_group=visit.classes[0],
        teacher=_teacher(visit),
        school_year=visit.classes[0].school_year,
        format=visit.format,
        theme=visit.words.theme,
        topics=list(visit.words.topics),
        already_done=visit.words.done,
        language=visit.school.area.language,
        mode=Mode.ONLINE if visit.is_online else Mode.HYBRID,
        wish=visit.words.wish,
        state=NEED_STATE[visit.outcome],
        activity=activity,
        sent_at=sent_at,
        answer_due_on=sent_at.date() + dt.timedelta(days=10),
        ended_reason=activity.cancel_reason if activity else "",
        is_synthetic=True,
    )


def _slot(need: Need, visit: PastVisit) -> NeedSlot:
    return NeedSlot(need=need, rank=1, starts_at=visit.starts_at, ends_at=visit.ends_at)


def _write_people(world: World, written: Sequence[Written]) -> None:
    ClassAttendance.objects.bulk_create(
        ClassAttendance(
            activity=row.activity,
            class_group=group,
            expected=group.headcount,
            present=max(1, group.headcount - world.rng.randint(0, 3))
            if row.visit.outcome == Outcome.HELD
            else None,
        )
        for row in written
        if row.activity
        for group in row.visit.classes
    )
    Contribution.objects.bulk_create(
        Contribution(
            activity=row.activity,
            person=row.visit.offer.person,
            organisation=row.visit.offer.organisation,
            role=ContributionRole.ROLE_MODEL,
            reconfirmed_at=row.visit.starts_at - dt.timedelta(days=6),
            no_show=row.activity.not_held_reason == NotHeldReason.VISITOR_ABSENT,
        )
        for row in written
        if row.activity
    )


def _write_reports(world: World, written: Sequence[Written]) -> None:
    Report.objects.bulk_create(
        _report(world, row, side)
        for row in written
        if row.activity and row.visit.outcome in (Outcome.HELD, Outcome.NOT_HELD)
        for side in Side
        if side == Side.SCHOOL or _visitor_speaks(world, row)
    )


def _visitor_speaks(world: World, row: Written) -> bool:
    """Visitors often forget; but a no-show stands only when both sides said so."""
    is_no_show = bool(row.activity and row.activity.not_held_reason == NotHeldReason.VISITOR_ABSENT)
    return is_no_show or world.rng.random() < 0.7


def _report(world: World, row: Written, side: Side) -> Report:
    held = row.visit.outcome == Outcome.HELD
    person = row.need.teacher if side == Side.SCHOOL else row.visit.offer.person
    return Report(
        activity=row.activity,
        side=side,
        by=person,
        held=held,
        not_held_reason="" if held or row.activity is None else row.activity.not_held_reason,
        pupils_asked=world.rng.choice(["yes", "yes", "some", "no"]) if held else "",
        again=world.rng.choice([3, 4, 4, 5, 5]) if held else None,
        said_at=row.visit.ends_at + dt.timedelta(hours=world.rng.randint(1, 30)),
    )


def _claim(written: Sequence[Written]) -> None:
    """The time that held visits took; a second visit at the same time would be refused here."""
    for row in written:
        if row.activity and row.visit.outcome == Outcome.HELD:
            claim_time(
                subjects=[
                    row.visit.offer.claim_subject,
                    *(class_subject(group.pk) for group in row.visit.classes),
                ],
                starts_at=row.visit.starts_at,
                ends_at=row.visit.ends_at,
                holder=holder_of(row.activity),
            )
