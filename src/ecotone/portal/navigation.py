"""The entries of the main menu, by what the reader is."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.urls import reverse as _reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecotone.accounts.api import Permission, User
from ecotone.accounts.enums import Role
from ecotone.portal.selectors.standing import Standing, standing_of

MOST_QUEUES = 2


def reverse(name: str, args: list[object] | None = None) -> str:
    """TEMPORARY while rooms are being built: an address that is not there yet is the desk."""
    try:
        return _reverse(name, args=args)
    except NoReverseMatch:
        return ""


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
    return [_marked(entry, request.path) for entry in entries if entry.url]


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
    return [NavigationEntry(_("Desk"), reverse("portal:desk")), *_of_roles(standing), *_of_demo()]


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
    for network in queues:
        name = _("Queue") if len(queues) == 1 else _("Queue: %(name)s") % {"name": network.name}
        yield NavigationEntry(name, reverse("matching:queue", args=[network.slug]))
    for network in standing.networks_as(Role.LEAD, Role.EVALUATOR)[:1]:
        yield NavigationEntry(
            _("Figures"), reverse("evaluation:network-figures", args=[network.slug])
        )
    yield NavigationEntry(_("Networks"), reverse("networks:networks"))
    yield NavigationEntry(_("Organisations"), reverse("networks:organisations"))


def _of_demo() -> Iterator[NavigationEntry]:
    if settings.DEMO:
        yield NavigationEntry(_("Mails"), reverse("portal:mails"))
        yield NavigationEntry(_("Look around"), reverse("portal:look-around"))


def _marked(entry: NavigationEntry, path: str) -> NavigationEntry:
    is_current = path == entry.url or (entry.url != "/" and path.startswith(entry.url))
    return NavigationEntry(entry.label, entry.url, entry.count, is_current)
