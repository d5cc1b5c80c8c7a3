"""A visit is confirmed only when every hard rule is met."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from ecotone.activities.api import confirm_two_adults, confirm_visit
from ecotone.matching import mails
from ecotone.matching.enums import NeedState
from ecotone.matching.rules import Rule, UnmetRule, unmet_rules
from ecotone.matching.services.transitions import change_need, lock_need
from ecotone.matching.states import NEED, NeedEvent

if TYPE_CHECKING:
    from ecotone.accounts.api import User
    from ecotone.matching.models import Need


class RulesNotMet(Exception):
    """The visit cannot be confirmed yet; ``unmet`` says why."""

    def __init__(self, unmet: list[UnmetRule]) -> None:
        super().__init__(", ".join(rule.rule for rule in unmet))
        self.unmet = unmet


@transaction.atomic
def confirm_need(*, need: "Need", now: dt.datetime, by: "User | None") -> None:
    """Confirm the visit and send both sides the sheet. Raises RulesNotMet, NotAllowedNow."""
    need = lock_need(need.pk)
    NEED.after(NeedState(need.state), NeedEvent.CONFIRM)
    if unmet := unmet_rules(need):
        raise RulesNotMet(unmet)
    activity = need.activity
    if activity is None:
        raise RulesNotMet([UnmetRule(Rule.NO_VISITOR)])
    confirm_visit(activity=activity, by=by)
    need.school_told_at = now
    change_need(need, NeedEvent.CONFIRM, by=by, also=("school_told_at",))
    mails.send_sheets(need)


@transaction.atomic
def confirm_if_possible(*, need: "Need", now: dt.datetime, by: "User | None") -> bool:
    """Confirm at once when nothing stands in the way; else tell who can mend it."""
    unmet = unmet_rules(need)
    if unmet:
        mails.tell_what_is_missing(need, unmet)
        return False
    confirm_need(need=need, now=now, by=by)
    need.refresh_from_db()
    return True


@transaction.atomic
def confirm_adults_stay(*, need: "Need", now: dt.datetime, by: "User") -> None:
    """The school confirms the two-adult rule; the visit is confirmed if it can be."""
    need = lock_need(need.pk)
    if need.activity is None:
        raise RulesNotMet([UnmetRule(Rule.NO_VISITOR)])
    confirm_two_adults(activity=need.activity, now=now, by=by)
    if need.state == NeedState.ACCEPTED and not unmet_rules(need):
        confirm_need(need=need, now=now, by=by)
