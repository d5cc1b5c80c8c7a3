"""Everything counts once at each level, however networks nest and overlap."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ecotone.networks.models import Membership, NetworkLink
from ecotone.networks.selectors.graph import ids_with_ancestors, ids_with_descendants
from ecotone.networks.selectors.roll_up import RollUp, roll_up, roll_ups
from tests.factories import Cast, make_class, make_network, make_organisation, make_school

TODAY = dt.date(2026, 11, 23)
YEAR = "2026/27"


def test_school_in_two_hubs_counts_once_above_both(cast: Cast) -> None:
    second = make_network("Second hub", cast.parent)
    Membership.objects.create(network=second, organisation=cast.school, since=TODAY)
    make_class(cast.school, "2B")
    make_class(cast.other_school, "1A")
    counts = roll_ups([cast.network.pk, second.pk, cast.parent.pk], school_year=YEAR, today=TODAY)
    assert counts == {
        cast.network.pk: RollUp(organisations=3, schools=2, class_groups=3),
        second.pk: RollUp(organisations=1, schools=1, class_groups=2),
        cast.parent.pk: RollUp(organisations=3, schools=2, class_groups=3),
    }


def test_two_ways_up_count_once(cast: Cast) -> None:
    between = make_network("Between", cast.parent)
    NetworkLink.objects.create(child=cast.network, parent=between)
    assert roll_up(cast.parent.pk, school_year=YEAR, today=TODAY) == RollUp(3, 2, 1)
    assert ids_with_ancestors([cast.network.pk]) == {cast.network.pk, between.pk, cast.parent.pk}
    assert ids_with_descendants([cast.parent.pk]) == {cast.network.pk, between.pk, cast.parent.pk}


def test_membership_counts_from_its_first_to_its_last_day(cast: Cast) -> None:
    Membership.objects.filter(organisation=cast.company).update(until=TODAY)
    assert roll_up(cast.network.pk, school_year=YEAR, today=TODAY).organisations == 3
    tomorrow = TODAY + dt.timedelta(days=1)
    assert roll_up(cast.network.pk, school_year=YEAR, today=tomorrow).organisations == 2


def test_class_groups_of_another_year_do_not_count(cast: Cast) -> None:
    assert roll_up(cast.network.pk, school_year="2025/26", today=TODAY).class_groups == 0


def test_number_of_queries_does_not_grow(cast: Cast) -> None:
    for number in range(3):
        hub = make_network(f"Hub {number}", cast.parent)
        make_class(make_school(network=hub))
        make_organisation(network=hub)
    for ids in ([cast.network.pk], list(ids_with_descendants([cast.parent.pk]))):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            roll_ups(ids, school_year=YEAR, today=TODAY)
        assert len(queries) == 3
