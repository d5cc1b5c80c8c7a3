"""The entries of the main menu, by what the reader is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecotone.accounts.api import Permission, User
from ecotone.accounts.enums import Role
from ecotone.matching.api import Invitation, Need, NeedState
from ecotone.networks.api import Network
from ecotone.portal.selectors.standing import Standing, standing_of

MOST_QUEUES = 2


@dataclass(frozen=True)
class NavigationEntry:
    """One word of the menu; ``count`` is what waits there, 0 when nothing does."""

    label: str
    url: str
    count: int = 0
    is_current: bool = False


def entries_for(request: HttpRequest) -> list[NavigationEntry]:
    """The menu of whoever asks; for a visitor without asking the database."""
    person = _person_of(request)
    entries = _of_visitor() if person is None else _of_person(person)
    return _with_current(entries, request.path)


def _person_of(request: HttpRequest) -> User | None:
    person = getattr(request, "user", None)
    return person if person is not None and person.is_authenticated else None


def _of_visitor() -> list[NavigationEntry]:
    return [
        NavigationEntry(_("Networks"), reverse("networks:networks")),
        *_of_demo(),
    ]


def _of_person(person: User) -> list[NavigationEntry]:
    standing = standing_of(person, today=timezone.localdate())
    desk = NavigationEntry(_("Desk"), reverse("portal:desk"), _unanswered(standing))
    return [desk, *_of_roles(standing), *_of_demo()]


def _of_roles(standing: Standing) -> Iterator[NavigationEntry]:
    if standing.schools:
        yield NavigationEntry(_("Needs"), reverse("matching:needs"))
    for school in standing.led_schools[:1]:
        yield NavigationEntry(
            _("Visitors"), reverse("activities:visitors", args=[school.public_id])
        )
    if standing.is_professional:
        yield NavigationEntry(_("Offers"), reverse("matching:offers"))
    queues = standing.networks_where(Permission.SEE_QUEUE)[:MOST_QUEUES]
    waiting = _waiting_in(queues)
    for network in queues:
        name = _("Queue") if len(queues) == 1 else _("Queue: %(name)s") % {"name": network.name}
        url = reverse("matching:queue", args=[network.slug])
        yield NavigationEntry(name, url, waiting.get(network.pk, 0))
    for network in standing.networks_as(Role.LEAD, Role.EVALUATOR)[:1]:
        yield NavigationEntry(
            _("Figures"), reverse("evaluation:network-figures", args=[network.slug])
        )
    yield NavigationEntry(_("Networks"), reverse("networks:networks"))
    yield NavigationEntry(_("Organisations"), reverse("networks:organisations"))


def _unanswered(standing: Standing) -> int:
    """How many invitations wait for the person's answer; asked only of professionals."""
    if not standing.is_professional:
        return 0
    return Invitation.objects.unanswered().filter(person=standing.person).count()


def _waiting_in(networks: list[Network]) -> dict[int, int]:
    """How many needs of each network wait and nobody was asked yet; asked only of brokers."""
    if not networks:
        return {}
    waiting = Need.objects.filter(
        network__in=networks, state__in=[NeedState.OPEN, NeedState.SHORTLISTED]
    )
    rows = waiting.order_by().values_list("network_id").annotate(count=Count("pk"))
    return dict(rows)


def _of_demo() -> Iterator[NavigationEntry]:
    if settings.DEMO:
        yield NavigationEntry(_("Mails"), reverse("portal:mails"))
        yield NavigationEntry(_("Look around"), reverse("portal:look-around"))


def _with_current(entries: list[NavigationEntry], path: str) -> list[NavigationEntry]:
    """Mark the one entry whose address says most of where the reader is."""
    above = [entry.url for entry in entries if path.startswith(entry.url)]
    current = max(above, key=len, default="")
    return [replace(entry, is_current=entry.url == current) for entry in entries]
