"""How asking and matching went: Q1 to Q4 and Q8, in a fixed number of queries at any size."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Q,
    QuerySet,
)

from ecotone.activities.api import Activity, Contribution
from ecotone.activities.enums import ActivityStatus, NotHeldReason, Side
from ecotone.evaluation.selectors.people import load_of_volunteers, women_who_spoke
from ecotone.evaluation.selectors.scopes import Scope, in_place
from ecotone.evaluation.statistics.brokerage import (
    Frame,
    VolunteerLoad,
    acceptance,
    fill_rate,
    no_shows,
    service_fairness,
    time_to_match,
)
from ecotone.evaluation.statistics.disclosure.rules import Release
from ecotone.evaluation.statistics.facts import Appointment, Asking, Request
from ecotone.evaluation.statistics.network_figures import Choice
from ecotone.evaluation.statistics.values import IndicatorValue
from ecotone.matching.api import Invitation, InvitationState, Need, NeedState

NOT_VALID = (NeedState.DRAFT, NeedState.WITHDRAWN, NeedState.CANCELLED_BY_SCHOOL)
WAITING = (
    NeedState.OPEN,
    NeedState.SHORTLISTED,
    NeedState.INVITED,
    NeedState.ACCEPTED,
    NeedState.CONFIRMED,
)
# Who was released again after a yes is withdrawn too, but has answered and proposed no other date.
SAID_YES = Q(
    state__in=[
        InvitationState.ACCEPTED,
        InvitationState.RESERVE,
        InvitationState.CALLED,
        InvitationState.CANCELLED,
    ]
) | Q(state=InvitationState.WITHDRAWN, answered_at__isnull=False, proposed_starts_at=None)
STILL_OPEN = (InvitationState.SENT, InvitationState.PROPOSED)


@dataclass(frozen=True)
class BrokerageFigures:
    """How asking and matching went. Loads and gender are of the whole network, as people are."""

    fill_rate: IndicatorValue
    time_to_match: IndicatorValue
    acceptance: tuple[IndicatorValue, ...]
    visitor_no_shows: IndicatorValue
    school_no_shows: IndicatorValue
    fairness: IndicatorValue
    load: VolunteerLoad
    women: IndicatorValue
    asking_schools: frozenset[int]


def brokerage_figures(
    scope: Scope, choice: Choice, release: Release, *, n_schools: int
) -> BrokerageFigures:
    """All of them for the choice, as the audience may see them. Seven queries."""
    frame = Frame(scope.year.label, scope.as_of, n_schools)
    needs = _needs(scope, choice)
    requests = _requests(needs)
    appointments = _appointments(scope, choice)
    visitor, school = no_shows(appointments, frame)
    served = _served(scope, choice)
    return BrokerageFigures(
        fill_rate=fill_rate(requests, frame),
        time_to_match=time_to_match(requests, frame),
        acceptance=acceptance(_askings(needs), frame),
        visitor_no_shows=visitor,
        school_no_shows=school,
        fairness=service_fairness(requests, served, frame),
        load=load_of_volunteers(scope, frame, release),
        women=women_who_spoke(scope, frame, release),
        asking_schools=frozenset(row.school for row in requests if row.is_waiting),
    )


def _needs(scope: Scope, choice: Choice) -> QuerySet[Need]:
    """The valid requests: sent, and not taken back by the school itself."""
    needs = Need.objects.filter(
        network_id__in=scope.network_ids, school_year=scope.year.label
    ).exclude(state__in=NOT_VALID)
    if choice.place is not None:
        needs = needs.filter(school__in=in_place(choice.place))
    if choice.level is not None:
        needs = needs.filter(class_group__isced_level=choice.level)
    return needs


def _requests(needs: QuerySet[Need]) -> list[Request]:
    yes = Max("invitations__answered_at", filter=Q(invitations__state=InvitationState.ACCEPTED))
    rows = (
        needs.order_by("pk")
        .annotate(yes_at=yes)
        .values_list("pk", "school_id", "state", "activity__status", "sent_at", "yes_at")
    )
    return [
        Request(
            key=pk,
            school=school,
            is_fulfilled=status == ActivityStatus.HELD,
            is_waiting=state in WAITING and status != ActivityStatus.HELD,
            days_to_match=_days(sent_at, yes_at),
        )
        for pk, school, state, status, sent_at, yes_at in rows
    ]


def _days(sent_at: dt.datetime | None, yes_at: dt.datetime | None) -> float | None:
    if sent_at is None or yes_at is None:
        return None
    return (yes_at - sent_at) / dt.timedelta(days=1)


def _askings(needs: QuerySet[Need]) -> list[Asking]:
    """Everybody asked; those whose answer was no longer needed before it came are left out."""
    rows = (
        Invitation.objects.filter(need__in=needs.values("pk"))
        .exclude(state=InvitationState.WITHDRAWN, answered_at=None)
        .annotate(said_yes=ExpressionWrapper(SAID_YES, output_field=BooleanField()))
        .order_by("pk")
        .values_list("pk", "wave__number", "said_yes", "state")
    )
    return [Asking(pk, wave, yes, state in STILL_OPEN) for pk, wave, yes, state in rows]


def _over(scope: Scope, choice: Choice) -> QuerySet[Activity]:
    """Agreed visits whose end was reported, in the places and levels that were chosen."""
    visits = scope.activities().filter(status__in=[ActivityStatus.HELD, ActivityStatus.NOT_HELD])
    if choice.place is not None:
        visits = visits.filter(host__in=in_place(choice.place))
    if choice.level is not None:
        visits = visits.filter(
            pk__in=Activity.objects.filter(
                attendance__class_group__isced_level=choice.level
            ).values("pk")
        )
    return visits


def _appointments(scope: Scope, choice: Choice) -> list[Appointment]:
    absent = Contribution.objects.filter(activity=OuterRef("pk"), no_show=True)
    both_say = Count(
        "reports", filter=Q(reports__not_held_reason=NotHeldReason.CLASS_ABSENT), distinct=True
    )
    rows = (
        _over(scope, choice)
        .order_by("pk")
        .annotate(visitor_absent=Exists(absent), words=both_say)
        .values_list("pk", "visitor_absent", "words")
    )
    return [Appointment(pk, visitor, words == len(Side)) for pk, visitor, words in rows]


def _served(scope: Scope, choice: Choice) -> Counter[int]:
    held = _over(scope, choice).filter(status=ActivityStatus.HELD).order_by()
    rows = held.values("host_id").annotate(visits=Count("pk"))
    return Counter({row["host_id"]: row["visits"] for row in rows})
