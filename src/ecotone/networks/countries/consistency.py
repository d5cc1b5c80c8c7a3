"""Whether what stands in the sections of a country pack makes sense, one section a function."""

import datetime as dt
import re
import zoneinfo
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ecotone.networks.countries.holidays import is_rule
from ecotone.networks.countries.packs import (
    CONTACT_CLASSES,
    SELF_DECLARATION,
    RequirementKind,
    VisitorRole,
)

ISCED_LEVELS = ("01", "02", "1", "2", "3", "4", "5")
_KINDS = tuple(RequirementKind)
_ROLES = tuple(VisitorRole)

type Row = Mapping[str, Any]


def header_problems(document: Row, file_name: str) -> list[str]:
    problems = []
    if document["code"].lower() != file_name.removesuffix(".toml"):
        problems.append(f"code {document['code']!r} must be the name of the file in capitals.")
    if document["time_zone"] not in zoneinfo.available_timezones():
        problems.append(f"time_zone {document['time_zone']!r} is not an IANA time zone.")
    if "en" not in document["names"]:
        problems.append("'names' has no English name.")
    return problems


def year_problems(year: Row) -> list[str]:
    return [
        f'school_year: {key} {year[key]!r} must be "month-day", such as "09-01".'
        for key in ("starts", "lessons_end")
        if key in year and not _is_month_day(year[key])
    ]


def _is_month_day(text: str) -> bool:
    try:
        # A year without 29 February, so that the day exists in every year.
        dt.date.fromisoformat(f"2027-{text}")
    except ValueError:
        return False
    return True


def grade_problems(systems: Iterable[Row]) -> list[str]:
    grades = [(system["code"], grade) for system in systems for grade in system["grades"]]
    problems = [
        f"system {system}, grade {grade['code']!r}: isced must be one of {_listed(ISCED_LEVELS)}."
        for system, grade in grades
        if grade["isced"] not in ISCED_LEVELS
    ]
    counts = Counter(grade["code"] for _, grade in grades)
    return problems + [
        f"grade {code!r} stands {count} times; a grade's code is unique in its country."
        for code, count in counts.items()
        if count > 1
    ]


def holiday_problems(section: Row, feasts: Row) -> list[str]:
    problems = [
        f"holidays: {key!r} is not a shared holiday; add it to holidays.toml or under own."
        for key in section["shared"]
        if key not in feasts
    ]
    return problems + [
        f"holidays, own {row['key']!r}: {row['rule']!r} is not a rule."
        for row in section.get("own", [])
        if not is_rule(row["rule"])
    ]


def paper_problems(papers: Iterable[Row]) -> list[str]:
    return [
        f"paper {paper['code']!r}: kind must be certificate or register_check."
        for paper in papers
        if paper["kind"] not in {RequirementKind.CERTIFICATE, RequirementKind.REGISTER_CHECK}
    ]


def rule_problems(rules: Iterable[Row], papers: Iterable[Row]) -> list[str]:
    known = {SELF_DECLARATION, *(paper["code"] for paper in papers)}
    problems: list[str] = []
    said: Counter[tuple[str, str]] = Counter()
    for rule in rules:
        place = f"rule for contact class {rule['contact_class']}: "
        problems += [f"{place}{problem}" for problem in _one_rule_problems(rule, known)]
        said.update((rule["contact_class"], str(role)) for role in rule.get("roles", _ROLES))
    return problems + [
        f"rule for contact class {letter} and role {role} stands {count} times."
        for (letter, role), count in said.items()
        if count > 1
    ]


def _one_rule_problems(rule: Row, papers: set[str]) -> list[str]:
    problems = [
        f"{key} must be one of {_listed(_KINDS)}."
        for key in ("kind", "at_most")
        if rule.get(key, _KINDS[0]) not in _KINDS
    ]
    if rule["contact_class"] not in CONTACT_CLASSES:
        problems.append(f"there are {_listed(CONTACT_CLASSES)}.")
    if rule.get("paper", SELF_DECLARATION) not in papers:
        problems.append(f"paper {rule['paper']!r} is not described under [[papers]].")
    return problems + [
        f"role {role!r} must be one of {_listed(_ROLES)}."
        for role in rule.get("roles", _ROLES)
        if role not in _ROLES
    ]


def identifier_problems(rows: Iterable[Row]) -> list[str]:
    problems = []
    for row in rows:
        try:
            re.compile(row.get("pattern", ""))
        except re.error as error:
            problems.append(f"identifier {row['scheme']!r}: pattern cannot be read: {error}.")
    return problems


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
