"""An import in one go, for the command line: the file is read where it lies."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.utils import timezone

from ecotone.accounts.api import User
from ecotone.networks.enums import ImportStatus
from ecotone.networks.importing.checking import CheckedFile, check_table
from ecotone.networks.importing.comparing import ImportPlan, counts_of, plan_import
from ecotone.networks.importing.kept_mappings import find_definition
from ecotone.networks.importing.library import read_definition
from ecotone.networks.importing.mapping import SchoolMapping
from ecotone.networks.importing.reading import open_table
from ecotone.networks.importing.shapes import broken
from ecotone.networks.importing.uploads import sha256_of, shown_name
from ecotone.networks.importing.write_runs import record_import
from ecotone.networks.importing.writing import write_schools
from ecotone.networks.models import ImportRun, Network


@dataclass(frozen=True)
class ImportOrder:
    """What the command was asked for. ``network`` is the one that the schools join, if any."""

    path: Path
    country: str
    definition: dict[str, Any]
    observed_on: dt.date | None = None
    network: Network | None = None


def get_definition(name: str, network: Network | None) -> dict[str, Any]:
    """The definition of a mapping by name, or from a TOML file by its path.

    Raises FileRefused("mapping_broken").
    """
    if name.endswith(".toml"):
        return read_definition(Path(name))
    found = find_definition(name, network)
    if found is None:
        raise broken(f"there is no mapping “{name}”")
    return found


def check_order(order: ImportOrder, *, report: Callable[[int], None] | None = None) -> CheckedFile:
    """Read and check the file. Raises FileRefused."""
    return check_table(
        open_table(order.path),
        SchoolMapping.from_definition(order.definition),
        country=order.country,
        observed_on=order.observed_on,
        report=report,
    )


def plan_order(order: ImportOrder, checked: CheckedFile, *, today: dt.date) -> ImportPlan:
    """What writing would do. Writes nothing."""
    return plan_import(checked, joins=order.network, network=order.network, today=today)


def write_order(
    order: ImportOrder, checked: CheckedFile, *, today: dt.date, by: User | None
) -> ImportPlan:
    """Write the checked file, with a record of the run. Raises FileHasProblems, IntegrityError."""
    return write_schools(
        checked=checked,
        joins=order.network,
        network=order.network,
        today=today,
        on_written=partial(_record, order, checked, by),
    )


def _record(order: ImportOrder, checked: CheckedFile, by: User | None, plan: ImportPlan) -> None:
    run = ImportRun.objects.create(
        network=order.network,
        by=by,
        file_name=shown_name(order.path.name),
        sha256=sha256_of(order.path),
        country=order.country,
        mapping=order.definition,
        observed_on=checked.observed_on,
        joins_network=order.network is not None,
        status=ImportStatus.DONE,
        counts=counts_of(checked, plan),
        finished_at=timezone.now(),
    )
    record_import(run, checked)
