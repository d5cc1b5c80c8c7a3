import datetime as dt

import pytest

from ecotone.accounts.enums import Role
from ecotone.accounts.models import RoleGrant
from ecotone.accounts.permissions import Permission, has_permission
from ecotone.accounts.services.roles import (
    LastLead,
    RoleHasEnded,
    RoleIsHeldAlready,
    end_role,
    give_role,
)
from ecotone.core.api import history_of
from tests.factories import LONG_AGO, Cast

TODAY = dt.date(2026, 11, 23)
YESTERDAY = dt.date(2026, 11, 22)


def test_role_that_was_given_holds_from_today_and_stands_in_the_log(cast: Cast) -> None:
    grant = give_role(
        person=cast.stranger, network=cast.network, role=Role.EDITOR, today=TODAY, by=cast.lead
    )
    assert (grant.since, grant.until) == (TODAY, None)
    assert has_permission(
        cast.stranger, Permission.EDIT_ORGANISATIONS, [cast.network.pk], today=TODAY
    )
    entry = history_of(cast.stranger).get()
    assert (entry.action, entry.actor_id, entry.after, entry.network_id) == (
        "role.given",
        str(cast.lead.pk),
        {"role": "EDITOR", "since": "2026-11-23"},
        cast.network.pk,
    )


def test_role_that_is_held_is_not_given_twice(cast: Cast) -> None:
    with pytest.raises(RoleIsHeldAlready):
        give_role(
            person=cast.editor, network=cast.network, role=Role.EDITOR, today=TODAY, by=cast.lead
        )


def test_role_that_ended_is_kept_with_its_last_day(cast: Cast) -> None:
    grant = RoleGrant.objects.get(user=cast.editor)
    end_role(grant=grant, today=TODAY, by=cast.lead)
    grant.refresh_from_db()
    assert (grant.since, grant.until) == (LONG_AGO, YESTERDAY)
    assert not has_permission(
        cast.editor, Permission.EDIT_ORGANISATIONS, [cast.network.pk], today=TODAY
    )
    with pytest.raises(RoleHasEnded):
        end_role(grant=grant, today=TODAY, by=cast.lead)


def test_network_keeps_its_last_lead(cast: Cast) -> None:
    grant = RoleGrant.objects.get(user=cast.lead)
    with pytest.raises(LastLead):
        end_role(grant=grant, today=TODAY, by=cast.lead)
    give_role(
        person=cast.coordinator, network=cast.network, role=Role.LEAD, today=TODAY, by=cast.lead
    )
    end_role(grant=grant, today=TODAY, by=cast.lead)
    grant.refresh_from_db()
    assert grant.until == YESTERDAY


def test_lead_who_left_the_installation_does_not_count_as_a_lead(cast: Cast) -> None:
    give_role(
        person=cast.coordinator, network=cast.network, role=Role.LEAD, today=TODAY, by=cast.lead
    )
    cast.coordinator.is_active = False
    cast.coordinator.save()
    with pytest.raises(LastLead):
        end_role(grant=RoleGrant.objects.get(user=cast.lead), today=TODAY, by=cast.lead)


def test_role_given_and_ended_on_one_day_ends_that_day(cast: Cast) -> None:
    grant = give_role(
        person=cast.stranger, network=cast.network, role=Role.MEMBER, today=TODAY, by=cast.lead
    )
    assert end_role(grant=grant, today=TODAY, by=cast.lead).until == TODAY
