"""What a country pack holds. Frozen values; made by ``reading`` alone."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

CONTACT_CLASSES = ("A", "B", "C", "D", "E", "F")
SELF_DECLARATION = "self_declaration"
TO_CONFIRM = "to be confirmed locally"


class RequirementKind(StrEnum):
    """What a visitor must show before the contact, from least to most strict."""

    NOT_REQUIRED = "not_required"
    SELF_DECLARATION = "self_declaration"
    CERTIFICATE = "certificate"
    REGISTER_CHECK = "register_check"
    FORBIDDEN = "forbidden"

    @property
    def strictness(self) -> int:
        return list(RequirementKind).index(self)


class VisitorRole(StrEnum):
    """As what somebody comes: some laws ask paid staff for more than volunteers, or the reverse."""

    VOLUNTEER = "volunteer"
    PROFESSIONAL = "professional"


class UnknownGrade(LookupError):
    """The country has no grade with that code."""


@dataclass(frozen=True)
class Grade:
    """A national year of study: local names by language, its ISCED 2011 level, usual age at start.

    ``isced_level`` is "02", "1", "2", "3", "4" or "5". ``code`` is unique in its country.
    """

    code: str
    labels: Mapping[str, str]
    isced_level: str
    age: int
    position: int
    system: str

    def label_in(self, language: str) -> str:
        """The local name in the language, or in the first language the country gives."""
        return self.labels.get(language) or next(iter(self.labels.values()))


@dataclass(frozen=True)
class SchoolSystem:
    """The grades of one school system in order; a country such as Belgium has several."""

    code: str
    name: str
    languages: tuple[str, ...]
    grades: tuple[Grade, ...]


@dataclass(frozen=True)
class HolidayRule:
    """When a public holiday falls: ``rule`` as explained in ``holidays``."""

    key: str
    rule: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Paper:
    """A document or register answer that shows somebody may work with minors.

    ``max_age_months`` counts from the day it was seen; None when unknown: then the strictest holds.
    """

    code: str
    name: str
    kind: RequirementKind
    max_age_months: int | None
    lead_days: int | None
    who_may_ask: str
    legal_reference: str
    note: str
    source: str


@dataclass(frozen=True)
class ClearanceRule:
    """What the country asks for one contact class; ``at_most`` when its law forbids asking more."""

    contact_class: str
    roles: tuple[VisitorRole, ...]
    kind: RequirementKind
    paper: Paper | None
    at_most: RequirementKind | None
    note: str
    source: str


@dataclass(frozen=True)
class StrictRule:
    """The strictest rule we know for a contact class: in force wherever nobody knows better."""

    contact_class: str
    kind: RequirementKind
    max_age_months: int
    lead_days: int


@dataclass(frozen=True)
class Requirement:
    """What one visitor must show for one contact in one country, ready to be checked and said.

    ``accepted`` are the codes of the papers that will do; ``paper`` is the usual one of them.
    ``is_draft`` asks for a banner: nobody in the network confirmed the country's rules yet.
    """

    country: str
    contact_class: str
    role: VisitorRole
    kind: RequirementKind
    paper: Paper | None
    max_age_months: int | None
    lead_days: int
    accepted: tuple[str, ...]
    is_draft: bool
    source: str

    def accepts(self, paper_code: str) -> bool:
        """Whether a paper of that code will do; in a country without a pack, any real paper."""
        if self.accepted:
            return paper_code in self.accepted
        is_enough = self.kind is RequirementKind.SELF_DECLARATION
        return is_enough or paper_code != SELF_DECLARATION


@dataclass(frozen=True)
class DigitalConsentAge:
    """From which age children consent to online services themselves, as known on a day."""

    age: int
    as_of: dt.date
    source: str


@dataclass(frozen=True)
class IdentifierScheme:
    """A register in which schools have a number; ``pattern`` is a regular expression or empty."""

    scheme: str
    name: str
    pattern: str
    source: str


@dataclass(frozen=True)
class CountryPack:
    """Everything Ecotone knows of one country. ``reviewed`` is false for a draft."""

    code: str
    names: Mapping[str, str]
    languages: tuple[str, ...]
    time_zone: str
    year_starts: tuple[int, int]
    lessons_end: tuple[int, int] | None
    school_year_note: str
    systems: tuple[SchoolSystem, ...]
    holidays: tuple[HolidayRule, ...]
    holidays_note: str
    papers: tuple[Paper, ...]
    rules: tuple[ClearanceRule, ...]
    strictest: Mapping[str, StrictRule]
    digital_consent: tuple[DigitalConsentAge, ...]
    emergency_number: str
    stem_labels: Mapping[str, str]
    identifiers: tuple[IdentifierScheme, ...]
    reviewed: bool

    @property
    def grades(self) -> tuple[Grade, ...]:
        """The grades of all its systems, in order."""
        return tuple(grade for system in self.systems for grade in system.grades)

    def grades_for(self, languages: tuple[str, ...] | list[str]) -> tuple[Grade, ...]:
        """The grades of the systems that teach in one of the languages; all when none does."""
        found = [system for system in self.systems if set(system.languages) & set(languages)]
        return tuple(grade for system in found or self.systems for grade in system.grades)

    def grade(self, code: str) -> Grade:
        """Raises UnknownGrade."""
        for grade in self.grades:
            if grade.code == code:
                return grade
        raise UnknownGrade(f"{self.code} has no grade {code!r}")

    def paper(self, code: str) -> Paper | None:
        """The paper of that code, or None."""
        return next((paper for paper in self.papers if paper.code == code), None)

    def stem_label(self, language: str) -> str:
        """What STEM is called there, in the language or else in the country's first."""
        return self.stem_labels.get(language) or next(iter(self.stem_labels.values()))

    def digital_consent_age(self, on_date: dt.date) -> DigitalConsentAge | None:
        """What was last known on the date, or None."""
        known = [entry for entry in self.digital_consent if entry.as_of <= on_date]
        return max(known, key=lambda entry: entry.as_of, default=None)
