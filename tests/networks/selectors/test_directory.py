import datetime as dt
from dataclasses import replace

import pytest

from ecotone.networks.models import Membership
from ecotone.networks.selectors.directory import DirectoryFilter, find_organisations
from tests.factories import Cast, make_network, make_organisation, make_school

TODAY = dt.date(2026, 11, 23)
ALL = DirectoryFilter()


@pytest.fixture
def names(cast: Cast) -> list[str]:
    make_school("Escola da Vila", municipality_name="Figueira", profile={"isced_levels": ["1"]})
    make_organisation("Rio Lab", sector="RES", municipality_name="Porto", last_confirmed_on=TODAY)
    return ["Aqualab", "De Vaart", "Escola da Vila", "Rio Lab", "Sint-Jan"]


def found(wish: DirectoryFilter) -> list[str]:
    return [row.name for row in find_organisations(wish, today=TODAY)]


def test_without_filters_all_are_there_by_name(names: list[str]) -> None:
    assert found(ALL) == names


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (replace(ALL, text="vila esc"), ["Escola da Vila"]),
        (replace(ALL, text="LAB"), ["Aqualab", "Rio Lab"]),
        (replace(ALL, sector="RES"), ["Rio Lab"]),
        (replace(ALL, municipality="fig"), ["Escola da Vila"]),
        (replace(ALL, level="1"), ["Escola da Vila"]),
        (replace(ALL, level="2"), ["De Vaart", "Sint-Jan"]),
        (replace(ALL, unconfirmed=True), ["Aqualab", "De Vaart", "Escola da Vila", "Sint-Jan"]),
        (replace(ALL, text="%"), []),
    ],
)
def test_each_filter_narrows(names: list[str], wish: DirectoryFilter, expected: list[str]) -> None:
    assert found(wish) == expected


def test_network_filter_takes_in_those_below_and_each_once(cast: Cast, names: list[str]) -> None:
    second = make_network("Second", cast.parent)
    Membership.objects.create(network=second, organisation=cast.school, since=TODAY)
    make_organisation("Elsewhere", make_network("Elsewhere"))
    wish = replace(ALL, network_id=cast.parent.pk)
    assert found(wish) == ["Aqualab", "De Vaart", "Sint-Jan"]


def test_confirmed_a_year_ago_is_unconfirmed_a_day_later(cast: Cast) -> None:
    cast.company.last_confirmed_on = TODAY - dt.timedelta(days=365)
    cast.company.save()
    wish = replace(ALL, unconfirmed=True, text="Aqualab")
    assert found(wish) == []
    tomorrow = TODAY + dt.timedelta(days=1)
    assert [row.name for row in find_organisations(wish, today=tomorrow)] == ["Aqualab"]
