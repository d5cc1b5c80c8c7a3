"""The mails of the main job: who hears what, when, in their own language. One function a mail."""

from ecotone.matching.mails.coordinators import (
    tell_coordinators_visitor_lost,
    tell_nobody_left,
    tell_what_is_missing,
)
from ecotone.matching.mails.invitations import (
    ask,
    call_up,
    draft_of_invitation,
    remind_to_answer,
    tell_accepted,
    tell_no_longer_needed,
    tell_reserve,
    thank_for_cancelling,
)
from ecotone.matching.mails.school import (
    ask_teacher_about_date,
    tell_expired,
    tell_need_received,
    tell_not_yet,
    tell_school_we_search,
    tell_somebody_found,
    tell_teacher_called_off,
)
from ecotone.matching.mails.visits import (
    ask_what_happened,
    remind_of_visit,
    send_sheets,
)

__all__ = [
    "ask",
    "ask_teacher_about_date",
    "ask_what_happened",
    "call_up",
    "draft_of_invitation",
    "remind_of_visit",
    "remind_to_answer",
    "send_sheets",
    "tell_accepted",
    "tell_coordinators_visitor_lost",
    "tell_expired",
    "tell_need_received",
    "tell_no_longer_needed",
    "tell_nobody_left",
    "tell_not_yet",
    "tell_reserve",
    "tell_school_we_search",
    "tell_somebody_found",
    "tell_teacher_called_off",
    "tell_what_is_missing",
    "thank_for_cancelling",
]
