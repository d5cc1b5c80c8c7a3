"""What stands in the way of leaving."""

import datetime as dt

from django.utils.translation import gettext as _

from ecotone.accounts.enums import Role
from ecotone.accounts.leaving import leaving_rules
from ecotone.accounts.models import RoleGrant, User


def find_obstacles(person: User, *, now: dt.datetime) -> list[str]:
    """What the person must settle before they can be erased, in words; empty when nothing."""
    today = now.date()
    words = [
        _("You are the only lead of %(network)s. Give the role to somebody else first.")
        % {"network": grant.network}
        for grant in lone_leads(person, today)
    ]
    for rule in leaving_rules():
        words += rule.find_obstacles(person, now)
    return words


def lone_leads(person: User, today: dt.date) -> list[RoleGrant]:
    """The networks that would be left without a lead, as the person's own roles there."""
    leads = RoleGrant.objects.in_force(today).filter(
        role=Role.LEAD, until=None, user__is_active=True
    )
    shared = leads.exclude(user=person).values("network_id")
    own = leads.filter(user=person).exclude(network_id__in=shared)
    return list(own.select_related("network").order_by("network__name", "id"))
