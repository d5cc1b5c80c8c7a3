"""What coordinators hear because nobody else can mend it."""

from typing import TYPE_CHECKING

from ecotone.activities.api import Side, visit_url
from ecotone.matching.mails.posting import address_in_queue, write_and_post
from ecotone.matching.mails.school import tell_somebody_found
from ecotone.matching.selectors.people import coordinators_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecotone.matching.models import Invitation, Need
    from ecotone.matching.rules import UnmetRule


def tell_what_is_missing(need: "Need", unmet: "Sequence[UnmetRule]") -> None:
    """Each rule that stands in the way goes to whoever can mend it."""
    rules = {rule.rule.value for rule in unmet}
    if need.activity is None:
        return
    if "two_adults" in rules:
        write_and_post(
            "confirm_two_adults",
            need,
            need.teacher,
            key=f"need:{need.pk}:two_adults:{need.activity.sequence}",
            context={
                "activity": need.activity,
                "url": visit_url(need.activity, need.teacher, Side.SCHOOL, "confirm"),
            },
        )
    else:
        tell_somebody_found(need)
    if rules - {"two_adults"}:
        for coordinator in coordinators_of(need.network_id):
            write_and_post(
                "cannot_confirm",
                need,
                coordinator,
                key=f"need:{need.pk}:unmet:{need.activity.sequence}:{coordinator.pk}",
                context={"unmet": unmet, "url": address_in_queue(need)},
            )


def tell_coordinators_visitor_lost(need: "Need", invitation: "Invitation") -> None:
    for coordinator in coordinators_of(need.network_id):
        write_and_post(
            "visitor_lost",
            need,
            coordinator,
            key=f"invitation:{invitation.pk}:lost:{coordinator.pk}",
            context={"invitation": invitation, "url": address_in_queue(need)},
        )


def tell_nobody_left(need: "Need") -> None:
    for coordinator in coordinators_of(need.network_id):
        write_and_post(
            "nobody_left",
            need,
            coordinator,
            key=f"need:{need.pk}:nobody:{need.round}:{coordinator.pk}",
            context={"url": address_in_queue(need)},
        )
