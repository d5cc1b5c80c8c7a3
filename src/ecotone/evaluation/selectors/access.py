"""Who may see which figures: absent and forbidden answer alike."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from ecotone.accounts.api import SCHOOL_STAFF, Permission, User, organisation_ids_of
from ecotone.evaluation.statistics.disclosure.rules import HUB, OWN_SCHOOL, PUBLIC, Release
from ecotone.networks.api import (
    Network,
    Organisation,
    get_network_for,
    get_organisation,
    may_in_network,
    may_in_organisation,
)


@dataclass(frozen=True)
class Audience:
    """A reader of a network's figures, and the release that is meant for them."""

    network: Network
    release: Release
    may_open_queue: bool = False

    @property
    def is_public(self) -> bool:
        return self.release is PUBLIC


@dataclass(frozen=True)
class SchoolAudience:
    """A reader of one school's figures: its own staff, or somebody of a network it is in."""

    school: Organisation
    release: Release

    @property
    def is_own(self) -> bool:
        return self.release is OWN_SCHOOL


def get_audience(user: User | AnonymousUser, slug: str, *, today: dt.date) -> Audience:
    """The network with what this reader may see of it; Http404 when that is nothing.

    Lead, coordinator and evaluator, here or in a network above, see the hub's release; everybody
    sees the public one where the network has a public page.
    """
    network = Network.objects.filter(slug=slug).first()
    if network is None:
        raise Http404
    if isinstance(user, User) and may_in_network(
        user, network, Permission.SEE_FIGURES, today=today
    ):
        return _of_hub(user, network, today)
    if network.is_public:
        return Audience(network, PUBLIC)
    raise Http404


def get_hub_audience(user: User, slug: str, *, today: dt.date) -> Audience:
    """The same for pages that only the network's own people may open."""
    network = get_network_for(user, slug, Permission.SEE_FIGURES, today=today)
    return _of_hub(user, network, today)


def get_school_audience(user: User, public_id: uuid.UUID, *, today: dt.date) -> SchoolAudience:
    """The school for its staff and for those who see the figures of a network it is in.

    Http404 for everybody else, and for what is not a school.
    """
    school = get_organisation(public_id)
    if not school.is_school:
        raise Http404
    if school.pk in organisation_ids_of(user, SCHOOL_STAFF, today=today):
        return SchoolAudience(school, OWN_SCHOOL)
    if may_in_organisation(user, school, Permission.SEE_FIGURES, today=today):
        return SchoolAudience(school, HUB)
    raise Http404


def _of_hub(user: User, network: Network, today: dt.date) -> Audience:
    may_open_queue = may_in_network(user, network, Permission.SEE_QUEUE, today=today)
    return Audience(network, HUB, may_open_queue)
