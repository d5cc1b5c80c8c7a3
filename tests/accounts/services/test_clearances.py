import datetime as dt
from dataclasses import replace

import pytest

from ecotone.accounts.enums import ClearanceOutcome, Role
from ecotone.accounts.models import Clearance
from ecotone.accounts.services.clearances import (
    EndsBeforeSeen,
    OwnPaper,
    SeenInTheFuture,
    SeenNote,
    note_clearance,
    withdraw_clearance,
)
from ecotone.core.api import history_of
from tests.factories import Cast

TODAY = dt.date(2026, 11, 23)
NOTE = SeenNote(
    country="BE",
    type="be-596-2",
    contact_classes=["B", "A"],
    outcome=ClearanceOutcome.OK,
    seen_on=dt.date(2026, 11, 20),
    valid_until=dt.date(2027, 2, 20),
)


def note(cast: Cast, **changes: object) -> Clearance:
    return note_clearance(
        person=cast.professional,
        note=replace(NOTE, **changes),  # type: ignore[arg-type]
        role=Role.COORDINATOR,
        network=cast.network,
        today=TODAY,
        by=cast.coordinator,
    )


def test_note_keeps_seen_type_date_until_and_by_whom(cast: Cast) -> None:
    clearance = note(cast)
    assert (
        clearance.person,
        clearance.country,
        clearance.type,
        clearance.contact_classes,
        clearance.seen_on,
        clearance.valid_until,
        clearance.seen_by,
        clearance.seen_by_role,
    ) == (
        cast.professional,
        "BE",
        "be-596-2",
        ["A", "B"],
        NOTE.seen_on,
        NOTE.valid_until,
        cast.coordinator,
        "COORDINATOR",
    )


def test_log_tells_that_something_was_noted_but_not_the_outcome(cast: Cast) -> None:
    note(cast, outcome=ClearanceOutcome.NOT_OK)
    entry = history_of(cast.professional).get()
    assert (entry.action, entry.after) == (
        "clearance.noted",
        {"type": "be-596-2", "country": "BE"},
    )


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"seen_on": dt.date(2026, 11, 24)}, SeenInTheFuture),
        ({"valid_until": dt.date(2026, 11, 19)}, EndsBeforeSeen),
    ],
)
def test_note_with_impossible_days_is_refused(
    cast: Cast, changes: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        note(cast, **changes)
    assert not Clearance.objects.exists()


def test_nobody_notes_their_own_paper(cast: Cast) -> None:
    with pytest.raises(OwnPaper):
        note_clearance(
            person=cast.coordinator,
            note=NOTE,
            role=Role.COORDINATOR,
            network=cast.network,
            today=TODAY,
            by=cast.coordinator,
        )


def test_note_that_was_a_mistake_goes(cast: Cast) -> None:
    clearance = note(cast)
    withdraw_clearance(clearance=clearance, network=cast.network, by=cast.coordinator)
    assert not Clearance.objects.exists()
    assert history_of(cast.professional).first().action == "clearance.withdrawn"  # type: ignore[union-attr]
