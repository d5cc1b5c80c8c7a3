"""The page of a network's figures: content, readers, queries, and what must not be on it."""

import csv
import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ecotone.activities.enums import ActivityStatus
from ecotone.activities.models import ActivityNetwork
from ecotone.networks.models import Membership, Network, Organisation
from tests.evaluation.worlds import enrol, school_with_class, visit
from tests.factories import LONG_AGO, Cast, make_class, make_network, make_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_november")]
OCTOBER = dt.date(2026, 10, 13)


def page_of(network: Network, **query: str) -> str:
    return reverse("evaluation:network-figures", args=[network.slug], query=query or None)


def file_of(network: Network, **query: str) -> str:
    return reverse("evaluation:network-figures-csv", args=[network.slug], query=query or None)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    text = client.get(address).content.decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def coordinator(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def test_pm1_reach_is_shown_with_denominator_date_and_source(
    coordinator: Client, cast: Cast
) -> None:
    """PM-1: 24 pupils of class 2A, visited twice, out of 120 enrolled: 24 / 120 = 20 %."""
    enrol(cast.school, 120)
    visit(cast.network, cast.class_group, on=OCTOBER)
    visit(cast.network, cast.class_group, on=OCTOBER + dt.timedelta(days=7))
    text = text_of(coordinator, page_of(cast.network))
    assert "20 %" in text
    assert "24 of 120 pupils" in text
    assert "Register of the ministry (2026/27, as of Oct. 1, 2026)" in text
    assert "Nov. 22, 2026" in text


def test_page_warns_before_the_figure_when_few_schools_have_data(
    coordinator: Client, cast: Cast
) -> None:
    """1 of 2 schools is less than 60 %: the warning stands above the share."""
    enrol(cast.school, 120)
    visit(cast.network, cast.class_group, on=OCTOBER)
    text = text_of(coordinator, page_of(cast.network))
    assert text.index("1 of 2 schools have data") < text.index("24 of 120 pupils")
    assert "Read this first" in text


def test_school_without_data_is_listed_as_missing_and_not_as_zero(
    coordinator: Client, cast: Cast
) -> None:
    """De Vaart has enrolment (80) and no class list: at least 24 / 200 = 12 %."""
    enrol(cast.school, 120)
    enrol(cast.other_school, 80)
    visit(cast.network, cast.class_group, on=OCTOBER)
    text = text_of(coordinator, page_of(cast.network))
    assert "At least 12 % if no pupil was reached at the schools without data" in text
    assert "Class list not known" in text
    assert "0 of 80" not in text


def test_school_with_a_class_list_and_no_visit_is_listed_to_be_called(
    coordinator: Client, cast: Cast
) -> None:
    make_class(cast.other_school)
    visit(cast.network, cast.class_group, on=OCTOBER)
    text = text_of(coordinator, page_of(cast.network))
    section = text[text.index('id="not-reached"') : text.index('id="schools"')]
    assert reverse("networks:organisation", args=[cast.other_school.public_id]) in section
    assert cast.school.name not in section


def test_visit_that_nobody_confirmed_counts_nowhere(coordinator: Client, cast: Cast) -> None:
    enrol(cast.school, 120)
    visit(cast.network, cast.class_group, on=OCTOBER, status=ActivityStatus.CONFIRMED)
    text = text_of(coordinator, page_of(cast.network))
    assert "Visits not yet confirmed" in text
    assert "24 of 120" not in text


def test_parent_network_counts_what_is_in_two_of_its_networks_once(
    client: Client, cast: Cast
) -> None:
    """School and visit belong to two hubs below the parent: still 24 / 120, one visit."""
    sister = make_network("Sister", cast.parent)
    Membership.objects.create(network=sister, organisation=cast.school, since=LONG_AGO)
    enrol(cast.school, 120)
    shared = visit(cast.network, cast.class_group, on=OCTOBER)
    ActivityNetwork.objects.create(activity=shared, network=sister)
    client.force_login(cast.parent_lead)
    rows = rows_of(client, file_of(cast.parent))
    (reach,) = [row for row in rows if row["indicator"] == "R1" and not row["municipality"]]
    assert (reach["numerator"], reach["denominator"]) == ("24", "120")
    (contacts,) = [row for row in rows if row["indicator"] == "R2"]
    assert contacts["value"] == "24"


def test_visit_of_another_network_is_not_this_network_s(coordinator: Client, cast: Cast) -> None:
    visit(make_network("Elsewhere"), cast.class_group, on=OCTOBER)
    (contacts,) = [r for r in rows_of(coordinator, file_of(cast.network)) if r["indicator"] == "R2"]
    assert contacts["value"] == "0"


def test_choice_of_a_municipality_narrows_page_and_file(coordinator: Client, cast: Cast) -> None:
    """Geel has 30 of 90; the network's own 24 of 120 is in Herentals."""
    enrol(cast.school, 120)
    visit(cast.network, cast.class_group, on=OCTOBER)
    group = school_with_class(cast.network, "Sint-Dimpna", "Geel", 30, 90)
    visit(cast.network, group, on=OCTOBER)
    text = text_of(coordinator, page_of(cast.network, place="BE/Geel"))
    assert "30 of 90 pupils" in text
    assert "24 of 120" not in text
    rows = rows_of(coordinator, file_of(cast.network, place="BE/Geel"))
    assert {row["municipality"] for row in rows} == {"Geel", ""}


def test_choice_that_does_not_exist_shows_everything(coordinator: Client, cast: Cast) -> None:
    enrol(cast.school, 120)
    visit(cast.network, cast.class_group, on=OCTOBER)
    address = page_of(cast.network, place="BE/Nowhere", level="9", year="1066/67", schools="x")
    assert "24 of 120 pupils" in text_of(coordinator, address)


def test_earlier_school_year_has_its_own_figures(coordinator: Client, cast: Cast) -> None:
    visit(cast.network, cast.class_group, on=OCTOBER)
    rows = rows_of(coordinator, file_of(cast.network, year="2025/26"))
    assert {row["school_year"] for row in rows} == {"2025/26"}
    assert [row["value"] for row in rows if row["indicator"] == "R2"] == ["0"]
    assert {row["as_of"] for row in rows} == {"2026-08-31"}


HUB_READERS = ["lead", "coordinator", "evaluator", "parent_lead"]


@pytest.mark.parametrize("address", [page_of, file_of])
def test_only_the_network_s_own_people_see_the_hub_s_figures(
    client: Client, cast: Cast, address: "type[object]"
) -> None:
    found = {}
    for name, person in cast.people().items():
        client.force_login(person)
        found[name] = client.get(address(cast.network)).status_code  # type: ignore[call-arg, arg-type]
    assert found == {name: 200 if name in HUB_READERS else 404 for name in cast.people()}


def test_visitor_without_account_is_asked_to_sign_in_whether_or_not_it_exists(
    client: Client, cast: Cast
) -> None:
    for slug in (cast.network.slug, "no-such-network"):
        response = client.get(reverse("evaluation:network-figures", args=[slug]))
        assert response.status_code == 302
        assert reverse("account_login") in response["Location"]


def hub_with_a_class_of(pupils: int, network: Network) -> list[Organisation]:
    """Geel: 33 of 90. Mol: 21 of 83. Dessel: a class of so many, of 61."""
    groups = [
        school_with_class(network, "Sint-Dimpna", "Geel", 33, 90),
        school_with_class(network, "Rozenberg", "Mol", 21, 83),
        school_with_class(network, "De Brug", "Dessel", pupils, 61),
    ]
    for group in groups:
        visit(network, group, on=OCTOBER)
    return [group.school for group in groups]


def test_school_with_four_pupils_reached_is_nowhere_on_page_or_file(
    coordinator: Client, cast: Cast
) -> None:
    """4 < 5 is hidden, and 21 with it: with the sum 33 + 21 + 4 = 58 shown, 4 would be told."""
    hub_with_a_class_of(4, cast.network)
    text = text_of(coordinator, page_of(cast.network))
    rows = rows_of(coordinator, file_of(cast.network))
    assert "58 of 234" in text
    assert not re.search(r"\b4 of\b", text)
    assert not re.search(r"\b21 of\b", text)
    reached = [row["numerator"] for row in rows if row["indicator"] == "R1"]
    assert sorted(number for number in reached if number) == ["33", "33", "58"]
    assert {row["value"] for row in rows if row["not_shown"]} == {""}


def test_school_with_five_pupils_reached_is_shown_inside_the_hub(
    coordinator: Client, cast: Cast
) -> None:
    hub_with_a_class_of(5, cast.network)
    assert "5 of 61" in text_of(coordinator, page_of(cast.network))


def test_public_page_hides_nine_pupils_and_rounds_the_rest(client: Client, cast: Cast) -> None:
    """Of 33, 21 and 9: 9 < 10 is hidden with 21; 33 is shown as 35, the sum 63 as 65."""
    Network.objects.filter(pk=cast.network.pk).update(is_public=True)
    schools = hub_with_a_class_of(9, cast.network)
    text = text_of(client, page_of(cast.network))
    rows = rows_of(client, file_of(cast.network))
    reached = [row["numerator"] for row in rows if row["indicator"] == "R1"]
    assert sorted(number for number in reached if number) == ["35", "65"]
    assert "35 of 90" in text
    for number in ("9", "21", "33", "63"):
        assert not re.search(rf"\b{number} of\b", text)
        assert number not in {row["value"] for row in rows}
    assert not any(school.name in text for school in schools)
    assert not any(row["school"] for row in rows)


def test_public_page_has_no_list_of_schools_and_nothing_about_people(
    client: Client, cast: Cast
) -> None:
    Network.objects.filter(pk=cast.network.pk).update(is_public=True)
    hub_with_a_class_of(20, cast.network)
    make_class(make_school("Nooit Bezocht", cast.network))
    text = text_of(client, page_of(cast.network))
    assert "Nooit Bezocht" not in text
    assert 'id="brokerage"' not in text
    assert 'id="not-reached"' not in text
    assert {row["indicator"][0] for row in rows_of(client, file_of(cast.network))} == {"R"}


def test_public_page_stands_still_until_the_month_has_ended(client: Client, cast: Cast) -> None:
    """The visit of 13 October is public, the one of 10 November is not before December."""
    Network.objects.filter(pk=cast.network.pk).update(is_public=True)
    group = school_with_class(cast.network, "Sint-Dimpna", "Geel", 30, 90)
    other = make_class(group.school, "2B", headcount=25)
    visit(cast.network, group, on=OCTOBER)
    visit(cast.network, other, on=dt.date(2026, 11, 10))
    text = text_of(client, page_of(cast.network))
    assert "30 of 90" in text
    assert "55 of 90" not in text
    assert "Oct. 31, 2026" in text


def test_member_of_a_public_network_sees_what_the_public_sees(client: Client, cast: Cast) -> None:
    Network.objects.filter(pk=cast.network.pk).update(is_public=True)
    hub_with_a_class_of(9, cast.network)
    client.force_login(cast.member)
    assert "35 of 90" in text_of(client, page_of(cast.network))


def test_network_without_schools_has_a_page(client: Client, cast: Cast) -> None:
    empty = make_network("Empty", cast.parent)
    client.force_login(cast.parent_lead)
    assert "No school here yet" in text_of(client, page_of(empty))


def test_name_that_looks_like_a_formula_is_only_text_in_the_file(
    coordinator: Client, cast: Cast
) -> None:
    Organisation.objects.filter(pk=cast.school.pk).update(name="=HYPERLINK(1)")
    rows = rows_of(coordinator, file_of(cast.network))
    assert "'=HYPERLINK(1)" in {row["school"] for row in rows}


def queries_of_page(client: Client, address: str) -> int:
    client.get(address)  # fills what a process keeps: code lists, templates
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_page_asks_the_same_number_of_queries_for_one_and_for_three_schools(
    coordinator: Client, cast: Cast
) -> None:
    counts = []
    for number in range(3):
        group = school_with_class(cast.network, f"School {number}", f"Place {number}", 24, 90)
        visit(cast.network, group, on=OCTOBER)
        counts.append(queries_of_page(coordinator, page_of(cast.network)))
    assert counts[0] == counts[2]
