"""Who will meet pupils, and who offers to: asked of the rooms above, which register a source.

``networks`` keeps the clearance page but lies below the rooms that know the visits; they register
a source each when the site starts (in their ``AppConfig.ready``).
"""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass

from ecotone.accounts.api import User


@dataclass(frozen=True)
class UpcomingContact:
    """Somebody will meet pupils: where, in which contact class, when, and the page of the visit."""

    person: User
    network_id: int
    country: str
    contact_class: str
    on_date: dt.date
    title: str
    url: str


type ContactSource = Callable[[Collection[int], dt.date], list[UpcomingContact]]
type VolunteerSource = Callable[[Collection[int]], set[int]]

_sources: dict[str, ContactSource] = {}
_volunteers: dict[str, VolunteerSource] = {}


def register_contact_source(room: str, source: ContactSource) -> None:
    """Add or replace the room's source: the contacts in these networks from the day on."""
    _sources[room] = source


def register_volunteer_source(room: str, source: VolunteerSource) -> None:
    """Add or replace the room's source: the ids of people who offered themselves to networks."""
    _volunteers[room] = source


def volunteer_ids(network_ids: Collection[int]) -> set[int]:
    """All who offered themselves to any of the networks, as far as the rooms above know."""
    return {one for room in sorted(_volunteers) for one in _volunteers[room](network_ids)}


def upcoming_contacts(network_ids: Collection[int], today: dt.date) -> list[UpcomingContact]:
    """All contacts in the networks from today on, the soonest first."""
    found = [contact for room in sorted(_sources) for contact in _sources[room](network_ids, today)]
    return sorted(found, key=lambda contact: (contact.on_date, contact.person.pk, contact.title))
