"""After the visit: what was held counts, what was not is known with its reason."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from ecotone.activities.api import Side, Statement, report_visit
from ecotone.core.states import NotAllowedNow
from ecotone.matching.enums import InvitationState, NeedState
from ecotone.matching.services.closing import close_invitations, stand_down_waves
from ecotone.matching.services.transitions import change_need, lock_need
from ecotone.matching.states import NeedEvent

if TYPE_CHECKING:
    from ecotone.accounts.api import User
    from ecotone.matching.models import Need


CORRECTABLE_FOR = dt.timedelta(days=14)


@transaction.atomic
def report_need(
    *, need: "Need", side: Side, statement: Statement, now: dt.datetime, by: "User"
) -> None:
    """Take one side's word on the visit; the school's decides, and closes once both have spoken.

    A word can be corrected for two weeks after the visit; then the figures stand. Raises what
    ``activities.report_visit`` raises, and NotAllowedNow for a need without a visit or a school's
    word that comes too late for a closed file.
    """
    need = lock_need(need.pk)
    if need.activity is None:
        raise NotAllowedNow("report", need.state)
    is_late = now > need.activity.ends_at + CORRECTABLE_FOR
    if need.state == NeedState.CLOSED and side == Side.SCHOOL and is_late:
        raise NotAllowedNow("report", need.state)
    report_visit(activity=need.activity, side=side, statement=statement, now=now, by=by)
    if side == Side.SCHOOL:
        _settle(need, statement, now, by)
    spoken = need.activity.reports.values_list("side", flat=True)
    if need.state in (NeedState.HELD, NeedState.NOT_HELD) and len(set(spoken)) == len(Side):
        change_need(need, NeedEvent.CLOSE, by=by)


def _settle(need: "Need", statement: Statement, now: dt.datetime, by: "User") -> None:
    done = NeedState.HELD if statement.held else NeedState.NOT_HELD
    if need.state not in (done, NeedState.CLOSED):
        event = NeedEvent.REPORT_HELD if statement.held else NeedEvent.REPORT_NOT_HELD
        change_need(need, event, by=by)
    stand_down_waves(need)
    close_invitations(
        need,
        now=now,
        by=by,
        states=[
            InvitationState.SENT,
            InvitationState.PROPOSED,
            InvitationState.RESERVE,
            InvitationState.CALLED,
        ],
    )
