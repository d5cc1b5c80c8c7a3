import datetime as dt

import pytest

from ecotone.networks.models import Membership
from ecotone.networks.services.memberships import (
    EndsBeforeItBegan,
    IsMemberAlready,
    MembershipHasEnded,
    end_membership,
    join_network,
)
from tests.factories import Cast, make_organisation

TODAY = dt.date(2026, 11, 23)


def test_organisation_joins_leaves_and_comes_back(cast: Cast) -> None:
    lab = make_organisation("Lab")
    first = join_network(organisation=lab, network=cast.network, since=TODAY, by=cast.editor)
    with pytest.raises(IsMemberAlready):
        join_network(organisation=lab, network=cast.network, since=TODAY, by=cast.editor)
    end_membership(membership=first, until=TODAY, by=cast.editor)
    tomorrow = TODAY + dt.timedelta(days=1)
    join_network(organisation=lab, network=cast.network, since=tomorrow, by=cast.editor)
    assert list(
        Membership.objects.filter(organisation=lab).order_by("id").values_list("since", "until")
    ) == [(TODAY, TODAY), (tomorrow, None)]


def test_membership_that_has_not_ended_on_the_day_is_no_second_one(cast: Cast) -> None:
    lab = make_organisation("Lab")
    first = join_network(organisation=lab, network=cast.network, since=TODAY, by=cast.editor)
    end_membership(membership=first, until=TODAY, by=cast.editor)
    with pytest.raises(IsMemberAlready):
        join_network(organisation=lab, network=cast.network, since=TODAY, by=cast.editor)


def test_membership_ends_once_and_not_before_it_began(cast: Cast) -> None:
    membership = cast.school.memberships.get()
    with pytest.raises(EndsBeforeItBegan):
        end_membership(membership=membership, until=dt.date(2019, 1, 1), by=cast.editor)
    end_membership(membership=membership, until=TODAY, by=cast.editor)
    with pytest.raises(MembershipHasEnded):
        end_membership(membership=membership, until=TODAY, by=cast.editor)
