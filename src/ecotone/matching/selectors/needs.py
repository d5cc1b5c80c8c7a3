"""What the teacher's pages show of needs."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from ecotone.accounts.api import User
from ecotone.activities.api import Contribution, Report, Side, visit_url
from ecotone.matching.enums import InvitationState, NeedState
from ecotone.matching.models import Invitation, Need
from ecotone.matching.rules import UnmetRule, unmet_rules
from ecotone.matching.states import NEED, NeedEvent
from ecotone.networks.api import ClassGroup, Network, school_year_on


def own_class_groups(
    school_ids: Collection[int], teacher: User, *, today: dt.date
) -> QuerySet[ClassGroup]:
    """The class groups of this school year at the teacher's schools, their own classes first."""
    is_own = ExpressionWrapper(Q(contact=teacher), output_field=BooleanField())
    return (
        ClassGroup.objects.filter(school_id__in=school_ids, school_year=school_year_on(today).label)
        .select_related("school")
        .order_by(is_own.desc(), "school__name", "label", "id")
    )


def first_wishes(teacher: User, network: Network) -> dict[str, Any]:
    """What is filled in before the teacher comes: as last time, else what is most common."""
    last = Need.objects.filter(teacher=teacher).order_by("-id").first()
    language = network.languages[0] if network.languages else teacher.language
    if last is None:
        return {"language": language}
    return {
        "class_group": last.class_group_id,
        "language": last.language,
        "mode": last.mode,
        "room": last.room,
        "equipment": last.equipment,
        "step_free_school": last.step_free_school,
    }


def needs_of_teacher(teacher: User) -> QuerySet[Need]:
    """All of the teacher's needs, newest first, with what their list shows."""
    return (
        Need.objects.filter(teacher=teacher)
        .with_people()
        .select_related("activity")
        .order_by("-id")
    )


@dataclass(frozen=True)
class NeedPage:
    """One need with all that its page shows and offers."""

    need: Need
    visitors: list[Contribution]
    proposals: list[Invitation]
    asked: int
    unmet: list[UnmetRule] = field(default_factory=list)
    can_withdraw: bool = False
    can_cancel: bool = False
    can_move: bool = False
    can_reopen: bool = False
    can_broker: bool = False
    sheet_url: str = ""
    report_url: str = ""
    reports: list[Report] = field(default_factory=list)


def need_page(need: Need, *, may_act: bool, may_broker: bool) -> NeedPage:
    """The page of one need, with the acts that its state and the reader's rights allow."""
    activity = need.activity
    invitations = list(
        need.invitations.filter(round=need.round).select_related("person", "offer__organisation")
    )
    state = NeedState(need.state)
    lies_ahead = activity is None or not activity.has_begun
    past = activity is not None and need.state in (NeedState.HELD, NeedState.NOT_HELD)
    return NeedPage(
        need=need,
        visitors=list(
            activity.contributions.filter(withdrawn_at=None).select_related(
                "person", "organisation"
            )
            if activity
            else []
        ),
        proposals=[row for row in invitations if row.state == InvitationState.PROPOSED],
        asked=len(invitations),
        unmet=unmet_rules(need) if state == NeedState.ACCEPTED else [],
        can_withdraw=may_act and NEED.allows(state, NeedEvent.WITHDRAW),
        can_cancel=may_act and lies_ahead and NEED.allows(state, NeedEvent.CANCEL_BY_SCHOOL),
        can_move=may_act and lies_ahead and NEED.allows(state, NeedEvent.MOVE),
        can_reopen=may_act and NEED.allows(state, NeedEvent.REOPEN),
        can_broker=may_broker,
        sheet_url=visit_url(activity, need.teacher, Side.SCHOOL) if activity and may_act else "",
        report_url=visit_url(activity, need.teacher, Side.SCHOOL, "afterwards")
        if activity and may_act and (past or state in (NeedState.CONFIRMED, NeedState.ACCEPTED))
        else "",
        reports=list(activity.reports.all()) if activity else [],
    )
