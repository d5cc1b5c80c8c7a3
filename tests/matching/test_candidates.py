"""From rows to ranked candidates: what the database says reaches the engine (HC-1)."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ecotone.accounts.models import Clearance
from ecotone.matching.selectors.candidates import candidate_page, choices_for
from ecotone.matching.selectors.offer_facts import forget_offer_tables
from ecotone.matching.selectors.people_table import forget_people
from ecotone.matching.selectors.queue import queue_page
from ecotone.matching.services.needs import withdraw_need
from ecotone.matching.services.waves import send_wave
from ecotone.networks.models import SchoolProfile
from tests.factories import Cast, make_class, make_need, make_network, make_offer


def offer_ids(cast: Cast, now: dt.datetime) -> list[int]:
    """Whom a new need of the cast's class would be offered."""
    forget_people()
    forget_offer_tables()
    need = make_need(cast.network, make_class(cast.school), cast.teacher, now)
    found = [choice.offer_id for choice in choices_for(need, size=10, now=now)]
    withdraw_need(need=need, reason="OTHER", now=now, by=cast.teacher)  # type: ignore[arg-type]
    return found


def test_ready_offer_of_the_network_and_of_those_above_is_found(
    cast: Cast, now: dt.datetime
) -> None:
    own, above = make_offer(cast.network), make_offer(cast.parent)
    make_offer(make_network("Elsewhere"))
    assert sorted(offer_ids(cast, now)) == [own.pk, above.pk]


@pytest.mark.parametrize(
    "change",
    [
        {"status": "paused"},
        {"status": "draft"},
        {"induction_done_on": None},
        {"languages": {"fr": "fluent"}},
        {"languages": {"en": "basic"}},
        {"isced_levels": ["3"]},
        {"formats": ["FIELD_TRIP"]},
        {"weekdays": [6]},
        {"group_max": 5},
        {"mode": "ONSITE", "latitude": 48.0},
    ],
)
def test_hard_rule_is_never_broken(cast: Cast, now: dt.datetime, change: dict[str, Any]) -> None:
    good, bad = make_offer(cast.network), make_offer(cast.network, **change)
    assert offer_ids(cast, now) == [good.pk]
    assert bad.pk != good.pk


def test_suspended_or_inactive_person_is_not_asked_for_any_of_their_offers(
    cast: Cast, now: dt.datetime
) -> None:
    good = make_offer(cast.network)
    suspended = make_offer(cast.network, is_of_organisation=True)
    suspended.person.suspended_at = now
    suspended.person.save()
    gone = make_offer(cast.network)
    gone.person.is_active = False
    gone.person.save()
    assert offer_ids(cast, now) == [good.pk]


def test_excluded_employer_is_not_asked(cast: Cast, now: dt.datetime) -> None:
    make_offer(cast.network, cast.professional, organisation=cast.company)
    profile = SchoolProfile.objects.get(organisation=cast.school)
    profile.excluded_organisations.add(cast.company)
    assert offer_ids(cast, now) == []


def test_clearance_counts_when_the_rule_asks_for_it(cast: Cast, now: dt.datetime) -> None:
    cast.network.country_pack_confirmed_on = None
    cast.network.save()
    without = make_offer(cast.network, cleared=False)
    declared = make_offer(cast.network, cleared=False)
    Clearance.objects.create(
        person=declared.person,
        country="BE",
        type="self_declaration",
        contact_classes=["A", "C"],
        outcome="ok",
        seen_on=now.date(),
        valid_until=now.date() + dt.timedelta(days=200),
    )
    assert offer_ids(cast, now) == [declared.pk]
    assert without.pk != declared.pk


def test_who_was_asked_in_this_round_is_not_proposed_again(cast: Cast, now: dt.datetime) -> None:
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    first, second = make_offer(cast.network), make_offer(cast.network)
    choices = [one for one in choices_for(need, size=5, now=now) if one.offer_id == first.pk]
    send_wave(
        need=need,
        choices=choices,
        subject="",
        message="",
        arm_next=False,
        now=now,
        by=cast.coordinator,
    )
    assert [one.offer_id for one in choices_for(need, size=5, now=now)] == [second.pk]


def test_page_says_why_in_words(cast: Cast, now: dt.datetime) -> None:
    make_offer(cast.network)
    far = make_offer(cast.network, mode="ONSITE", latitude=48.0)
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    page = candidate_page(need, now=now)
    [row] = page.candidates
    assert row.sentence.startswith("speaks English")
    assert [miss.offer.pk for miss in page.near_misses] == [far.pk]
    assert (page.eligible, page.considered) == (1, 2)


def test_queue_costs_the_same_for_one_need_and_for_three(cast: Cast, now: dt.datetime) -> None:
    counts = []
    for _ in range(3):
        make_need(cast.network, make_class(cast.school), cast.teacher, now)
        make_offer(cast.network)
        forget_people()
        forget_offer_tables()
        with CaptureQueriesContext(connection) as queries:
            page = queue_page(cast.network, view="waiting", number="1", now=now)
        counts.append(len(queries))
    assert len(page.rows) == 3
    assert counts[0] == counts[2]
