"""The directory of organisations: filters and one page, in a fixed number of queries."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, TextField
from django.db.models.functions import Cast

from ecotone.networks.models import Membership, Organisation
from ecotone.networks.models.organisations import OrganisationQuerySet
from ecotone.networks.selectors.graph import ids_with_descendants

PER_PAGE = 25


@dataclass(frozen=True)
class DirectoryFilter:
    """What the directory is narrowed by; what is empty narrows nothing."""

    text: str = ""
    sector: str = ""
    municipality: str = ""
    network_id: int | None = None
    level: str = ""
    unconfirmed: bool = False


def directory_page(
    wish: DirectoryFilter, *, number: str | int, today: dt.date
) -> Page[Organisation]:
    """One page of the organisations that fit, by name. Three queries at any size."""
    rows = (
        find_organisations(wish, today=today)
        .select_related("school")
        .prefetch_related(
            Prefetch(
                "memberships",
                Membership.objects.in_force(today).select_related("network"),
                to_attr="current_memberships",
            )
        )
    )
    return Paginator(rows, PER_PAGE).get_page(number)


def find_organisations(wish: DirectoryFilter, *, today: dt.date) -> OrganisationQuerySet:
    """The organisations that fit, by name."""
    rows = Organisation.objects.filter(_plain_conditions(wish)).order_by("name", "id")
    if wish.level:
        rows = rows.alias(levels=Cast("school__isced_levels", TextField())).filter(
            levels__contains=f'"{wish.level}"'
        )
    if wish.network_id is not None:
        members = Membership.objects.in_force(today).filter(
            network_id__in=ids_with_descendants([wish.network_id])
        )
        rows = rows.filter(pk__in=members.values("organisation_id"))
    if wish.unconfirmed:
        rows = rows.filter(unconfirmed_since(today))
    return rows


def unconfirmed_since(today: dt.date) -> Q:
    """Nobody confirmed the organisation for a year, or ever."""
    a_year_ago = today - dt.timedelta(days=365)
    return Q(last_confirmed_on=None) | Q(last_confirmed_on__lt=a_year_ago)


def _plain_conditions(wish: DirectoryFilter) -> Q:
    conditions = Q()
    for word in wish.text.split():
        conditions &= Q(name__icontains=word)
    if wish.sector:
        conditions &= Q(sector=wish.sector)
    if wish.municipality:
        conditions &= Q(municipality_name__istartswith=wish.municipality.strip())
    return conditions
