"""Who lacks what for a coming visit, and who may read what was seen."""

import datetime as dt

import pytest

from ecotone.networks import upcoming
from ecotone.networks.selectors.clearance_pages import (
    clearance_page,
    is_of_network,
    own_papers,
)
from ecotone.networks.upcoming import (
    UpcomingContact,
    register_contact_source,
    register_volunteer_source,
)
from tests.factories import Cast, give_clearance, make_user

TODAY = dt.date(2026, 11, 23)
THURSDAY = dt.date(2026, 11, 26)


@pytest.fixture(autouse=True)
def _own_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upcoming, "_sources", {})
    monkeypatch.setattr(upcoming, "_volunteers", {})


def contact(cast: Cast, **changes: object) -> UpcomingContact:
    values = {
        "person": cast.professional,
        "network_id": cast.network.pk,
        "country": "BE",
        "contact_class": "B",
        "on_date": THURSDAY,
        "title": "Water",
        "url": "/visits/1/",
        **changes,
    }
    return UpcomingContact(**values)  # type: ignore[arg-type]


def test_visitor_without_the_paper_is_named_until_it_was_seen(cast: Cast) -> None:
    register_contact_source("test", lambda ids, today: [contact(cast)])
    page = clearance_page(cast.network, number=1, today=TODAY)
    assert [(row.contact.title, row.check.is_met) for row in page.missing] == [("Water", False)]
    give_clearance(
        cast.professional, dt.date(2027, 1, 1), type="be-596-2", seen_on=dt.date(2026, 11, 1)
    )
    page = clearance_page(cast.network, number=1, today=TODAY)
    assert (page.missing, page.checked) == ([], 1)


def test_paper_that_ends_before_the_visit_does_not_do(cast: Cast) -> None:
    register_contact_source("test", lambda ids, today: [contact(cast)])
    give_clearance(
        cast.professional, dt.date(2026, 11, 25), type="be-596-2", seen_on=dt.date(2026, 11, 1)
    )
    page = clearance_page(cast.network, number=1, today=TODAY)
    assert len(page.missing) == 1


def test_unconfirmed_rules_ask_for_more(cast: Cast) -> None:
    register_contact_source("test", lambda ids, today: [contact(cast, contact_class="A")])
    assert clearance_page(cast.network, number=1, today=TODAY).missing == []
    cast.network.country_pack_confirmed_on = None
    assert len(clearance_page(cast.network, number=1, today=TODAY).missing) == 1


def test_people_are_those_of_its_organisations_and_those_who_offered(cast: Cast) -> None:
    independent = make_user("Independent")
    register_volunteer_source("test", lambda ids: {independent.pk})
    page = clearance_page(cast.network, number=1, today=TODAY)
    assert [row.person for row in page.rows] == [independent, cast.professional]
    assert is_of_network(cast.network, independent, today=TODAY)
    assert not is_of_network(cast.network, cast.stranger, today=TODAY)


def test_same_paper_for_several_countries_stands_once(cast: Cast) -> None:
    for country in ("NL", "BE"):
        give_clearance(cast.professional, dt.date(2027, 1, 1), type="x", country=country)
    papers = own_papers(cast.professional, today=TODAY)
    assert [(one.countries, one.has_ended) for one in papers] == [(["BE", "NL"], False)]
