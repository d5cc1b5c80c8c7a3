"""The states of an activity, as a table."""

from enum import StrEnum

from ecotone.activities.enums import ActivityStatus as S
from ecotone.core.states import StateTable


class ActivityEvent(StrEnum):
    OPEN = "open"
    CONFIRM = "confirm"
    UNCONFIRM = "unconfirm"
    MOVE = "move"
    HOLD = "hold"
    MISS = "miss"
    CANCEL = "cancel"


ACTIVITY: StateTable[S, ActivityEvent] = StateTable(
    name="activity",
    arrows={
        ActivityEvent.OPEN: {S.DRAFT: S.OPEN},
        ActivityEvent.CONFIRM: {S.OPEN: S.CONFIRMED},
        ActivityEvent.UNCONFIRM: {S.CONFIRMED: S.OPEN, S.OPEN: S.OPEN},
        ActivityEvent.MOVE: {S.OPEN: S.OPEN, S.CONFIRMED: S.CONFIRMED},
        ActivityEvent.HOLD: {S.OPEN: S.HELD, S.CONFIRMED: S.HELD, S.NOT_HELD: S.HELD},
        ActivityEvent.MISS: {
            S.OPEN: S.NOT_HELD,
            S.CONFIRMED: S.NOT_HELD,
            S.HELD: S.NOT_HELD,
        },
        ActivityEvent.CANCEL: {S.DRAFT: S.CANCELLED, S.OPEN: S.CANCELLED, S.CONFIRMED: S.CANCELLED},
    },
)
