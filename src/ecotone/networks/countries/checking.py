"""What may be wrong with a country pack's file: first its shape, then whether it makes sense."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ecotone.networks.countries.consistency import (
    grade_problems,
    header_problems,
    holiday_problems,
    identifier_problems,
    paper_problems,
    rule_problems,
    year_problems,
)
from ecotone.networks.countries.packs import CONTACT_CLASSES, RequirementKind
from ecotone.networks.countries.shapes import Block, ListOf, Texts, shape_problems

_GRADE = Block({"code": str, "label": Texts(or_one=True), "isced": str, "age": int})
_PACK = Block(
    needed={
        "code": str,
        "names": Texts(),
        "languages": ListOf(str, least=1),
        "time_zone": str,
        "emergency_number": str,
        "reviewed": bool,
        "stem_label": Texts(),
        "school_year": Block({"starts": str}, {"lessons_end": str, "note": str}),
        "holidays": Block(
            {"shared": ListOf(str)},
            {
                "own": ListOf(Block({"key": str, "rule": str, "names": Texts()})),
                "note": str,
            },
        ),
        "systems": ListOf(
            Block(
                {
                    "code": str,
                    "name": str,
                    "languages": ListOf(str, least=1),
                    "grades": ListOf(_GRADE, least=1),
                }
            ),
            least=1,
        ),
    },
    allowed={
        "papers": ListOf(
            Block(
                {"code": str, "name": str, "kind": str, "source": str},
                {
                    "max_age_months": int,
                    "lead_days": int,
                    "who_may_ask": str,
                    "legal_reference": str,
                    "note": str,
                },
            )
        ),
        "rules": ListOf(
            Block(
                {"contact_class": str, "kind": str, "source": str},
                {"roles": ListOf(str, least=1), "paper": str, "at_most": str, "note": str},
            )
        ),
        "digital_consent": ListOf(Block({"age": int, "as_of": dt.date, "source": str})),
        "identifiers": ListOf(Block({"scheme": str, "name": str, "source": str}, {"pattern": str})),
    },
)
_STRICTEST = Block(
    {
        letter: Block({"kind": str, "max_age_months": int, "lead_days": int})
        for letter in CONTACT_CLASSES
    }
)


def pack_problems(
    document: Mapping[str, Any], file_name: str, feasts: Mapping[str, Any]
) -> list[str]:
    """Every mistake in the document of one country; ``feasts`` are the shared holidays."""
    problems = shape_problems(document, _PACK) or [
        *header_problems(document, file_name),
        *year_problems(document["school_year"]),
        *grade_problems(document["systems"]),
        *holiday_problems(document["holidays"], feasts),
        *paper_problems(document.get("papers", [])),
        *rule_problems(document.get("rules", []), document.get("papers", [])),
        *identifier_problems(document.get("identifiers", [])),
    ]
    return [f"{file_name}: {problem}" for problem in problems]


def strictest_problems(document: Mapping[str, Any], file_name: str) -> list[str]:
    """Every mistake in the file of the strictest known rules."""
    problems = shape_problems(document, _STRICTEST) or [
        f"{letter}: kind must be one of {', '.join(RequirementKind)}."
        for letter in CONTACT_CLASSES
        if document[letter]["kind"] not in tuple(RequirementKind)
    ]
    return [f"{file_name}: {problem}" for problem in problems]
