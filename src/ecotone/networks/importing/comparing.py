"""What the database would gain from a checked file. Writes nothing."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from ecotone.networks.importing.checking import CheckedFile
from ecotone.networks.importing.facts import SchoolFacts
from ecotone.networks.importing.known import (
    KnownSchool,
    count_in_other_networks,
    known_schools,
    organisation_ids_in,
)
from ecotone.networks.models import Network

CHANGES_SHOWN = 20


@dataclass(frozen=True)
class SchoolChange:
    """What one known school would change. ``organisation`` holds the new values only."""

    facts: SchoolFacts
    known: KnownSchool
    organisation: dict[str, Any]
    has_new_levels: bool
    has_new_entry: bool
    has_new_pupils: bool

    @property
    def is_any(self) -> bool:
        return bool(
            self.organisation or self.has_new_levels or self.has_new_entry or self.has_new_pupils
        )

    def to_json(self) -> dict[str, Any]:
        """For the report: the school, and each field with its value before and after."""
        changed = {
            name: [self.known.organisation[name], value]
            for name, value in self.organisation.items()
        }
        if self.has_new_levels:
            changed["isced_levels"] = [self.known.isced_levels, list(self.facts.isced_levels)]
        if self.has_new_pupils:
            changed["pupils"] = [self.known.pupils, self.facts.pupils]
        if self.has_new_entry and not changed:
            changed["register"] = [self.known.entry, entry_of(self.facts)]
        return {"row": self.facts.row, "name": self.facts.name, "changed": changed}


@dataclass
class ImportPlan:
    """All that would be written. ``joining`` are known organisations that are not members yet."""

    new: list[SchoolFacts] = field(default_factory=list)
    changes: list[SchoolChange] = field(default_factory=list)
    joining: list[int] = field(default_factory=list)
    unchanged: int = 0
    elsewhere: int = 0


def plan_import(
    checked: CheckedFile, *, joins: Network | None, network: Network | None, today: dt.date
) -> ImportPlan:
    """Compare the file with the database.

    ``joins`` is the network that the schools become members of. ``network`` is the one that
    imports: changes of schools that are also in others are counted as ``elsewhere``.
    """
    plan = ImportPlan()
    members = organisation_ids_in(joins, today=today) if joins else set()
    found: set[str] = set()
    for identifier, known in known_schools(checked):
        found.add(identifier)
        change = change_of(checked.schools[identifier], known, checked)
        if change.is_any:
            plan.changes.append(change)
        else:
            plan.unchanged += 1
        if joins and known.organisation_id not in members:
            plan.joining.append(known.organisation_id)
    plan.new = [facts for key, facts in checked.schools.items() if key not in found]
    changed_ids = [change.known.organisation_id for change in plan.changes]
    plan.elsewhere = count_in_other_networks(changed_ids, network, today) if changed_ids else 0
    return plan


def change_of(facts: SchoolFacts, known: KnownSchool, checked: CheckedFile) -> SchoolChange:
    """The difference between what the file says and what is known of one school."""
    wanted = organisation_values(facts, checked)
    return SchoolChange(
        facts=facts,
        known=known,
        organisation={
            name: value for name, value in wanted.items() if known.organisation[name] != value
        },
        has_new_levels=known.isced_levels is None
        or (bool(facts.isced_levels) and known.isced_levels != list(facts.isced_levels)),
        has_new_entry=any(entry_of(facts).values()) and known.entry != entry_of(facts),
        has_new_pupils=checked.mapping.gives_pupils and known.pupils != facts.pupils,
    )


def organisation_values(facts: SchoolFacts, checked: CheckedFile) -> dict[str, Any]:
    """The columns of the organisation that the file fills; an empty cell leaves what is known."""
    values = {
        "name": facts.name,
        "sector": facts.sector,
        "country": checked.country,
        "municipality_code": facts.municipality_code,
        "municipality_name": facts.municipality,
        "address": facts.address,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "languages": list(facts.languages),
        "website": facts.website,
        "source": checked.mapping.source,
    }
    return {name: value for name, value in values.items() if value not in ("", None, [])}


def entry_of(facts: SchoolFacts) -> dict[str, str]:
    """What the register calls things, in its own spelling."""
    return {
        "institution": facts.institution,
        "type_of_school": facts.type_in_register,
        "municipality": facts.municipality_in_register,
    }


def counts_of(checked: CheckedFile, plan: ImportPlan | None) -> dict[str, int]:
    """The numbers of the report. Without a plan the database was not asked."""
    schools = checked.schools.values()
    counts = {
        "rows": checked.rows,
        "schools": len(checked.schools),
        "repeated": checked.repeated,
        "bad": checked.bad_rows,
        "problems": checked.problem_count,
        "pupils": sum(school.pupils or 0 for school in schools),
        "without_pupils": sum(school.pupils is None for school in schools),
        "without_place": sum(school.latitude is None for school in schools),
    }
    if plan:
        counts |= {
            "new": len(plan.new),
            "updated": len(plan.changes),
            "unchanged": plan.unchanged,
            "joining": len(plan.joining),
            "elsewhere": plan.elsewhere,
        }
    return counts
