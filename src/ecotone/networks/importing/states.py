"""The states of an import, as a table."""

from enum import StrEnum

from ecotone.core.states import StateTable
from ecotone.networks.enums import ImportStatus as S


class ImportEvent(StrEnum):
    CHECK = "check"
    ACCEPT = "accept"
    REFUSE = "refuse"
    CONFIRM = "confirm"
    FINISH = "finish"
    FAIL = "fail"
    EXPIRE = "expire"


IMPORT: StateTable[S, ImportEvent] = StateTable(
    name="import",
    arrows={
        # A check may be repeated with another mapping, also one that never ended.
        ImportEvent.CHECK: dict.fromkeys(
            (S.UPLOADED, S.CHECKING, S.CHECKED, S.REFUSED, S.FAILED), S.CHECKING
        ),
        ImportEvent.ACCEPT: {S.CHECKING: S.CHECKED},
        ImportEvent.REFUSE: {S.CHECKING: S.REFUSED},
        ImportEvent.CONFIRM: {S.CHECKED: S.RUNNING},
        ImportEvent.FINISH: {S.RUNNING: S.DONE},
        ImportEvent.FAIL: {S.RUNNING: S.FAILED},
        ImportEvent.EXPIRE: dict.fromkeys(
            (S.UPLOADED, S.CHECKING, S.CHECKED, S.REFUSED, S.FAILED), S.EXPIRED
        ),
    },
)
