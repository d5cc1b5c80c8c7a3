"""Time is taken in quarters of an hour, by one holder, wholly or not at all."""

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from ecotone.activities.models import TimeClaim
from ecotone.activities.services.claims import (
    AlreadyTaken,
    claim_time,
    hand_over_time,
    quarters_between,
    release_time,
)

pytestmark = pytest.mark.django_db
NINE = dt.datetime(2026, 12, 3, 9, 0, tzinfo=dt.UTC)


def at(minutes: int) -> dt.datetime:
    return NINE + dt.timedelta(minutes=minutes)


def claim(subject: str, start: int, end: int, holder: str = "activity:1") -> None:
    claim_time(subjects=[subject], starts_at=at(start), ends_at=at(end), holder=holder)


@given(st.integers(-500, 500), st.integers(1, 400))
def test_quarters_cover_the_time_and_no_more(start: int, length: int) -> None:
    quarters = quarters_between(at(start), at(start + length))
    assert quarters[0] <= at(start) < quarters[0] + dt.timedelta(minutes=15)
    assert quarters[-1] < at(start + length) <= quarters[-1] + dt.timedelta(minutes=15)
    assert {quarter.minute % 15 for quarter in quarters} == {0}
    steps = {b - a for a, b in itertools.pairwise(quarters)}
    assert steps <= {dt.timedelta(minutes=15)}


def test_neighbours_do_not_meet_and_one_minute_too_long_does() -> None:
    claim("person:1", 0, 60)
    claim("person:1", 60, 120, "activity:2")
    with pytest.raises(AlreadyTaken) as taken:
        claim("person:1", 119, 180, "activity:3")
    assert taken.value.subjects == ("person:1",)


def test_same_time_of_other_subjects_is_free() -> None:
    claim("person:1", 0, 60)
    claim("person:11", 0, 60, "activity:2")
    claim("offer:1", 0, 60, "activity:3")
    assert TimeClaim.objects.count() == 12


def test_all_or_nothing() -> None:
    claim("person:1", 30, 60)
    with pytest.raises(AlreadyTaken):
        claim_time(
            subjects=["class:7", "person:1"], starts_at=at(0), ends_at=at(60), holder="activity:2"
        )
    assert set(TimeClaim.objects.values_list("holder", flat=True)) == {"activity:1"}


def test_claiming_again_is_no_change() -> None:
    for _ in range(3):
        claim("person:1", 0, 60)
    assert TimeClaim.objects.count() == 4


def test_release_is_safe_to_repeat_and_may_be_partial() -> None:
    claim_time(
        subjects=["class:7", "person:1"], starts_at=at(0), ends_at=at(60), holder="activity:1"
    )
    for _ in range(2):
        release_time(holder="activity:1", subjects=["person:1"])
        release_time(holder="activity:12")
    assert set(TimeClaim.objects.values_list("subject", flat=True)) == {"class:7"}
    release_time(holder="activity:1")
    assert TimeClaim.objects.count() == 0


def test_time_is_handed_over_without_being_free_in_between() -> None:
    claim("person:1", 0, 60, "invitation:5")
    claim("person:2", 0, 60, "invitation:5")
    hand_over_time(subject="person:1", from_holder="invitation:5", to_holder="activity:1")
    held = set(TimeClaim.objects.values_list("subject", "holder"))
    assert held == {("person:1", "activity:1"), ("person:2", "invitation:5")}


def test_database_itself_refuses_a_second_holder() -> None:
    """``time_is_claimed_by_one_holder``, whatever the code above it does."""
    TimeClaim.objects.create(subject="person:1", quarter=NINE, holder="activity:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        TimeClaim.objects.create(subject="person:1", quarter=NINE, holder="activity:2")


def test_time_zones_mean_the_same_moment() -> None:
    lisbon = NINE.astimezone(ZoneInfo("Europe/Lisbon"))
    claim_time(
        subjects=["person:1"],
        starts_at=lisbon,
        ends_at=lisbon + dt.timedelta(hours=1),
        holder="activity:1",
    )
    with pytest.raises(AlreadyTaken):
        claim("person:1", 0, 60, "activity:2")
