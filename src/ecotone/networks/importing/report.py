"""The numbers of an import in words, for the screen and the command alike."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecotone.networks.enums import ImportStatus
from ecotone.networks.importing.countries import country_name
from ecotone.networks.importing.problems import Problem
from ecotone.networks.models import ImportRun

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LABELS: dict[str, "StrOrPromise"] = {
    "rows": _("Rows in the file"),
    "schools": _("Schools in the file"),
    "repeated": _("Rows that are further buildings of a school"),
    "new": _("New schools"),
    "updated": _("Schools with changes"),
    "unchanged": _("Schools without changes"),
    "joining": _("Known schools that join the network"),
    "elsewhere": _("Schools with changes that are also in other networks"),
    "bad": _("Rows with something wrong"),
    "pupils": _("Pupils stated"),
    "without_pupils": _("Schools without a number of pupils (missing, not zero)"),
    "without_place": _("Schools without a place on the map"),
}
SHOWN_WHEN_ZERO = frozenset({"rows", "schools", "new", "updated", "unchanged", "bad", "pupils"})


class CountLine(NamedTuple):
    name: str
    label: "StrOrPromise"
    value: int

    @property
    def text(self) -> str:
        """The number as the reader's language writes it."""
        return number_format(self.value, force_grouping=True)


def count_lines(counts: Mapping[str, int]) -> list[CountLine]:
    """The counts in the order in which they are read; some only when there are any."""
    return [
        CountLine(name, label, counts[name])
        for name, label in LABELS.items()
        if name in counts and (counts[name] or name in SHOWN_WHEN_ZERO)
    ]


PROBLEMS_SHOWN = 100
CHANGE_LABELS: dict[str, "StrOrPromise"] = {
    "name": _("Name"),
    "sector": _("Sector"),
    "country": _("Country"),
    "municipality_code": _("Code of the municipality"),
    "municipality_name": _("Municipality"),
    "address": _("Address"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "languages": _("Languages of teaching"),
    "website": _("Website"),
    "source": _("Source"),
    "isced_levels": _("Levels"),
    "pupils": _("Pupils"),
    "register": _("What the register calls it"),
}
STEPS: dict[str, "StrOrPromise"] = {
    "file": _("Send the file"),
    "columns": _("Say what it holds"),
    "check": _("See what would change"),
    "done": _("Import"),
}


class ChangeLine(NamedTuple):
    """One changed value of one school, as text."""

    school: str
    label: "StrOrPromise"
    before: str
    after: str


class AboutLine(NamedTuple):
    """Under what the file was read."""

    label: "StrOrPromise"
    text: str


@dataclass(frozen=True)
class ImportReport:
    """All that the page of one import shows. ``earlier`` is when the same file was imported."""

    about: list[AboutLine]
    counts: list[CountLine]
    problems: list[Problem]
    problem_count: int
    changes: list[ChangeLine]
    steps: list[dict[str, Any]]
    earlier: dt.datetime | None
    has_file: bool

    @property
    def hidden_problems(self) -> int:
        return self.problem_count - len(self.problems)


def report_of(run: ImportRun) -> ImportReport:
    """The report of a run, whatever state it is in."""
    shown = [Problem.from_json(kept) for kept in run.problems[:PROBLEMS_SHOWN]]
    return ImportReport(
        about=_about(run),
        counts=count_lines(run.counts),
        problems=shown,
        problem_count=max(run.counts.get("problems", 0), len(run.problems)),
        changes=[line for change in run.changes for line in _change_lines(change)],
        steps=steps_at("all" if run.status == ImportStatus.DONE else "check"),
        earlier=_imported_before(run),
        has_file=bool(run.stored_as),
    )


def steps_at(current: str) -> list[dict[str, Any]]:
    """The steps of an import for ``c-steps``; all are done when ``current`` is none of them."""
    names = list(STEPS)
    place = names.index(current) if current in names else len(names)
    states = ["done"] * place + ["current"] + ["todo"] * len(names)
    return [
        {"label": label, "state": state}
        for label, state in zip(STEPS.values(), states, strict=False)
    ]


def _about(run: ImportRun) -> list[AboutLine]:
    lines = [
        AboutLine(_("Source"), str(run.mapping.get("source", ""))),
        AboutLine(_("Country"), country_name(run.country, get_language() or "en")),
    ]
    day = run.observed_on or _day(run.mapping.get("observed_on"))
    if day and "pupils" in run.mapping.get("columns", {}):
        lines.append(AboutLine(_("Pupils were counted on"), date_format(day)))
    return lines


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _imported_before(run: ImportRun) -> dt.datetime | None:
    same = ImportRun.objects.filter(
        network=run.network, sha256=run.sha256, status=ImportStatus.DONE
    ).exclude(pk=run.pk)
    return same.values_list("finished_at", flat=True).first()


def _change_lines(change: Mapping[str, Any]) -> list[ChangeLine]:
    return [
        ChangeLine(change["name"], CHANGE_LABELS[name], _text(before), _text(after))
        for name, (before, after) in change["changed"].items()
    ]


def _text(value: Any) -> str:
    match value:
        case None | "" | []:
            return "–"
        case list():
            return ", ".join(map(str, value))
        case dict():
            return ", ".join(str(part) for part in value.values() if part)
        case _:
            return str(value)
