"""What the database knows already about the schools of a file, a few hundred at a time."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any, NamedTuple

from django.db.models import Q

from ecotone.networks.importing.checking import CheckedFile
from ecotone.networks.models import (
    Enrolment,
    Membership,
    Network,
    OrganisationIdentifier,
    RegisterEntry,
)
from ecotone.networks.school_years import school_year_on

CHUNK = 500
ORGANISATION_FIELDS = (
    "name",
    "sector",
    "country",
    "municipality_code",
    "municipality_name",
    "address",
    "latitude",
    "longitude",
    "languages",
    "website",
    "source",
)
ENTRY_FIELDS = ("institution", "type_of_school", "municipality")


class KnownSchool(NamedTuple):
    """A school as it stands in the database; None where a row of it is missing."""

    organisation_id: int
    organisation: dict[str, Any]
    isced_levels: list[str] | None
    entry: dict[str, str] | None
    pupils: int | None


def known_schools(checked: CheckedFile) -> Iterator[tuple[str, KnownSchool]]:
    """Pairs of identifier and school, for those identifiers of the file that are known."""
    for identifiers in batched(checked.schools, CHUNK):
        yield from _known_among(identifiers, checked)


def _known_among(
    identifiers: Iterable[str], checked: CheckedFile
) -> Iterator[tuple[str, KnownSchool]]:
    scheme = checked.mapping.scheme
    columns = [f"organisation__{name}" for name in ORGANISATION_FIELDS]
    rows = list(
        OrganisationIdentifier.objects.filter(scheme=scheme, value__in=list(identifiers))
        .order_by("value")
        .values_list("value", "organisation_id", "organisation__school__isced_levels", *columns)
    )
    ids = [row[1] for row in rows]
    entries = {
        entry.pop("organisation_id"): entry
        for entry in RegisterEntry.objects.filter(register=scheme, organisation_id__in=ids)
        .order_by()
        .values("organisation_id", *ENTRY_FIELDS)
    }
    pupils = _pupils(ids, checked)
    for value, organisation_id, levels, *facts in rows:
        yield (
            value,
            KnownSchool(
                organisation_id,
                dict(zip(ORGANISATION_FIELDS, facts, strict=True)),
                levels,
                entries.get(organisation_id),
                pupils.get(organisation_id),
            ),
        )


def _pupils(ids: list[int], checked: CheckedFile) -> dict[int, int]:
    """What this very source observed on this very day, by school."""
    if checked.observed_on is None:
        return {}
    rows = Enrolment.objects.filter(school_id__in=ids, **observation_of(checked))
    return dict(rows.order_by().values_list("school_id", "pupils"))


def observation_of(checked: CheckedFile) -> dict[str, Any]:
    """The columns that the enrolments of one file share."""
    day = checked.observed_on
    if day is None:
        raise ValueError("A file without a day of count has no enrolments.")
    return {
        "grade": "",
        "school_year": school_year_on(day, checked.country).label,
        "source": checked.mapping.source,
        "observed_on": day,
    }


def organisation_ids_in(network: Network, *, today: dt.date) -> set[int]:
    """The organisations in the network today, or that are already noted to join it."""
    still = Q(until=None) | Q(until__gte=today)
    rows = Membership.objects.filter(still, network=network).order_by()
    return set(rows.values_list("organisation_id", flat=True))


def count_in_other_networks(ids: Iterable[int], network: Network | None, today: dt.date) -> int:
    """How many of these organisations are in a network other than this one today."""
    rows = Membership.objects.in_force(today).order_by()
    if network:
        rows = rows.exclude(network=network)
    return len(set(ids) & set(rows.values_list("organisation_id", flat=True)))
