"""The public face of the matching room."""

from ecotone.matching.brokerage import BrokerageSettings
from ecotone.matching.enums import (
    DeclineReason,
    InvitationState,
    NeedState,
    OfferStatus,
    WaveState,
)
from ecotone.matching.links import invitation_url
from ecotone.matching.models import Invitation, Need, NeedSlot, Offer, OfferSlot, Wave
from ecotone.matching.rules import UnmetRule, unmet_rules
from ecotone.matching.selectors.candidates import Choice, choices_for
from ecotone.matching.services import clock
from ecotone.matching.services.afterwards import report_need
from ecotone.matching.services.answers import accept_invitation, decline_invitation
from ecotone.matching.services.confirmations import confirm_adults_stay, confirm_need
from ecotone.matching.services.endings import cancel_by_school, cancel_by_visitor
from ecotone.matching.services.meaning import understand_new_words
from ecotone.matching.services.needs import NeedWish, send_need, withdraw_need
from ecotone.matching.services.proposals import propose_other_date
from ecotone.matching.services.seats import Outcome, TooLate
from ecotone.matching.services.waves import NobodyToAsk, arm_wave, send_wave

__all__ = [
    "BrokerageSettings",
    "Choice",
    "DeclineReason",
    "Invitation",
    "InvitationState",
    "Need",
    "NeedSlot",
    "NeedState",
    "NeedWish",
    "NobodyToAsk",
    "Offer",
    "OfferSlot",
    "OfferStatus",
    "Outcome",
    "TooLate",
    "UnmetRule",
    "Wave",
    "WaveState",
    "accept_invitation",
    "arm_wave",
    "cancel_by_school",
    "cancel_by_visitor",
    "choices_for",
    "clock",
    "confirm_adults_stay",
    "confirm_need",
    "decline_invitation",
    "invitation_url",
    "propose_other_date",
    "report_need",
    "send_need",
    "send_wave",
    "understand_new_words",
    "unmet_rules",
    "withdraw_need",
]
