"""What a passer-by may know: public networks and what was held in them."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone

from ecotone.activities.api import Activity, ClassAttendance
from ecotone.networks.api import Network, school_year_label

MOST_NETWORKS = 12
# Fewer than this is no figure to show; it is a handful of people.
SMALLEST_FIGURE = 10


@dataclass(frozen=True)
class HomeFigures:
    """What was held and confirmed in public networks this school year, each counted once."""

    school_year: str
    visits: int
    class_groups: int
    schools: int

    @property
    def can_be_shown(self) -> bool:
        return self.class_groups >= SMALLEST_FIGURE


@dataclass(frozen=True)
class HomePage:
    networks: list[Network]
    figures: HomeFigures


def home_page() -> HomePage:
    """Three queries at any size."""
    networks = _public_networks()
    return HomePage(
        networks=list(networks.filter(links_up=None).order_by("name", "id")[:MOST_NETWORKS]),
        figures=_figures(networks),
    )


def _public_networks() -> QuerySet[Network]:
    return Network.objects.filter(is_public=True)


def _figures(networks: QuerySet[Network]) -> HomeFigures:
    year = school_year_label(timezone.localdate())
    held = Activity.objects.held().filter(school_year=year, networks__in=networks.values("pk"))
    counted = ClassAttendance.objects.filter(
        activity__in=held.values("pk"), present__gt=0
    ).aggregate(
        visits=Count("activity", distinct=True),
        class_groups=Count("class_group", distinct=True),
        schools=Count("class_group__school", distinct=True),
    )
    return HomeFigures(school_year=year, **counted)
