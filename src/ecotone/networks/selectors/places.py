"""Finding a place by its name among those that the installation knows."""

from django.db.models import Avg

from ecotone.networks.models import Organisation


def find_place(name: str) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of a municipality's organisations, or None."""
    found = Organisation.objects.filter(
        municipality_name__iexact=name.strip(), latitude__isnull=False
    ).aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"))
    if found["latitude"] is None or found["longitude"] is None:
        return None
    return found["latitude"], found["longitude"]


def known_places() -> list[str]:
    """The municipalities that have an organisation with a place, for suggestions."""
    names = (
        Organisation.objects.filter(latitude__isnull=False)
        .exclude(municipality_name="")
        .order_by("municipality_name")
        .values_list("municipality_name", flat=True)
        .distinct()
    )
    return list(names[:2000])
