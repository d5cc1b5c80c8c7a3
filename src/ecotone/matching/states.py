"""The state machine of a need and of an invitation (domain brief 5.5), as tables.

``Need`` and ``Invitation`` rows change state only through these tables, in services.
"""

from enum import StrEnum

from ecotone.core.states import StateTable
from ecotone.matching.enums import InvitationState as I
from ecotone.matching.enums import NeedState as N


class NeedEvent(StrEnum):
    SEND = "send"
    SHORTLIST = "shortlist"
    INVITE = "invite"
    ACCEPT = "accept"
    CONFIRM = "confirm"
    UNCONFIRM = "unconfirm"
    LOSE_VISITOR = "lose_visitor"
    MOVE = "move"
    REPORT_HELD = "report_held"
    REPORT_NOT_HELD = "report_not_held"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    CANCEL_BY_SCHOOL = "cancel_by_school"
    REOPEN = "reopen"


_WAITING = (N.OPEN, N.SHORTLISTED, N.INVITED)
_AGREED = (N.ACCEPTED, N.CONFIRMED)

NEED: StateTable[N, NeedEvent] = StateTable(
    name="need",
    arrows={
        NeedEvent.SEND: {N.DRAFT: N.OPEN},
        NeedEvent.SHORTLIST: {N.OPEN: N.SHORTLISTED},
        NeedEvent.INVITE: dict.fromkeys(_WAITING, N.INVITED),
        NeedEvent.ACCEPT: dict.fromkeys(_WAITING, N.ACCEPTED),
        NeedEvent.CONFIRM: {N.ACCEPTED: N.CONFIRMED},
        NeedEvent.UNCONFIRM: {N.CONFIRMED: N.ACCEPTED},
        NeedEvent.LOSE_VISITOR: dict.fromkeys(_AGREED, N.INVITED),
        NeedEvent.MOVE: {N.ACCEPTED: N.ACCEPTED, N.CONFIRMED: N.CONFIRMED},
        NeedEvent.REPORT_HELD: {N.ACCEPTED: N.HELD, N.CONFIRMED: N.HELD, N.NOT_HELD: N.HELD},
        NeedEvent.REPORT_NOT_HELD: {
            N.ACCEPTED: N.NOT_HELD,
            N.CONFIRMED: N.NOT_HELD,
            N.HELD: N.NOT_HELD,
        },
        NeedEvent.CLOSE: {N.HELD: N.CLOSED, N.NOT_HELD: N.CLOSED},
        NeedEvent.WITHDRAW: dict.fromkeys((N.DRAFT, *_WAITING), N.WITHDRAWN),
        NeedEvent.EXPIRE: dict.fromkeys(_WAITING, N.EXPIRED),
        NeedEvent.CANCEL_BY_SCHOOL: dict.fromkeys(_AGREED, N.CANCELLED_BY_SCHOOL),
        NeedEvent.REOPEN: dict.fromkeys((N.EXPIRED, N.WITHDRAWN, N.CANCELLED_BY_SCHOOL), N.OPEN),
    },
)


class InvitationEvent(StrEnum):
    ACCEPT = "accept"
    BECOME_RESERVE = "become_reserve"
    CALL_UP = "call_up"
    DECLINE = "decline"
    PROPOSE = "propose"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"


INVITATION: StateTable[I, InvitationEvent] = StateTable(
    name="invitation",
    arrows={
        InvitationEvent.ACCEPT: {
            I.SENT: I.ACCEPTED,
            I.CALLED: I.ACCEPTED,
            I.RESERVE: I.ACCEPTED,
            I.PROPOSED: I.ACCEPTED,
        },
        InvitationEvent.BECOME_RESERVE: {I.SENT: I.RESERVE, I.CALLED: I.RESERVE},
        InvitationEvent.CALL_UP: {I.RESERVE: I.CALLED},
        InvitationEvent.DECLINE: {
            I.SENT: I.DECLINED,
            I.CALLED: I.DECLINED,
            I.PROPOSED: I.DECLINED,
        },
        InvitationEvent.PROPOSE: {I.SENT: I.PROPOSED},
        InvitationEvent.EXPIRE: {I.SENT: I.EXPIRED, I.CALLED: I.EXPIRED},
        InvitationEvent.WITHDRAW: dict.fromkeys(
            (I.SENT, I.PROPOSED, I.RESERVE, I.CALLED, I.ACCEPTED), I.WITHDRAWN
        ),
        InvitationEvent.CANCEL: {
            I.ACCEPTED: I.CANCELLED,
            I.RESERVE: I.CANCELLED,
            I.CALLED: I.CANCELLED,
        },
    },
)
