"""Country packs: what differs from country to country, as data that a host can read and confirm.

Pure: no database and, but for the words on the screen, no Django. One TOML file a country in
``data/``; ``registry`` hands them out, ``clearance`` says what a visitor must show, ``holidays``
computes days off, ``wording`` puts it in words. See ``docs/hosts/country-packs.md``.
"""

from ecotone.networks.countries.clearance import (
    ClearanceAnswer,
    ClearanceReason,
    SeenPaper,
    is_met,
)
from ecotone.networks.countries.holidays import Holiday, holiday_on, public_holidays
from ecotone.networks.countries.packs import (
    CONTACT_CLASSES,
    ClearanceRule,
    CountryPack,
    Grade,
    Paper,
    Requirement,
    RequirementKind,
    SchoolSystem,
    UnknownGrade,
    VisitorRole,
)
from ecotone.networks.countries.registry import (
    UnknownCountry,
    country_codes,
    find_country_pack,
    get_country_pack,
)
from ecotone.networks.countries.requirements import requirement_for, requirement_without_pack

__all__ = [
    "CONTACT_CLASSES",
    "ClearanceAnswer",
    "ClearanceReason",
    "ClearanceRule",
    "CountryPack",
    "Grade",
    "Holiday",
    "Paper",
    "Requirement",
    "RequirementKind",
    "SchoolSystem",
    "SeenPaper",
    "UnknownCountry",
    "UnknownGrade",
    "VisitorRole",
    "country_codes",
    "find_country_pack",
    "get_country_pack",
    "holiday_on",
    "is_met",
    "public_holidays",
    "requirement_for",
    "requirement_without_pack",
]
