"""Reading country packs from their TOML files. Pure; every mistake is told at once."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ecotone.networks.countries.checking import pack_problems, strictest_problems
from ecotone.networks.countries.packs import (
    CONTACT_CLASSES,
    SELF_DECLARATION,
    TO_CONFIRM,
    ClearanceRule,
    CountryPack,
    DigitalConsentAge,
    Grade,
    HolidayRule,
    IdentifierScheme,
    Paper,
    RequirementKind,
    SchoolSystem,
    StrictRule,
    VisitorRole,
)

DATA = Path(__file__).parent / "data"
HOLIDAYS = "holidays.toml"
STRICTEST = "strictest.toml"


class InvalidCountryPacks(Exception):
    """The files cannot be used; ``problems`` says every mistake and where it is."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_packs(folder: Path = DATA) -> dict[str, CountryPack]:
    """Every pack of the folder by alpha-2 code, in order. Raises InvalidCountryPacks."""
    strictest = read_strictest(folder)
    feasts = read_feasts(folder)
    packs: dict[str, CountryPack] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("??.toml")):
        try:
            pack = parse_pack(path.read_text(encoding="utf-8"), path.name, feasts, strictest)
            packs[pack.code] = pack
        except InvalidCountryPacks as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidCountryPacks(problems)
    return packs


def read_strictest(folder: Path = DATA) -> dict[str, StrictRule]:
    """The strictest known rule by contact class. Raises InvalidCountryPacks."""
    document = _document(folder / STRICTEST)
    if problems := strictest_problems(document, STRICTEST):
        raise InvalidCountryPacks(problems)
    return {
        letter: StrictRule(
            contact_class=letter,
            kind=RequirementKind(document[letter]["kind"]),
            max_age_months=document[letter]["max_age_months"],
            lead_days=document[letter]["lead_days"],
        )
        for letter in CONTACT_CLASSES
    }


def read_feasts(folder: Path = DATA) -> dict[str, Any]:
    """The holidays that packs share, by key: a rule and names."""
    return _document(folder / HOLIDAYS)


def parse_pack(
    text: str, file_name: str, feasts: Mapping[str, Any], strictest: Mapping[str, StrictRule]
) -> CountryPack:
    """The pack that the text describes. Raises InvalidCountryPacks with every mistake in it."""
    return pack_from(_parsed(text, file_name), file_name, feasts, strictest)


def pack_from(
    document: dict[str, Any],
    file_name: str,
    feasts: Mapping[str, Any],
    strictest: Mapping[str, StrictRule],
) -> CountryPack:
    """The pack that the parsed file describes. Raises InvalidCountryPacks with every mistake."""
    if problems := pack_problems(document, file_name, feasts):
        raise InvalidCountryPacks(problems)
    year = document["school_year"]
    papers = (_SELF_DECLARATION, *(_paper(row) for row in document.get("papers", [])))
    return CountryPack(
        code=document["code"],
        names=document["names"],
        languages=tuple(document["languages"]),
        time_zone=document["time_zone"],
        year_starts=_month_day(year["starts"]),
        lessons_end=_month_day(year["lessons_end"]) if "lessons_end" in year else None,
        school_year_note=year.get("note", ""),
        systems=tuple(_system(row) for row in document["systems"]),
        holidays=_holidays(document["holidays"], feasts),
        holidays_note=document["holidays"].get("note", ""),
        papers=papers,
        rules=tuple(_rule(row, papers) for row in document.get("rules", [])),
        strictest=strictest,
        digital_consent=tuple(
            DigitalConsentAge(row["age"], row["as_of"], row["source"])
            for row in document.get("digital_consent", [])
        ),
        emergency_number=document["emergency_number"],
        stem_labels=document["stem_label"],
        identifiers=tuple(_identifier(row) for row in document.get("identifiers", [])),
        reviewed=document["reviewed"],
    )


def _document(path: Path) -> dict[str, Any]:
    return _parsed(path.read_text(encoding="utf-8"), path.name)


def _parsed(text: str, file_name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidCountryPacks([f"{file_name}: not valid TOML: {error}."]) from None


def _month_day(text: str) -> tuple[int, int]:
    day = dt.date.fromisoformat(f"2027-{text}")
    return day.month, day.day


def _system(row: dict[str, Any]) -> SchoolSystem:
    return SchoolSystem(
        code=row["code"],
        name=row["name"],
        languages=tuple(row["languages"]),
        grades=tuple(
            Grade(
                code=grade["code"],
                labels=_labels(grade["label"], row["languages"][0]),
                isced_level=grade["isced"],
                age=grade["age"],
                position=position,
                system=row["code"],
            )
            for position, grade in enumerate(row["grades"], start=1)
        ),
    )


def _labels(label: str | dict[str, str], language: str) -> Mapping[str, str]:
    return {language: label} if isinstance(label, str) else label


def _holidays(section: dict[str, Any], feasts: Mapping[str, Any]) -> tuple[HolidayRule, ...]:
    shared = (
        HolidayRule(key, feasts[key]["rule"], feasts[key]["names"]) for key in section["shared"]
    )
    own = (HolidayRule(row["key"], row["rule"], row["names"]) for row in section.get("own", []))
    return (*shared, *own)


def _paper(row: dict[str, Any]) -> Paper:
    return Paper(
        code=row["code"],
        name=row["name"],
        kind=RequirementKind(row["kind"]),
        max_age_months=row.get("max_age_months"),
        lead_days=row.get("lead_days"),
        who_may_ask=row.get("who_may_ask", TO_CONFIRM),
        legal_reference=row.get("legal_reference", ""),
        note=row.get("note", ""),
        source=row["source"],
    )


def _rule(row: dict[str, Any], papers: tuple[Paper, ...]) -> ClearanceRule:
    return ClearanceRule(
        contact_class=row["contact_class"],
        roles=tuple(VisitorRole(role) for role in row.get("roles", list(VisitorRole))),
        kind=RequirementKind(row["kind"]),
        paper=next((paper for paper in papers if paper.code == row.get("paper")), None),
        at_most=RequirementKind(row["at_most"]) if "at_most" in row else None,
        note=row.get("note", ""),
        source=row["source"],
    )


def _identifier(row: dict[str, Any]) -> IdentifierScheme:
    return IdentifierScheme(row["scheme"], row["name"], row.get("pattern", ""), row["source"])


_SELF_DECLARATION = Paper(
    code=SELF_DECLARATION,
    name="Self-declaration",
    kind=RequirementKind.SELF_DECLARATION,
    max_age_months=12,
    lead_days=0,
    who_may_ask="school or network",
    legal_reference="",
    note="The visitor declares in writing that nothing speaks against contact with minors.",
    source="Ecotone",
)
