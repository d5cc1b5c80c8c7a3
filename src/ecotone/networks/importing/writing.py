"""Writes a checked file: all of it, in one transaction, or nothing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import batched

from django.db import connection, transaction

from ecotone.networks.importing.checking import CheckedFile
from ecotone.networks.importing.comparing import (
    ImportPlan,
    SchoolChange,
    entry_of,
    organisation_values,
    plan_import,
)
from ecotone.networks.importing.facts import SchoolFacts
from ecotone.networks.importing.known import observation_of
from ecotone.networks.models import (
    Enrolment,
    Membership,
    Network,
    Organisation,
    OrganisationIdentifier,
    RegisterEntry,
    SchoolProfile,
)

BATCH = 500
CHUNK = 2000
type Pairs = list[tuple[int, SchoolFacts]]


class FileHasProblems(Exception):
    """A file with bad rows is not written, not even its good rows."""


@transaction.atomic
def write_schools(
    *,
    checked: CheckedFile,
    joins: Network | None,
    network: Network | None,
    today: dt.date,
    on_written: Callable[[ImportPlan], None] | None = None,
) -> ImportPlan:
    """Write the schools and return what was done; a second time changes nothing.

    Schools are recognised by identifier. ``on_written`` runs inside the transaction, for what must
    be written with the schools or not at all. Raises FileHasProblems, and lets IntegrityError pass
    after everything was taken back.
    """
    if not checked.is_fine:
        raise FileHasProblems
    _one_import_at_a_time()
    plan = plan_import(checked, joins=joins, network=network, today=today)
    created = _create(plan.new, checked)
    _update(plan.changes, checked)
    _join([*created, *plan.joining] if joins else [], joins, checked, today)
    if on_written:
        on_written(plan)
    return plan


def _one_import_at_a_time() -> None:
    """Hold back other imports until this one ends, so that no school is created twice.

    SQLite lets one transaction write at a time anyway. Reading goes on.
    """
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(OrganisationIdentifier._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def _create(new: list[SchoolFacts], checked: CheckedFile) -> list[int]:
    """A few thousand at a time, so that memory does not grow with the rows of all tables."""
    return [pk for some in batched(new, CHUNK) for pk in _create_some(some, checked)]


def _create_some(new: Sequence[SchoolFacts], checked: CheckedFile) -> list[int]:
    organisations = Organisation.objects.bulk_create(
        (Organisation(**organisation_values(facts, checked)) for facts in new), batch_size=BATCH
    )
    ids = [organisation.pk for organisation in organisations]
    pairs = list(zip(ids, new, strict=True))
    scheme = checked.mapping.scheme
    OrganisationIdentifier.objects.bulk_create(
        (
            OrganisationIdentifier(organisation_id=pk, scheme=scheme, value=facts.identifier)
            for pk, facts in pairs
        ),
        batch_size=BATCH,
    )
    _create_profiles(pairs)
    _create_entries(pairs, scheme)
    _create_enrolments(pairs, checked)
    return ids


def _create_profiles(pairs: Pairs) -> None:
    SchoolProfile.objects.bulk_create(
        (
            SchoolProfile(organisation_id=pk, isced_levels=[*facts.isced_levels])
            for pk, facts in pairs
        ),
        batch_size=BATCH,
    )


def _create_entries(pairs: Pairs, scheme: str) -> None:
    RegisterEntry.objects.bulk_create(
        (
            RegisterEntry(organisation_id=pk, register=scheme, **entry_of(facts))
            for pk, facts in pairs
            if any(entry_of(facts).values())
        ),
        batch_size=BATCH,
    )


def _create_enrolments(pairs: Pairs, checked: CheckedFile) -> None:
    if not checked.mapping.gives_pupils:
        return
    shared = observation_of(checked)
    Enrolment.objects.bulk_create(
        (
            Enrolment(school_id=pk, pupils=facts.pupils, **shared)
            for pk, facts in pairs
            if facts.pupils is not None
        ),
        batch_size=BATCH,
    )


def _update(changes: list[SchoolChange], checked: CheckedFile) -> None:
    _update_organisations(changes)
    _update_profiles([change for change in changes if change.has_new_levels])
    _update_entries([change for change in changes if change.has_new_entry], checked)
    _update_enrolments([change for change in changes if change.has_new_pupils], checked)


def _update_organisations(changes: list[SchoolChange]) -> None:
    """One statement for each few hundred schools in which the same columns change."""
    alike: dict[tuple[str, ...], list[Organisation]] = defaultdict(list)
    for change in changes:
        if change.organisation:
            row = Organisation(pk=change.known.organisation_id, **change.organisation)
            alike[tuple(sorted(change.organisation))].append(row)
    for columns, rows in alike.items():
        Organisation.objects.bulk_update(rows, columns, batch_size=BATCH)


def _update_profiles(changes: list[SchoolChange]) -> None:
    _create_profiles([_pair(change) for change in changes if change.known.isced_levels is None])
    levels = {
        change.known.organisation_id: change.facts.isced_levels
        for change in changes
        if change.known.isced_levels is not None
    }
    rows = list(SchoolProfile.objects.filter(organisation_id__in=levels))
    for row in rows:
        row.isced_levels = list(levels[row.organisation_id])
    SchoolProfile.objects.bulk_update(rows, ["isced_levels"], batch_size=BATCH)


def _update_entries(changes: list[SchoolChange], checked: CheckedFile) -> None:
    ids = [change.known.organisation_id for change in changes if change.known.entry]
    scheme = checked.mapping.scheme
    RegisterEntry.objects.filter(register=scheme, organisation_id__in=ids).delete()
    _create_entries([_pair(change) for change in changes], scheme)


def _update_enrolments(changes: list[SchoolChange], checked: CheckedFile) -> None:
    """A number that the source now says otherwise, or no longer says, replaces what it said."""
    if not changes:
        return
    ids = [change.known.organisation_id for change in changes if change.known.pupils is not None]
    Enrolment.objects.filter(school_id__in=ids, **observation_of(checked)).delete()
    _create_enrolments([_pair(change) for change in changes], checked)


def _pair(change: SchoolChange) -> tuple[int, SchoolFacts]:
    return (change.known.organisation_id, change.facts)


def _join(ids: list[int], network: Network | None, checked: CheckedFile, today: dt.date) -> None:
    Membership.objects.bulk_create(
        (
            Membership(
                network=network, organisation_id=pk, since=today, source=checked.mapping.source
            )
            for pk in ids
        ),
        batch_size=BATCH,
    )
