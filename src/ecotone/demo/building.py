"""Builds the demonstration: every network, person and visit of it, in one transaction."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecotone.accounts.api import User
from ecotone.demo.builders.classes import build_classes
from ecotone.demo.builders.history import build_history
from ecotone.demo.builders.live_elsewhere import (
    build_live_elsewhere,
    build_live_freiburg,
    build_live_lisbon,
)
from ecotone.demo.builders.live_neteland import build_live_neteland
from ecotone.demo.builders.offers import build_offers
from ecotone.demo.builders.people import build_coordinators, build_personas, build_staff
from ecotone.demo.builders.places import (
    build_companies,
    build_networks,
    build_real_organisations,
    build_schools,
)
from ecotone.demo.builders.scaling import build_more
from ecotone.demo.summary import DemoSummary, summary
from ecotone.demo.world import World
from ecotone.matching.api import understand_new_words
from ecotone.networks.api import Network, Organisation
from ecotone.portal.personas import PERSONAS

type Report = Callable[[str, int, int], None]

STEPS = (
    (gettext_lazy("Networks"), build_networks),
    (gettext_lazy("Real organisations"), build_real_organisations),
    (gettext_lazy("Invented organisations"), build_companies),
    (gettext_lazy("Schools"), build_schools),
    (gettext_lazy("People"), build_personas),
    (gettext_lazy("Coordinators"), build_coordinators),
    (gettext_lazy("School staff"), build_staff),
    (gettext_lazy("Classes and pupils"), build_classes),
    (gettext_lazy("Offers"), build_offers),
    (gettext_lazy("Visits of the past"), build_history),
    (gettext_lazy("This term in the Kempen"), build_live_neteland),
    (gettext_lazy("This term in Lisbon"), build_live_lisbon),
    (gettext_lazy("This term in Freiburg"), build_live_freiburg),
    (gettext_lazy("This term elsewhere"), build_live_elsewhere),
)


class HoldsOtherData(Exception):
    """The installation holds data that no demo made; the demo would mix with it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This installation holds data that is not of a demo. Build the demo in a folder of"
                " its own: ecotone demo --home DIR"
            )
        )


def build_demo(*, scale: int = 1, report: Report, now: dt.datetime | None = None) -> DemoSummary:
    """Build the demo into an empty installation, relative to now; all of it or nothing.

    Building it again where it stands changes nothing. ``scale`` above 1 adds so many more times
    500 organisations, 260 offers and 160 open needs. Raises HoldsOtherData.
    """
    if is_built():
        return summary()
    if holds_anything():
        raise HoldsOtherData
    moment = now or timezone.now()
    world = World(now=moment, today=timezone.localdate(moment))
    total = len(STEPS) + scale
    with transaction.atomic():
        for number, (title, build) in enumerate(STEPS):
            report(str(title), number, total)
            build(world)
        for number in range(1, scale):
            report(_("More of everything"), len(STEPS) + number - 1, total)
            build_more(world, number)
    report(_("Understanding words"), total - 1, total)
    understand_new_words()
    report(_("Done"), total, total)
    return summary()


def is_built() -> bool:
    """Whether the demo stands: all of its people are there."""
    emails = [persona.email for persona in PERSONAS]
    return User.objects.filter(email__in=emails, is_synthetic=True).count() == len(emails)


def holds_anything() -> bool:
    """Whether somebody or something is there already."""
    return User.objects.exists() or Organisation.objects.exists() or Network.objects.exists()
