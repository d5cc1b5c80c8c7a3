"""The import of a whole register: time, peak memory, the same end twice, and against row by row.

    python benchmarks/school_import.py [FILE]

FILE is the Dutch register (default: ``$ECOTONE_SHARED_DATA/nl-schools-2024.csv``, else
``../shared/data/``). Everything happens in a temporary home, or in the database of
``DATABASE_URL``, which must be empty. The sample for the comparison is written both ways in one
run: the ratio counts, not the seconds.
"""

import datetime as dt
import hashlib
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ecotone.networks.importing.checking import CheckedFile

SAMPLE = 1500
LIMIT_SECONDS, LIMIT_MEGABYTES = 30.0, 300.0
TODAY = dt.date(2026, 11, 22)


def set_up(home: str) -> None:
    os.environ["ECOTONE_HOME"] = home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecotone.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def find_file() -> Path:
    if len(sys.argv) > 1:
        return Path(sys.argv[1])
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("ECOTONE_SHARED_DATA", beside)) / "nl-schools-2024.csv"


def import_file(path: Path) -> dict[str, int]:
    """The whole of ``ecotone import schools``, without the command line."""
    from ecotone.networks.importing.command import (
        ImportOrder,
        check_order,
        get_definition,
        write_order,
    )
    from ecotone.networks.importing.comparing import counts_of

    order = ImportOrder(path=path, country="NL", definition=get_definition("nl-register", None))
    checked = check_order(order)
    return counts_of(checked, write_order(order, checked, today=TODAY, by=None))


def end_state() -> str:
    """A digest of every row that an import writes, without times and random names."""
    from ecotone.networks.models import (
        Enrolment,
        Organisation,
        OrganisationIdentifier,
        RegisterEntry,
        SchoolProfile,
    )

    digest = hashlib.sha256()
    for model in (Organisation, OrganisationIdentifier, SchoolProfile, RegisterEntry, Enrolment):
        columns = [
            field.attname
            for field in model._meta.concrete_fields
            if field.name not in {"public_id", "created_at"}
        ]
        for row in model.objects.order_by("pk").values_list(*columns).iterator(chunk_size=1000):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def timed[R](work: Callable[[], R]) -> tuple[R, float]:
    started = time.perf_counter()
    return work(), time.perf_counter() - started


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare_with_row_by_row(path: Path) -> tuple[float, float]:
    """Seconds for the sample in bulk and row by row; both begin with an empty database."""
    from ecotone.networks.importing.command import ImportOrder, check_order, get_definition
    from ecotone.networks.importing.writing import write_schools
    from ecotone.networks.models import Organisation

    order = ImportOrder(path=path, country="NL", definition=get_definition("nl-register", None))
    checked = check_order(order)
    checked.schools = dict(list(checked.schools.items())[:SAMPLE])
    seconds = []
    for write in (
        lambda: write_schools(checked=checked, joins=None, network=None, today=TODAY),
        lambda: write_row_by_row(checked),
    ):
        Organisation.objects.all().delete()
        seconds.append(timed(write)[1] + timed(write)[1])
    return seconds[0], seconds[1]


def write_row_by_row(checked: "CheckedFile") -> None:
    """What one would write first: look up and save each school by itself, in one transaction."""
    from django.db import transaction

    from ecotone.networks.importing.comparing import entry_of, organisation_values
    from ecotone.networks.importing.known import observation_of
    from ecotone.networks.models import (
        Enrolment,
        Organisation,
        OrganisationIdentifier,
        RegisterEntry,
        SchoolProfile,
    )

    scheme = checked.mapping.scheme
    with transaction.atomic():
        for facts in checked.schools.values():
            values = organisation_values(facts, checked)
            known = OrganisationIdentifier.objects.filter(scheme=scheme, value=facts.identifier)
            row = known.select_related("organisation").first()
            school, _new = Organisation.objects.update_or_create(
                pk=row.organisation_id if row else None, defaults=values
            )
            OrganisationIdentifier.objects.update_or_create(
                scheme=scheme, value=facts.identifier, defaults={"organisation": school}
            )
            SchoolProfile.objects.update_or_create(
                organisation=school, defaults={"isced_levels": list(facts.isced_levels)}
            )
            RegisterEntry.objects.update_or_create(
                organisation=school, register=scheme, defaults=entry_of(facts)
            )
            if facts.pupils is not None:
                Enrolment.objects.update_or_create(
                    school=school, **observation_of(checked), defaults={"pupils": facts.pupils}
                )


def main() -> int:
    path = find_file()
    if not path.is_file():
        print(f"{path} is absent; give the file of the Dutch register. Nothing measured.")
        return 0
    with tempfile.TemporaryDirectory() as home:
        set_up(home)
        before = peak_megabytes()
        slowest, states = 0.0, []
        for turn in ("first import", "second import"):
            cpu = time.process_time()
            counts, seconds = timed(lambda: import_file(path))
            cpu = time.process_time() - cpu
            states.append(end_state())
            slowest = max(slowest, seconds)
            print(
                f"{turn:<15}{seconds:>7.2f} s  (processor {cpu:.2f} s)  rows {counts['rows']:,}  "
                f"new {counts['new']:,}  changed {counts['updated']:,}  "
                f"unchanged {counts['unchanged']:,}"
            )
        peak = peak_megabytes()
        print(f"peak memory    {peak:>7.0f} MB  ({before:.0f} MB before the import)")
        print(f"end state      {'the same' if states[0] == states[1] else 'DIFFERENT'}")
        bulk, single = compare_with_row_by_row(path)
        print(
            f"{SAMPLE:,} schools written twice: in bulk {bulk:.2f} s, row by row {single:.2f} s: "
            f"{single / bulk:.1f} times faster"
        )
        fine = states[0] == states[1] and slowest < LIMIT_SECONDS and peak < LIMIT_MEGABYTES
        return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
