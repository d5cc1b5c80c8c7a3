"""The teacher's part: my needs, my visits, and what I have not yet said of them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from ecotone.accounts.api import User
from ecotone.activities.api import Activity, Contribution, Side, visit_token
from ecotone.activities.enums import ActivityStatus
from ecotone.matching.api import Invitation, InvitationState, Need, NeedState
from ecotone.networks.api import Organisation
from ecotone.portal.selectors.desk.parts import (
    Coming,
    Deed,
    Part,
    Task,
    day_in_words,
    due_kind,
    in_words,
    joined,
)

WAITING = (NeedState.OPEN, NeedState.SHORTLISTED, NeedState.INVITED)
AGREED = (NeedState.ACCEPTED, NeedState.CONFIRMED)
RECONFIRM_FROM = dt.timedelta(days=9)
MOST_NEEDS = 40


@dataclass(frozen=True)
class WaitingNeed:
    """A need of mine that still looks for somebody, with the day by which I hear."""

    need: Need
    answer: str
    kind: str


@dataclass(frozen=True)
class TeacherPart(Part):
    waiting: tuple[WaitingNeed, ...] = ()


def teacher_part(
    person: User, schools: list[Organisation], *, now: dt.datetime, today: dt.date
) -> TeacherPart:
    """Five queries, however many needs there are."""
    needs = _needs_of(person)
    return TeacherPart(
        tasks=[task for need in needs for task in _tasks_of(need, person, now)],
        coming=[_coming(need) for need in needs if _is_ahead(need, now)],
        deeds=[
            Deed(
                _("Ask for a visit"),
                reverse("matching:new-need"),
                _("Three minutes, and you know by when you get an answer."),
                is_first=True,
            ),
            Deed(_("All my needs"), reverse("matching:needs"), _("What was, and what came of it.")),
            *(_classes(school) for school in schools),
        ],
        waiting=tuple(_waiting(need, today) for need in needs if need.state in WAITING),
    )


def _classes(school: Organisation) -> Deed:
    return Deed(
        _("Classes of my school"),
        reverse("networks:classes", args=[school.public_id]),
        school.name,
    )


def _needs_of(person: User) -> list[Need]:
    return list(
        Need.objects.filter(teacher=person, state__in=(*WAITING, *AGREED))
        .with_people()
        .select_related("activity")
        .prefetch_related(
            "slots",
            Prefetch(
                "invitations",
                queryset=Invitation.objects.filter(state=InvitationState.PROPOSED).select_related(
                    "person"
                ),
                to_attr="proposals",
            ),
            Prefetch(
                "activity__contributions",
                queryset=Contribution.objects.filter(withdrawn_at=None).select_related("person"),
            ),
        )
        .order_by("-id")[:MOST_NEEDS]
    )


def _is_ahead(need: Need, now: dt.datetime) -> bool:
    return need.activity is not None and need.state in AGREED and need.activity.ends_at > now


def _tasks_of(need: Need, person: User, now: dt.datetime) -> list[Task]:
    tasks = [_answer_proposal(need, row) for row in need.proposals]  # type: ignore[attr-defined]
    activity = need.activity
    if activity is None or need.state not in AGREED:
        return tasks
    if activity.ends_at <= now:
        return [*tasks, _say_what_happened(need, activity, person)]
    if not _adults_are_promised(need, activity):
        return [*tasks, _promise_adults(need, activity)]
    is_near = activity.starts_at - now <= RECONFIRM_FROM
    if is_near and activity.school_reconfirmed_at is None:
        tasks.append(_reconfirm(need, activity, person))
    return tasks


def _answer_proposal(need: Need, invitation: Invitation) -> Task:
    when = invitation.proposed_starts_at
    return Task(
        title=_("%(person)s proposes another date") % {"person": invitation.person},
        url=need.get_absolute_url(),
        why=joined(need.theme, need.class_group.label),
        due=in_words(when, need.network.time_zone) if when else "",
        action=_("Answer"),
        kind="waiting",
        until=invitation.sent_at,
    )


def _say_what_happened(need: Need, activity: Activity, person: User) -> Task:
    return Task(
        title=_("Did “%(theme)s” take place?") % {"theme": need.theme},
        url=reverse("matching:afterwards", args=[visit_token(activity, person, Side.SCHOOL)]),
        why=_("Only what you confirm counts. It takes less than a minute."),
        due=in_words(activity.starts_at, activity.time_zone),
        action=_("Say what happened"),
        kind="warning",
        until=activity.ends_at,
    )


def _adults_are_promised(need: Need, activity: Activity) -> bool:
    profile = getattr(need.school, "school", None)
    for_all = bool(profile and profile.two_adult_rule_confirmed_on)
    return for_all or activity.two_adults_confirmed_at is not None


def _promise_adults(need: Need, activity: Activity) -> Task:
    return Task(
        title=_("Say that an adult of the school stays with the class"),
        url=need.get_absolute_url(),
        why=_("“%(theme)s” cannot be confirmed before.") % {"theme": need.theme},
        due=in_words(activity.starts_at, activity.time_zone),
        action=_("Confirm"),
        kind="warning",
        until=activity.starts_at,
    )


def _reconfirm(need: Need, activity: Activity, person: User) -> Task:
    return Task(
        title=_("Say that all is well for “%(theme)s”") % {"theme": need.theme},
        url=reverse("matching:confirm", args=[visit_token(activity, person, Side.SCHOOL)]),
        why=_("A word a week before keeps the visit from falling through."),
        due=in_words(activity.starts_at, activity.time_zone),
        action=_("Confirm"),
        kind="info",
        until=activity.starts_at,
    )


def _coming(need: Need) -> Coming:
    activity = need.activity
    if activity is None:
        raise LookupError(need.pk)
    visitors = ", ".join(str(row.person) for row in activity.contributions.all())
    is_confirmed = activity.status == ActivityStatus.CONFIRMED
    return Coming(
        starts_at=activity.starts_at,
        when=in_words(activity.starts_at, activity.time_zone),
        title=activity.title,
        detail=joined(visitors, need.class_group.label, activity.get_mode_display()),
        url=activity.get_absolute_url(),
        language=activity.language,
        status=activity.get_status_display() if is_confirmed else need.get_state_display(),
        kind="success" if is_confirmed else "waiting",
    )


def _waiting(need: Need, today: dt.date) -> WaitingNeed:
    due = need.answer_due_on
    return WaitingNeed(
        need=need,
        answer=_("answer by %(day)s") % {"day": day_in_words(due)} if due else "",
        kind=due_kind(due, today=today) if due else "neutral",
    )
