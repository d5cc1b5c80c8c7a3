from ecotone.matching.models.invitations import Invitation, Wave
from ecotone.matching.models.needs import Need, NeedSlot
from ecotone.matching.models.offers import Offer, OfferSlot

__all__ = ["Invitation", "Need", "NeedSlot", "Offer", "OfferSlot", "Wave"]
