"""Whether what a visitor must show has been seen. Pure; the words stand in ``wording``."""

import calendar
import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from ecotone.networks.countries.packs import Requirement, RequirementKind

OK, NOT_OK, PENDING = "ok", "not_ok", "pending"


class ClearanceReason(StrEnum):
    """Why a requirement is met or not: what the words are chosen by."""

    NOT_REQUIRED = "not_required"
    SEEN = "seen"
    FORBIDDEN = "forbidden"
    NOT_IN_ORDER = "not_in_order"
    PENDING = "pending"
    EXPIRED = "expired"
    TOO_OLD = "too_old"
    OTHER_PAPER = "other_paper"
    OTHER_CONTACT = "other_contact"
    OTHER_COUNTRY = "other_country"
    NOTHING_SEEN = "nothing_seen"


class SeenPaper(Protocol):
    """A clearance as ``accounts.Clearance`` keeps it: ``type`` is the code of a paper."""

    @property
    def country(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def contact_classes(self) -> Collection[str]: ...
    @property
    def outcome(self) -> str: ...
    @property
    def seen_on(self) -> dt.date | None: ...
    @property
    def valid_until(self) -> dt.date | None: ...


@dataclass(frozen=True)
class ClearanceAnswer:
    """Whether the requirement is met on the day, why, and until when it stays so."""

    is_met: bool
    reason: ClearanceReason
    requirement: Requirement
    until: dt.date | None = None


def is_met(
    requirement: Requirement, clearances: Iterable[SeenPaper], on_date: dt.date
) -> ClearanceAnswer:
    """Whether the person's papers meet the requirement on the day of the contact.

    A paper counts in its own country, for the contact classes it was seen for, and when it is as
    strong as asked (a certificate also answers for a self-declaration). If the newest paper seen
    in any country was not in order, nothing else counts until a newer one is.
    """
    rows = [row for row in clearances if row.seen_on is None or row.seen_on <= on_date]
    if requirement.kind is RequirementKind.FORBIDDEN:
        return ClearanceAnswer(False, ClearanceReason.FORBIDDEN, requirement)
    if _is_refused(rows):
        return ClearanceAnswer(False, ClearanceReason.NOT_IN_ORDER, requirement)
    if requirement.kind is RequirementKind.NOT_REQUIRED:
        return ClearanceAnswer(True, ClearanceReason.NOT_REQUIRED, requirement)
    answers = [_answer(requirement, row, on_date) for row in rows]
    return max(answers, key=_nearness, default=_nothing(requirement))


def _nothing(requirement: Requirement) -> ClearanceAnswer:
    return ClearanceAnswer(False, ClearanceReason.NOTHING_SEEN, requirement)


def _is_refused(rows: Sequence[SeenPaper]) -> bool:
    newest: dict[str, tuple[dt.date, bool]] = {}
    for row in rows:
        if row.seen_on is not None and row.outcome in {OK, NOT_OK}:
            entry = (row.seen_on, row.outcome == NOT_OK)
            newest[row.country] = max(newest.get(row.country, entry), entry)
    return any(refused for _, refused in newest.values())


def _answer(requirement: Requirement, row: SeenPaper, on_date: dt.date) -> ClearanceAnswer:
    reason, until = _reason(requirement, row, on_date)
    return ClearanceAnswer(reason is ClearanceReason.SEEN, reason, requirement, until)


def _reason(
    requirement: Requirement, row: SeenPaper, on_date: dt.date
) -> tuple[ClearanceReason, dt.date | None]:
    if row.country != requirement.country:
        return ClearanceReason.OTHER_COUNTRY, None
    if not requirement.accepts(row.type):
        return ClearanceReason.OTHER_PAPER, None
    if row.outcome == PENDING or row.seen_on is None:
        return ClearanceReason.PENDING, None
    if row.outcome != OK:
        return ClearanceReason.NOTHING_SEEN, None
    if requirement.contact_class not in row.contact_classes:
        return ClearanceReason.OTHER_CONTACT, None
    too_old_after = _last_day_by_age(row.seen_on, requirement.max_age_months)
    until = min((day for day in (row.valid_until, too_old_after) if day), default=None)
    if row.valid_until is not None and row.valid_until < on_date:
        return ClearanceReason.EXPIRED, until
    if too_old_after is not None and too_old_after < on_date:
        return ClearanceReason.TOO_OLD, until
    return ClearanceReason.SEEN, until


def _last_day_by_age(seen_on: dt.date, months: int | None) -> dt.date | None:
    return None if months is None else add_months(seen_on, months)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


_NEAREST = (
    ClearanceReason.NOTHING_SEEN,
    ClearanceReason.OTHER_COUNTRY,
    ClearanceReason.OTHER_PAPER,
    ClearanceReason.OTHER_CONTACT,
    ClearanceReason.TOO_OLD,
    ClearanceReason.EXPIRED,
    ClearanceReason.PENDING,
    ClearanceReason.SEEN,
)


def _nearness(answer: ClearanceAnswer) -> tuple[int, dt.date]:
    """How near an unmet paper came, so that the words name the smallest thing to mend."""
    return _NEAREST.index(answer.reason), answer.until or dt.date.max
