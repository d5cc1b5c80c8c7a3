"""The whole of what an import leaves in the database, without the numbers that databases give."""

import hashlib
import json
from typing import Any

from ecotone.networks.models import (
    Enrolment,
    Membership,
    Organisation,
    OrganisationIdentifier,
    RegisterEntry,
    SchoolProfile,
)

type Rows = list[tuple[Any, ...]]


def end_state() -> dict[str, Rows]:
    """Every row that an import writes, by table, in an order of its own."""
    identifiers = OrganisationIdentifier.objects.values_list("organisation_id", "scheme", "value")
    codes = {pk: f"{scheme} {value}" for pk, scheme, value in identifiers}
    return {
        "organisations": _rows(
            codes,
            Organisation.objects.values_list(
                *("id", "name", "sector", "country", "municipality_name", "municipality_code"),
                *("address", "latitude", "longitude", "languages", "website", "source"),
            ),
        ),
        "profiles": _rows(
            codes, SchoolProfile.objects.values_list("organisation_id", "isced_levels")
        ),
        "entries": _rows(
            codes,
            RegisterEntry.objects.values_list(
                "organisation_id", "register", "institution", "type_of_school", "municipality"
            ),
        ),
        "enrolments": _rows(
            codes,
            Enrolment.objects.values_list(
                "school_id", "school_year", "grade", "pupils", "source", "observed_on"
            ),
        ),
        "members": _rows(
            codes, Membership.objects.values_list("organisation_id", "network__name", "until")
        ),
    }


def end_hash() -> str:
    """One text for the whole end state."""
    return hashlib.sha256(json.dumps(end_state(), default=str).encode()).hexdigest()


def _rows(codes: dict[int, str], rows: Any) -> Rows:
    named = [(codes.get(pk, "without identifier"), *values) for pk, *values in rows]
    return sorted(named, key=repr)
