"""Somebody who may not visit schools for now is taken out of everything that is open."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from ecotone.activities.api import release_time
from ecotone.activities.enums import CancelReason
from ecotone.matching import mails
from ecotone.matching.enums import InvitationState
from ecotone.matching.models import Invitation
from ecotone.matching.services.answers import from_here_on
from ecotone.matching.services.closing import ALL_STATES, RESERVE_STATES, reserve_holder
from ecotone.matching.services.each import for_each
from ecotone.matching.services.endings import lose_visitor, search_again
from ecotone.matching.services.seats import lock_invitation
from ecotone.matching.services.transitions import change_invitation
from ecotone.matching.states import InvitationEvent

MAY_NOT = Q(person__is_active=False) | Q(person__suspended_at__isnull=False)


def stop_suspended(*, now: dt.datetime) -> int:
    """Withdraw every open question to them; their agreed visits get another visitor.

    Domain brief 6.1: within a minute, so the clock runs it. What has begun is left as it is.
    """
    open_ones = Invitation.objects.filter(MAY_NOT, state__in=ALL_STATES).exclude(
        state=InvitationState.ACCEPTED, need__activity__starts_at__lte=now
    )
    return for_each(open_ones.values_list("pk", flat=True), lambda pk: _stop(pk, now))


@transaction.atomic
def _stop(invitation_id: int, now: dt.datetime) -> bool:
    need, invitation = lock_invitation(invitation_id)
    was = InvitationState(invitation.state)
    if was not in ALL_STATES:
        return False
    if was == InvitationState.ACCEPTED:
        if need.activity is None or need.activity.starts_at <= now:
            return False
        invitation.cancel_reason = CancelReason.OTHER
        change_invitation(invitation, InvitationEvent.CANCEL, by=None, also=("cancel_reason",))
        lose_visitor(need, invitation, now=now, by=None)
    else:
        change_invitation(invitation, InvitationEvent.WITHDRAW, by=None)
        release_time(holder=reserve_holder(invitation))
        from_here_on(need, invitation, was_called=False, now=now, by=None)
        if was == InvitationState.CALLED:
            search_again(need, now=now, by=None)
    if was == InvitationState.ACCEPTED or was in RESERVE_STATES:
        mails.tell_no_longer_needed(invitation, was)
    return True
