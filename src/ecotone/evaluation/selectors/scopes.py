"""Which rows of the other rooms a figure is made from."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from ecotone.activities.api import Activity
from ecotone.networks.api import (
    Membership,
    Network,
    Organisation,
    SchoolYear,
    ids_with_descendants,
    school_year_on,
)


def place_key(country: str, municipality: str) -> str:
    """A municipality's name in figures and addresses: there is a Bergen in three countries."""
    return f"{country}/{municipality}"


def in_place(place: str) -> QuerySet[Organisation]:
    """The organisations of a municipality named by its key."""
    country, _, municipality = place.partition("/")
    return Organisation.objects.filter(country=country, municipality_name=municipality)


@dataclass(frozen=True)
class Scope:
    """A network with all below it, in one school year, as seen at one moment.

    What belongs to several of these networks is one row here: every filter is a subquery.
    """

    network: Network
    network_ids: frozenset[int]
    year: SchoolYear
    now: dt.datetime

    @property
    def as_of(self) -> dt.date:
        """Today, or the last day of a year that is over: the day on which the figures stand."""
        return min(self.today, self.year.end(self.network.country))

    @property
    def today(self) -> dt.date:
        """The day it is where the network is."""
        return self.now.astimezone(ZoneInfo(self.network.time_zone)).date()

    def members(self) -> QuerySet[Membership]:
        """Memberships in any of the networks on that day."""
        return Membership.objects.in_force(self.as_of).filter(network_id__in=self.network_ids)

    def schools(self) -> QuerySet[Organisation]:
        """The schools of the area, each once."""
        return Organisation.objects.schools().filter(
            pk__in=self.members().values("organisation_id")
        )

    def activities(self) -> QuerySet[Activity]:
        """What took or takes place within any of the networks in the year, each once."""
        return Activity.objects.filter(
            pk__in=Activity.networks.through.objects.filter(network_id__in=self.network_ids).values(
                "activity_id"
            ),
            school_year=self.year.label,
        )


def scope_of(network: Network, year: SchoolYear, *, now: dt.datetime) -> Scope:
    """One query, at any number of networks below."""
    return Scope(network, frozenset(ids_with_descendants([network.pk])), year, now)


def current_year(network: Network, now: dt.datetime) -> SchoolYear:
    """The school year it is where the network is."""
    today = now.astimezone(ZoneInfo(network.time_zone)).date()
    return school_year_on(today, network.country)
