"""The coordinator's queue: what is in it, in which order, for whom, and at which cost."""

import datetime as dt

import pytest
from django.test import Client

from ecotone.matching.enums import NeedState
from ecotone.matching.models import Need
from ecotone.matching.selectors.queue import PER_PAGE
from tests.factories import (
    Cast,
    make_class,
    make_need,
    make_network,
    make_offer,
    make_school,
    next_weekday,
    school_hours,
)
from tests.matching.crowd import invite
from tests.matching.views.conftest import SignIn, queries_of


@pytest.fixture
def coordinator(as_: SignIn, cast: Cast) -> Client:
    return as_(cast.coordinator)


def url_of(cast: Cast, query: str = "") -> str:
    return f"/networks/{cast.network.slug}/queue/{query}"


def add_needs(cast: Cast, now: dt.datetime, number: int, weeks: int = 3) -> list[Need]:
    """Needs of schools of their own, a week apart."""
    return [
        make_need(
            cast.network,
            make_class(make_school(f"School {weeks + n}", cast.network)),
            cast.other_teacher,
            now,
            theme=f"Theme {weeks + n}",
            slots=[school_hours(next_weekday(now.date(), weeks=weeks + n))],
        )
        for n in range(number)
    ]


@pytest.mark.parametrize("view", ["waiting", "asked"])
def test_queue_asks_the_same_number_of_queries_for_one_and_three(
    coordinator: Client, cast: Cast, now: dt.datetime, view: str
) -> None:
    for _ in range(4):
        make_offer(cast.network)
    counts = []
    for weeks in (2, 3, 4):
        [need] = add_needs(cast, now, 1, weeks)
        if view == "asked":
            invite(need, [make_offer(cast.network)], cast)
        counts.append(queries_of(coordinator, url_of(cast, f"?view={view}")))
    page = coordinator.get(url_of(cast, f"?view={view}"))
    assert len(page.context["page"].rows) == 3
    assert all(row.candidates for row in page.context["page"].rows)
    assert counts[0] == counts[2]


def test_most_urgent_comes_first_with_its_best_people_and_why(
    coordinator: Client, cast: Cast, now: dt.datetime
) -> None:
    """HC-1"""
    late, soon = add_needs(cast, now, 1, 6) + add_needs(cast, now, 1, 2)
    offer = make_offer(cast.network, cast.professional)
    page = coordinator.get(url_of(cast))
    assert [row.need for row in page.context["page"].rows] == [soon, late]
    text = page.content.decode()
    assert offer.person.name in text
    assert page.context["page"].rows[0].candidates[0].sentence in text


def test_need_without_anybody_says_so(coordinator: Client, cast: Cast, need: Need) -> None:
    assert "Nobody meets every hard rule." in coordinator.get(url_of(cast)).content.decode()


def test_every_state_has_its_view(coordinator: Client, cast: Cast, need: Need) -> None:
    views = {
        NeedState.OPEN: "waiting",
        NeedState.SHORTLISTED: "waiting",
        NeedState.INVITED: "asked",
        NeedState.EXPIRED: "ended",
        NeedState.WITHDRAWN: "ended",
        NeedState.CANCELLED_BY_SCHOOL: "ended",
    }
    for state, view in views.items():
        Need.objects.update(state=state)
        for other in ("waiting", "asked", "blocked", "agreed", "ended"):
            rows = coordinator.get(url_of(cast, f"?view={other}")).context["page"].rows
            assert bool(rows) == (other == view), (state, other)


@pytest.mark.parametrize("query", ["?view=nothing", "?page=0", "?page=-1", "?page=x", "?page=9999"])
def test_strange_addresses_show_a_page(
    coordinator: Client, cast: Cast, need: Need, query: str
) -> None:
    page = coordinator.get(url_of(cast, query))
    assert page.status_code == 200
    assert [row.need for row in page.context["page"].rows] == [need]


def test_next_page_keeps_the_view(coordinator: Client, cast: Cast, now: dt.datetime) -> None:
    for need in add_needs(cast, now, PER_PAGE + 1):
        invite(need, [make_offer(cast.network)], cast)
    page = coordinator.get(url_of(cast, "?view=asked"))
    assert len(page.context["page"].rows) == PER_PAGE
    assert "view=asked&amp;page=2" in page.content.decode()
    second = coordinator.get(url_of(cast, "?view=asked&page=2"))
    assert len(second.context["page"].rows) == 1


def test_only_those_who_broker_see_it(as_: SignIn, cast: Cast, need: Need) -> None:
    seen = {
        name
        for name, person in cast.people().items()
        if as_(person).get(url_of(cast)).status_code == 200
    }
    assert {"lead", "coordinator"} <= seen
    assert not seen & {"teacher", "professional", "head", "member", "stranger", "editor"}


def test_needs_of_other_networks_are_not_in_it(coordinator: Client, cast: Cast, need: Need) -> None:
    other = make_network("Other")
    assert coordinator.get(f"/networks/{other.slug}/queue/").status_code == 404
    assert coordinator.get("/networks/no-such-network/queue/").status_code == 404
