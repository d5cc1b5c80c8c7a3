"""Taking and giving back time, so that nobody is in two places at once."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from ecotone.activities.models import TimeClaim

QUARTER = dt.timedelta(minutes=15)


class AlreadyTaken(Exception):
    """Somebody or something is already busy at that time."""

    def __init__(self, subjects: Iterable[str]) -> None:
        self.subjects = tuple(subjects)
        super().__init__(", ".join(self.subjects))


def quarters_between(starts_at: dt.datetime, ends_at: dt.datetime) -> list[dt.datetime]:
    """The starts of all quarters of an hour (UTC) that the half-open interval touches."""
    start = starts_at.astimezone(dt.UTC)
    quarter = start.replace(minute=start.minute // 15 * 15, second=0, microsecond=0)
    quarters = []
    while quarter < ends_at:
        quarters.append(quarter)
        quarter += QUARTER
    return quarters


def claim_time(
    *, subjects: Iterable[str], starts_at: dt.datetime, ends_at: dt.datetime, holder: str
) -> None:
    """Take the time of all subjects for the holder, or of none.

    Raises AlreadyTaken when another holder has any of it. Claiming again what the holder already
    has is no change.
    """
    quarters = quarters_between(starts_at, ends_at)
    wanted = {(subject, quarter) for subject in subjects for quarter in quarters}
    taken = TimeClaim.objects.filter(
        subject__in={subject for subject, _ in wanted}, quarter__in=quarters
    )
    held = {(row.subject, row.quarter): row.holder for row in taken}
    if others := {subject for (subject, _), owner in held.items() if owner != holder}:
        raise AlreadyTaken(sorted(others))
    rows = [
        TimeClaim(subject=subject, quarter=quarter, holder=holder)
        for subject, quarter in sorted(wanted - held.keys())
    ]
    try:
        with transaction.atomic():
            TimeClaim.objects.bulk_create(rows)
    except IntegrityError as error:
        raise AlreadyTaken(sorted({subject for subject, _ in wanted})) from error


def release_time(*, holder: str, subjects: Iterable[str] | None = None) -> None:
    """Give back what the holder took, or only the time of some subjects. Safe to repeat."""
    claims = TimeClaim.objects.filter(holder=holder)
    if subjects is not None:
        claims = claims.filter(subject__in=list(subjects))
    claims.delete()


def hand_over_time(*, subject: str, from_holder: str, to_holder: str) -> None:
    """Let another holder have the subject's time without giving it back in between."""
    TimeClaim.objects.filter(holder=from_holder, subject=subject).update(holder=to_holder)
