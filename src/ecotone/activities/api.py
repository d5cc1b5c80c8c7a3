"""The public face of the activities room."""

from ecotone.activities.calendar import calendar_of, method_of
from ecotone.activities.enums import CancelReason, Mode, NotHeldReason, Side
from ecotone.activities.links import (
    LinkNotValid,
    SteppedBack,
    VisitPass,
    read_visit_token,
    visit_token,
    visit_url,
)
from ecotone.activities.models import Activity, ClassAttendance, Contribution, Report, TimeClaim
from ecotone.activities.services.claims import (
    AlreadyTaken,
    claim_time,
    hand_over_time,
    release_time,
)
from ecotone.activities.services.reports import (
    HeadcountOutOfRange,
    Statement,
    TooEarlyToReport,
    report_visit,
)
from ecotone.activities.services.visits import (
    VisitPlan,
    cancel_visit,
    class_subject,
    confirm_two_adults,
    confirm_visit,
    describe_visit,
    holder_of,
    move_visit,
    plan_visit,
    reconfirm_visit,
    remove_visitor,
    set_visitor,
    unconfirm_visit,
)

__all__ = [
    "Activity",
    "AlreadyTaken",
    "CancelReason",
    "ClassAttendance",
    "Contribution",
    "HeadcountOutOfRange",
    "LinkNotValid",
    "Mode",
    "NotHeldReason",
    "Report",
    "Side",
    "Statement",
    "SteppedBack",
    "TimeClaim",
    "TooEarlyToReport",
    "VisitPass",
    "VisitPlan",
    "calendar_of",
    "cancel_visit",
    "claim_time",
    "class_subject",
    "confirm_two_adults",
    "confirm_visit",
    "describe_visit",
    "hand_over_time",
    "holder_of",
    "method_of",
    "move_visit",
    "plan_visit",
    "read_visit_token",
    "reconfirm_visit",
    "release_time",
    "remove_visitor",
    "report_visit",
    "set_visitor",
    "unconfirm_visit",
    "visit_token",
    "visit_url",
]
