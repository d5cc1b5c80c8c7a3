"""HT-3: who enters the building this week, for the head and the reception."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from ecotone.activities.enums import ActivityStatus, CancelReason
from ecotone.activities.models import Activity
from ecotone.matching.models import Need
from ecotone.matching.selectors.answers import possible_slots
from ecotone.matching.services.answers import accept_invitation
from ecotone.matching.services.endings import cancel_by_visitor
from tests.factories import (
    Cast,
    make_class,
    make_need,
    make_offer,
    make_organisation,
    next_weekday,
    school_hours,
)
from tests.matching.crowd import invite

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.head)
    return client


def url_of(cast: Cast, week: str = "") -> str:
    query = f"?week={week}" if week else ""
    return f"/organisations/{cast.school.public_id}/visitors/{query}"


def agree(cast: Cast, now: dt.datetime, day: dt.date, hour: int = 9, **need: Any) -> Need:
    """A confirmed visit of the school on that day."""
    asked = make_need(
        cast.network,
        make_class(cast.school),
        cast.teacher,
        now,
        slots=[school_hours(day, hour)],
        **need,
    )
    [invitation] = invite(asked, [make_offer(cast.network)], cast)
    slot = possible_slots(invitation, now)[0]
    accept_invitation(invitation=invitation, slot=slot, now=now, by=invitation.person)
    return Need.objects.select_related("activity").get(pk=asked.pk)


def names(client: Client, address: str) -> list[str]:
    page = client.get(address)
    assert page.status_code == 200
    return [str(row["visitor"].person) for row in page.context["rows"]]


def visitor_of(need: Need) -> str:
    assert need.activity is not None
    return str(need.activity.contributions.get(withdrawn_at=None).person)


def test_week_in_order_of_the_hour(head: Client, cast: Cast, now: dt.datetime) -> None:
    day = next_weekday(now.date())
    late, early = agree(cast, now, day, 13), agree(cast, now, day, 9)
    other_week = agree(cast, now, day + dt.timedelta(weeks=1))
    assert names(head, url_of(cast, day.isoformat())) == [visitor_of(early), visitor_of(late)]
    next_week = (day + dt.timedelta(weeks=1)).isoformat()
    assert names(head, url_of(cast, next_week)) == [visitor_of(other_week)]
    text = head.get(url_of(cast, day.isoformat())).content.decode()
    assert "Meets the rule for this visit" in text
    assert cast.teacher.name in text


def test_monday_early_and_sunday_late_belong_to_the_week_of_the_school(
    head: Client, cast: Cast, now: dt.datetime
) -> None:
    """The week is the school's own, not that of Greenwich."""
    monday = next_weekday(now.date(), weekday=0)
    need = agree(cast, now, monday)
    at = dt.datetime.combine(monday, dt.time(0), tzinfo=dt.UTC) - dt.timedelta(minutes=30)
    Activity.objects.filter(need=need).update(starts_at=at, ends_at=at + dt.timedelta(hours=1))
    assert names(head, url_of(cast, monday.isoformat())) == [visitor_of(need)]
    before = (monday - dt.timedelta(days=1)).isoformat()
    assert names(head, url_of(cast, before)) == []


def test_who_does_not_come_is_not_on_the_list(head: Client, cast: Cast, now: dt.datetime) -> None:
    """Online, cancelled and called off: nobody of them stands at the door."""
    day = next_weekday(now.date())
    agree(cast, now, day, 8, mode="ONLINE")
    lost = agree(cast, now, day, 10)
    invitation = lost.invitations.get()
    cancel_by_visitor(
        invitation=invitation,
        reason=CancelReason.ILLNESS,
        note="",
        now=now,
        by=invitation.person,
    )
    off = agree(cast, now, day, 12)
    Activity.objects.filter(need=off).update(status=ActivityStatus.CANCELLED)
    assert names(head, url_of(cast, day.isoformat())) == []
    assert "Nobody is expected this week" in head.get(url_of(cast)).content.decode()


def test_visitor_without_papers_is_marked(head: Client, cast: Cast, now: dt.datetime) -> None:
    day = next_weekday(now.date())
    agree(cast, now, day)
    cast.network.country_pack_confirmed_on = None
    cast.network.save()
    text = head.get(url_of(cast, day.isoformat())).content.decode()
    assert "Does not meet the rule yet" in text


@pytest.mark.parametrize(
    "week", ["9999-12-31", "0001-01-01", "2026-02-30", "soon", "-1", "%00", "2026-W49", "9" * 500]
)
def test_strange_weeks_show_this_week(head: Client, cast: Cast, week: str) -> None:
    page = head.get(url_of(cast, week))
    assert page.status_code == 200
    assert page.context["monday"].weekday() == 0


def test_week_without_a_date_is_the_present_one(head: Client, cast: Cast) -> None:
    with freeze_time("2026-11-26 10:00"):
        client = Client()
        client.force_login(cast.head)
        page = client.get(url_of(cast))
    assert page.context["monday"] == dt.date(2026, 11, 23)
    assert page.context["friday"] == dt.date(2026, 11, 27)


def test_only_the_heads_of_the_school_and_its_coordinators_see_it(cast: Cast) -> None:
    seen = set()
    for name, person in cast.people().items():
        client = Client()
        client.force_login(person)
        if client.get(url_of(cast)).status_code == 200:
            seen.add(name)
    assert "head" in seen
    assert "coordinator" in seen
    assert not seen & {"professional", "stranger", "other_teacher", "member", "parent_lead"}


def test_place_that_is_no_school_has_no_list(cast: Cast) -> None:
    place = make_organisation("Museum", cast.network)
    client = Client()
    client.force_login(cast.coordinator)
    for public_id in (place.public_id, "00000000-0000-4000-8000-000000000000"):
        assert client.get(f"/organisations/{public_id}/visitors/").status_code == 404


def test_list_asks_the_same_number_of_queries_for_one_and_three(
    head: Client, cast: Cast, now: dt.datetime
) -> None:
    day = next_weekday(now.date())
    counts = []
    for hour in (8, 10, 12):
        agree(cast, now, day, hour)
        with CaptureQueriesContext(connection) as queries:
            assert head.get(url_of(cast, day.isoformat())).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2]
