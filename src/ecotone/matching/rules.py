"""The hard rules that can keep a visit from being confirmed (domain brief 5.2, 6.1, 6.2)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ecotone.matching.enums import InvitationState
from ecotone.networks.api import clearance_check

if TYPE_CHECKING:
    from ecotone.matching.models import Invitation, Need


class Rule(StrEnum):
    """A hard rule that can keep a visit from being confirmed (domain brief 5.2, 6.2)."""

    CLEARANCE = "clearance"
    TWO_ADULTS = "two_adults"
    SUSPENDED = "suspended"
    NO_VISITOR = "no_visitor"


_WORDS = {
    Rule.CLEARANCE: _("The clearance for this kind of visit has not been seen, or has run out."),
    Rule.TWO_ADULTS: _("The school has not yet confirmed that an adult of the school stays."),
    Rule.SUSPENDED: _("The person is suspended from visits."),
    Rule.NO_VISITOR: _("Nobody has said yes yet."),
}


@dataclass(frozen=True)
class UnmetRule:
    """A rule that is not met, with the words that say what is needed."""

    rule: Rule
    detail: str = ""

    @property
    def words(self) -> str:
        """What is missing, for whoever can mend it."""
        return self.detail or str(_WORDS[self.rule])


def visitor_of(need: "Need") -> "Invitation | None":
    """The accepted invitation of the need."""
    return (
        need.invitations.filter(state=InvitationState.ACCEPTED)
        .select_related("person", "offer")
        .first()
    )


def unmet_rules(need: "Need") -> list[UnmetRule]:
    """Every hard rule that still stands in the way of confirming the visit."""
    visitor = visitor_of(need)
    activity = need.activity
    if visitor is None or activity is None:
        return [UnmetRule(Rule.NO_VISITOR)]
    unmet = []
    if not visitor.person.is_active or visitor.person.suspended_at:
        unmet.append(UnmetRule(Rule.SUSPENDED))
    check = clearance_check(
        person=visitor.person,
        network=need.network,
        country=need.school.country,
        contact_class=activity.contact_class,
        on_date=activity.starts_at.date(),
    )
    if not check.is_met:
        unmet.append(UnmetRule(Rule.CLEARANCE, check.words))
    if activity.two_adults_confirmed_at is None and not school_keeps_two_adults(need):
        unmet.append(UnmetRule(Rule.TWO_ADULTS))
    return unmet


def school_keeps_two_adults(need: "Need") -> bool:
    """The school confirmed the rule once for all its visits."""
    profile = getattr(need.school, "school", None)
    return bool(profile and profile.two_adult_rule_confirmed_on)
