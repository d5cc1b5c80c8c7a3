import datetime as dt
from dataclasses import replace

import pytest

from ecotone.accounts.enums import Role
from ecotone.core.api import history_of
from ecotone.networks.models import Network
from ecotone.networks.services.networks import (
    CountryIsMissing,
    NetworkFacts,
    change_network,
    confirm_country_pack,
    found_network,
    withdraw_country_pack,
)
from tests.factories import LONG_AGO, Cast, make_network

TODAY = dt.date(2026, 11, 23)
FACTS = NetworkFacts(
    name="Réseau de la Meuse",
    kind="hub",
    level="local",
    country="BE",
    languages=["fr"],
    summary="",
    accent="#1f6f5c",
    time_zone="Europe/Brussels",
    is_public=True,
)


def test_founder_becomes_the_first_lead(cast: Cast) -> None:
    network = found_network(facts=FACTS, today=TODAY, by=cast.stranger)
    assert network.slug == "reseau-de-la-meuse"
    grant = network.role_grants.get()
    assert (grant.user, grant.role, grant.since) == (cast.stranger, Role.LEAD, TODAY)


def test_second_network_of_the_same_name_gets_its_own_address(cast: Cast) -> None:
    slugs = [found_network(facts=FACTS, today=TODAY, by=cast.lead).slug for _ in range(3)]
    assert slugs == ["reseau-de-la-meuse", "reseau-de-la-meuse-2", "reseau-de-la-meuse-3"]


def test_another_country_takes_the_confirmation_back(cast: Cast) -> None:
    network = change_network(
        network=found_network(facts=FACTS, today=TODAY, by=cast.lead), facts=FACTS, by=cast.lead
    )
    confirm_country_pack(network=network, today=TODAY, by=cast.lead)
    change_network(network=network, facts=replace(FACTS, name="Meuse"), by=cast.lead)
    assert Network.objects.get(pk=network.pk).country_pack_confirmed_on == TODAY
    change_network(network=network, facts=replace(FACTS, country="NL"), by=cast.lead)
    network.refresh_from_db()
    assert (network.country_pack_confirmed_on, network.country_pack_confirmed_by) == (None, "")


def test_log_keeps_before_and_after_of_what_changed_only(cast: Cast) -> None:
    network = found_network(facts=FACTS, today=TODAY, by=cast.lead)
    change_network(network=network, facts=replace(FACTS, name="Meuse"), by=cast.lead)
    entry = history_of(network).filter(action="network.changed").get()
    assert (entry.before, entry.after) == ({"name": "Réseau de la Meuse"}, {"name": "Meuse"})


def test_rules_are_confirmed_by_somebody_on_a_day_and_doubted_again(cast: Cast) -> None:
    network = make_network(country_pack_confirmed_on=None)
    confirm_country_pack(network=network, today=LONG_AGO, by=cast.lead)
    network.refresh_from_db()
    assert (network.country_pack_confirmed_on, network.country_pack_confirmed_by) == (
        LONG_AGO,
        "Lead",
    )
    withdraw_country_pack(network=network, by=cast.lead)
    network.refresh_from_db()
    assert network.country_pack_confirmed_on is None


def test_network_over_several_countries_has_nothing_to_confirm(cast: Cast) -> None:
    with pytest.raises(CountryIsMissing):
        confirm_country_pack(network=make_network(country=""), today=TODAY, by=cast.lead)
