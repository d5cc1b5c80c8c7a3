"""Invented things to draw: nobody and nothing here exists."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from ecotone.core.charts import BarRow, Part, Series, bars, lines, share

LONG_NAME = (
    "Donaudampfschifffahrtsgesellschaftsgymnasium mit naturwissenschaftlich-technischem Schwerpunkt"
)
KINDS = ("neutral", "info", "success", "waiting", "warning", "error")
SPRITE = Path(__file__).parent.parent / "static" / "core" / "icons.svg"


@dataclass(frozen=True)
class School:
    name: str
    place: str
    pupils: int | None
    kind: str
    state: str


SCHOOLS = (
    School("De Vaart", "Herentals", 412, "success", "Reached"),
    School(LONG_NAME, "Villach", 1280, "waiting", "Visit planned"),
    School("Escola da Foz", "Figueira da Foz", None, "neutral", "Not yet reached"),
)


def icon_names() -> list[str]:
    """What ``<c-icon name>`` may be: the symbols of the sprite."""
    return re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text(encoding="utf-8"))


def sample_context() -> dict[str, Any]:
    """Everything the gallery draws besides its forms."""
    return {
        "kinds": KINDS,
        "icons": icon_names(),
        "long_name": LONG_NAME,
        "schools": SCHOOLS,
        "page": sample_page(),
        "steps": sample_steps(),
        "reasons": sample_reasons(),
        "bar_chart": sample_bars(),
        "share_chart": sample_share(),
        "line_chart": sample_lines(),
    }


def sample_page() -> Page[int]:
    """The fourth page of many."""
    return Paginator(range(1, 241), 20).page(4)


def sample_steps() -> list[dict[str, str]]:
    return [
        {"label": _("Asked"), "state": "done", "note": _("2 March")},
        {"label": _("Somebody found"), "state": "done", "note": ""},
        {"label": _("Confirmed"), "state": "current", "note": _("waits for the school")},
        {"label": _("Held"), "state": "todo", "note": ""},
    ]


def sample_reasons() -> list[dict[str, str]]:
    return [
        {"kind": "met", "text": _("speaks Dutch and French")},
        {"kind": "met", "text": _("18 km from the school, free on Thursday")},
        {"kind": "wish", "text": _("water chemistry fits “the brook”")},
        {"kind": "unwished", "text": _("was asked once this year")},
        {"kind": "unmet", "text": _("no clearance for Portugal after 1 May")},
    ]


def sample_bars() -> Any:
    return bars(
        title=_("Pupils reached, by municipality"),
        description=_("The mark shows what each municipality set out to reach."),
        rows=[
            BarRow("Herentals", 1240, target=1500),
            BarRow("Geel", 860, target=900, url="#charts"),
            BarRow("Sankt Georgen an der Gusen-Oberbachfeld", 455, target=400),
            BarRow("Olen", None),
        ],
        source=_("confirmed visits, enrolment of the school year 2025/26"),
        date=_("1 March 2026"),
    )


def sample_share() -> Any:
    return share(
        title=_("What the visits were"),
        parts=[
            Part(_("Career talk"), 48),
            Part(_("Workshop"), 27),
            Part(_("Visit to a laboratory"), 18),
            Part(_("Online conversation"), 7),
        ],
        source=_("held and confirmed visits"),
    )


def sample_lines() -> Any:
    return lines(
        title=_("Visits held per school year"),
        description=_("Both lines rise; figures of 2023/24 are missing for laboratories."),
        points=["2021/22", "2022/23", "2023/24", "2024/25", "2025/26"],
        series=[
            Series(_("Career talks"), [12, 31, 44, 61, 83]),
            Series(_("Laboratories"), [4, 9, None, 22, 30]),
        ],
    )
