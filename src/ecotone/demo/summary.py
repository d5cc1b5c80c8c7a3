"""What is in the demo, and where to look: the table that is printed when it is built."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ecotone.accounts.api import User
from ecotone.activities.api import Activity
from ecotone.core.api import OutgoingMail
from ecotone.matching.api import Need, Offer
from ecotone.networks.api import ClassGroup, Network, Organisation


@dataclass(frozen=True)
class DemoSummary:
    """``counts``: what and how many. ``places``: path and what is there."""

    counts: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, str], ...]


def summary() -> DemoSummary:
    """Count what stands."""
    return DemoSummary(counts=_counts(), places=_places())


def _counts() -> tuple[tuple[str, int], ...]:
    organisations = Organisation.objects
    return (
        (_("Networks"), Network.objects.count()),
        (_("Real organisations"), organisations.filter(is_synthetic=False).count()),
        (_("Invented schools"), organisations.schools().count()),
        (_("Invented companies"), organisations.partners().filter(is_synthetic=True).count()),
        (_("Class groups"), ClassGroup.objects.count()),
        (_("Invented people"), User.objects.filter(is_synthetic=True).count()),
        (_("Offers"), Offer.objects.count()),
        (_("Needs"), Need.objects.count()),
        (_("of these still looking for somebody"), Need.objects.waiting().count()),
        (_("Visits held"), Activity.objects.held().count()),
        (_("Mails to read"), OutgoingMail.objects.count()),
    )


def _places() -> tuple[tuple[str, str], ...]:
    return (
        ("/look-around/", _("Be a teacher, a chemist, a coordinator ... with one press")),
        ("/mail/", _("Every mail that was written, with its links")),
        ("/networks/", _("The networks with their pages")),
        ("/gallery/", _("The building blocks of the pages")),
    )
