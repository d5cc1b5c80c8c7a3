"""What may be wrong with a country pack's file: each mistake in words that help to mend it."""

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
_TOP: Mapping[str, type] = {
    "code": str,
    "names": dict,
    "languages": list,
    "time_zone": str,
    "emergency_number": str,
    "reviewed": bool,
    "stem_label": dict,
    "school_year": dict,
    "holidays": dict,
    "systems": list,
    "papers": list,
    "rules": list,
    "digital_consent": list,
    "identifiers": list,
}
_OPTIONAL = {"papers", "rules", "digital_consent", "identifiers"}
_ROWS: Mapping[str, Mapping[str, type]] = {
    "systems": {"code": str, "name": str, "languages": list, "grades": list},
    "papers": {"code": str, "name": str, "kind": str, "source": str},
    "rules": {"contact_class": str, "kind": str, "source": str},
    "digital_consent": {"age": int, "as_of": dt.date, "source": str},
    "identifiers": {"scheme": str, "name": str, "source": str},
}
_MAY_ALSO_HOLD: Mapping[str, set[str]] = {
    "systems": set(),
    "papers": {"max_age_months", "lead_days", "who_may_ask", "legal_reference", "note"},
    "rules": {"roles", "paper", "at_most", "note"},
    "digital_consent": set(),
    "identifiers": {"pattern"},
}
_GRADE: Mapping[str, type] = {"code": str, "label": object, "isced": str, "age": int}
_KIND_WORDS: Mapping[type, str] = {
    str: "a text in quotes",
    bool: "true or false",
    int: "a whole number",
    dict: "a block",
    list: "a list",
    dt.date: "a date such as 2020-01-01",
}


def pack_problems(
    document: Mapping[str, Any], file_name: str, feasts: Mapping[str, Any]
) -> list[str]:
    """Every mistake in the document of one country; ``feasts`` are the shared holidays."""
    problems = [
        f"unknown key {key!r}; known are {_listed(_TOP)}." for key in document if key not in _TOP
    ]
    problems += _kind_problems(document, _TOP, _OPTIONAL, "")
    if not problems:
        problems += _row_problems(document)
    if not problems:
        problems += [
            *_header_problems(document, file_name),
            *_year_problems(document["school_year"]),
            *_grade_problems(document["systems"]),
            *_holiday_problems(document["holidays"], feasts),
            *_paper_problems(document.get("papers", [])),
            *_rule_problems(document.get("rules", []), document.get("papers", [])),
            *_identifier_problems(document.get("identifiers", [])),
        ]
    return [f"{file_name}: {problem}" for problem in problems]


def strictest_problems(document: Mapping[str, Any], file_name: str) -> list[str]:
    """Every mistake in the file of the strictest known rules."""
    problems = []
    for letter in CONTACT_CLASSES:
        rule = document.get(letter)
        if not isinstance(rule, dict):
            problems.append(f"{file_name}: contact class {letter} is missing.")
        elif rule.get("kind") not in _KINDS:
            problems.append(f"{file_name}, {letter}: kind must be one of {_listed(_KINDS)}.")
        else:
            problems += [
                f"{file_name}, {letter}: {key!r} must be a whole number."
                for key in ("max_age_months", "lead_days")
                if type(rule.get(key)) is not int
            ]
    return problems


def _kind_problems(
    row: Mapping[str, Any], kinds: Mapping[str, type], optional: set[str], place: str
) -> list[str]:
    problems = []
    for key, kind in kinds.items():
        if key not in row:
            problems += [] if key in optional else [f"{place}{key!r} is missing."]
        elif kind is not object and type(row[key]) is not kind:
            problems.append(f"{place}{key!r} must be {_KIND_WORDS[kind]}.")
    return problems


def _row_problems(document: Mapping[str, Any]) -> list[str]:
    problems: list[str] = []
    for section, kinds in _ROWS.items():
        for number, row in enumerate(document.get(section, []), start=1):
            place = f"[[{section}]] {number}: "
            if not isinstance(row, dict):
                problems.append(f"{place}must be a block.")
                continue
            problems += [
                f"{place}unknown key {key!r}."
                for key in row
                if key not in kinds and key not in _MAY_ALSO_HOLD[section]
            ]
            problems += _kind_problems(row, kinds, set(), place)
    return problems


def _header_problems(document: Mapping[str, Any], file_name: str) -> list[str]:
    problems = []
    if document["code"].lower() != file_name.removesuffix(".toml"):
        problems.append(f"code {document['code']!r} must be the name of the file in capitals.")
    if document["time_zone"] not in zoneinfo.available_timezones():
        problems.append(f"time_zone {document['time_zone']!r} is not an IANA time zone.")
    if not document["languages"]:
        problems.append("'languages' is empty; name at least one.")
    if "en" not in document["names"]:
        problems.append("'names' has no English name.")
    if not document["stem_label"]:
        problems.append("'stem_label' is empty; say at least in one language how STEM is called.")
    return problems


def _year_problems(year: Mapping[str, Any]) -> list[str]:
    problems = [
        f"[school_year] unknown key {key!r}."
        for key in year
        if key not in {"starts", "lessons_end", "note"}
    ]
    if "starts" not in year:
        problems.append("[school_year] 'starts' is missing.")
    for key in ("starts", "lessons_end"):
        if key in year and not _is_month_day(year[key]):
            problems.append(f'[school_year] {key} {year[key]!r} must be "month-day": "09-01".')
    return problems


def _is_month_day(text: Any) -> bool:
    try:
        # A year without 29 February, so that the day exists in every year.
        dt.date.fromisoformat(f"2027-{text}")
    except ValueError:
        return False
    return True


def _grade_problems(systems: Iterable[Mapping[str, Any]]) -> list[str]:
    problems: list[str] = []
    codes: Counter[str] = Counter()
    for system in systems:
        for grade in system["grades"]:
            place = f"system {system['code']}, grade {grade.get('code')!r}: "
            problems += _kind_problems(grade, _GRADE, set(), place)
            if "isced" in grade and grade["isced"] not in ISCED_LEVELS:
                problems.append(f"{place}isced must be one of {_listed(ISCED_LEVELS)}.")
            codes[str(grade.get("code"))] += 1
    problems += [
        f"grade {code!r} stands {count} times; a grade's code is unique in its country."
        for code, count in codes.items()
        if count > 1
    ]
    return problems


def _holiday_problems(section: Mapping[str, Any], feasts: Mapping[str, Any]) -> list[str]:
    problems = [
        f"[holidays] {key!r} is not a shared holiday; add it to holidays.toml or under own."
        for key in section.get("shared", [])
        if key not in feasts
    ]
    if "shared" not in section:
        problems.append("[holidays] 'shared' is missing.")
    for row in section.get("own", []):
        if not {"key", "rule", "names"} <= row.keys():
            problems.append(f"[[holidays.own]] {row.get('key')!r}: give key, rule and names.")
        elif not is_rule(row["rule"]):
            problems.append(f"[[holidays.own]] {row['key']!r}: {row['rule']!r} is not a rule.")
    return problems


def _paper_problems(papers: Iterable[Mapping[str, Any]]) -> list[str]:
    problems = []
    for paper in papers:
        if paper["kind"] not in {RequirementKind.CERTIFICATE, RequirementKind.REGISTER_CHECK}:
            problems.append(f"paper {paper['code']!r}: kind must be certificate or register_check.")
        problems += [
            f"paper {paper['code']!r}: {key!r} must be a whole number."
            for key in ("max_age_months", "lead_days")
            if key in paper and type(paper[key]) is not int
        ]
    return problems


def _rule_problems(
    rules: Iterable[Mapping[str, Any]], papers: Iterable[Mapping[str, Any]]
) -> list[str]:
    known = {SELF_DECLARATION, *(paper["code"] for paper in papers)}
    problems: list[str] = []
    said: Counter[tuple[str, str]] = Counter()
    for rule in rules:
        place = f"rule for contact class {rule['contact_class']}: "
        if rule["contact_class"] not in CONTACT_CLASSES:
            problems.append(f"{place}there are {_listed(CONTACT_CLASSES)}.")
        for key in ("kind", "at_most"):
            if rule.get(key, _KINDS[0]) not in _KINDS:
                problems.append(f"{place}{key} must be one of {_listed(_KINDS)}.")
        if rule.get("paper", SELF_DECLARATION) not in known:
            problems.append(f"{place}paper {rule['paper']!r} is not described under [[papers]].")
        for role in rule.get("roles", list(VisitorRole)):
            if role not in tuple(VisitorRole):
                problems.append(f"{place}role {role!r} must be one of {_listed(VisitorRole)}.")
            said[rule["contact_class"], str(role)] += 1
    problems += [
        f"rule for contact class {letter} and role {role} stands {count} times."
        for (letter, role), count in said.items()
        if count > 1
    ]
    return problems


def _identifier_problems(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    problems = []
    for row in rows:
        try:
            re.compile(row.get("pattern", ""))
        except re.error as error:
            problems.append(f"identifier {row['scheme']!r}: pattern cannot be read: {error}.")
    return problems


def _listed(words: Iterable[str]) -> str:
    return ", ".join(str(word) for word in words)
