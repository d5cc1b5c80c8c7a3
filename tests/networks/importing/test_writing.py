"""All or nothing, updates by identifier, and never a school twice."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ecotone.networks.importing.checking import CheckedFile
from ecotone.networks.importing.comparing import ImportPlan
from ecotone.networks.importing.facts import SchoolFacts
from ecotone.networks.importing.writing import FileHasProblems, write_schools
from ecotone.networks.models import (
    Enrolment,
    Membership,
    Network,
    Organisation,
    OrganisationIdentifier,
)
from tests.factories import make_network, make_organisation
from tests.networks.importing.end_state import end_state
from tests.networks.importing.samples import (
    COUNT_DAY,
    check_rows,
    nl_register,
    register,
    school,
)

TODAY = dt.date(2026, 11, 22)


def write(checked: CheckedFile, joins: Network | None = None) -> ImportPlan:
    return write_schools(checked=checked, joins=joins, network=joins, today=TODAY)


def write_rows(tmp_path: Path, *rows: dict[str, str], joins: Network | None = None) -> ImportPlan:
    return write(check_rows(tmp_path, *rows), joins)


def numbers(plan: ImportPlan) -> tuple[int, int, int]:
    return (len(plan.new), len(plan.changes), plan.unchanged)


@pytest.mark.django_db
def test_a_school_is_written_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    network = make_network("Hub")
    plan = write_rows(tmp_path, school("99AA00", gemeente="S GRAVENHAGE"), joins=network)
    assert numbers(plan) == (1, 0, 0)
    source = "DUO open data, geocoded by EduGIS"
    key = "NL-vestiging 99AA00"
    assert end_state() == {
        "organisations": [
            (
                *(key, "De Verzonnen School 99AA00", "SCH-PRI", "NL", "'s-Gravenhage", ""),
                *("Bedachtelaan 1, 1234AB Fictiestad", 52.0907, 5.1214, ["nl"], "", source),
            )
        ],
        "profiles": [(key, ["02", "1"])],
        "entries": [(key, "NL-vestiging", "99AA", "basisschool", "S GRAVENHAGE")],
        "enrolments": [(key, "2024/25", "", 210, source, COUNT_DAY)],
        "members": [(key, "Hub", None)],
    }


@pytest.mark.django_db
def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    network = make_network()
    rows = register(30)
    assert numbers(write_rows(tmp_path, *rows, joins=network)) == (30, 0, 0)
    before = end_state()
    plan = write_rows(tmp_path, *rows, joins=network)
    assert numbers(plan) == (0, 0, 30)
    assert plan.joining == []
    assert end_state() == before


@pytest.mark.django_db
def test_a_later_file_updates_by_identifier_only_what_changed(tmp_path: Path) -> None:
    write_rows(tmp_path, school("99AA00"), school("99AA01"), school("99AA02"))
    ids = dict(OrganisationIdentifier.objects.values_list("value", "organisation_id"))
    plan = write_rows(
        tmp_path,
        school("99AA00", naam="De Nieuwe Naam", leerlingen="180"),
        school("99AA01", type="SBAO"),
        school("99AA02"),
        school("99AA03"),
    )
    assert numbers(plan) == (1, 2, 1)
    assert [change.to_json() for change in plan.changes] == [
        {
            "row": 2,
            "name": "De Nieuwe Naam",
            "changed": {
                "name": ["De Verzonnen School 99AA00", "De Nieuwe Naam"],
                "pupils": [210, 180],
            },
        },
        {
            "row": 3,
            "name": "De Verzonnen School 99AA01",
            "changed": {"sector": ["SCH-PRI", "SCH-SPE"]},
        },
    ]
    renamed = Organisation.objects.get(identifiers__value="99AA00")
    assert (renamed.pk, renamed.name) == (ids["99AA00"], "De Nieuwe Naam")
    assert list(renamed.enrolments.values_list("pupils", flat=True)) == [180]
    entry = Organisation.objects.get(identifiers__value="99AA01").register_entries.get()
    assert entry.type_of_school == "SBAO"
    assert Organisation.objects.count() == 4


@pytest.mark.django_db
def test_levels_and_a_missing_profile_are_updated(tmp_path: Path) -> None:
    write_rows(tmp_path, school("99AA00", type="VBO"), school("99AA01", type="VBO"))
    Organisation.objects.get(identifiers__value="99AA01").school.delete()
    write_rows(tmp_path, school("99AA00", type="VWO"), school("99AA01", type="VBO"))
    assert [row[1] for row in end_state()["profiles"]] == [["2", "3"], ["2"]]


@pytest.mark.django_db
def test_a_number_that_the_source_no_longer_gives_is_missing_again(tmp_path: Path) -> None:
    write_rows(tmp_path, school("99AA00"))
    write_rows(tmp_path, school("99AA00", leerlingen=""))
    assert Enrolment.objects.count() == 0


@pytest.mark.django_db
def test_a_count_of_another_day_stands_beside_the_first(tmp_path: Path) -> None:
    checked = check_rows(tmp_path, school("99AA00"))
    write(checked)
    write(dataclasses.replace(checked, observed_on=dt.date(2025, 10, 1)))
    days = Enrolment.objects.order_by("observed_on").values_list("school_year", "observed_on")
    assert list(days) == [("2024/25", COUNT_DAY), ("2025/26", dt.date(2025, 10, 1))]


@pytest.mark.django_db
def test_an_empty_cell_leaves_what_is_known(tmp_path: Path) -> None:
    write_rows(tmp_path, school("99AA00"))
    Organisation.objects.update(website="https://example.org")
    write_rows(tmp_path, school("99AA00", lat="", lon="", gemeente=""))
    kept = Organisation.objects.get()
    assert (kept.latitude, kept.municipality_name, kept.website) == (
        52.0907,
        "Utrecht",
        "https://example.org",
    )


@pytest.mark.django_db
def test_a_file_with_one_bad_row_is_not_written_at_all(tmp_path: Path) -> None:
    checked = check_rows(tmp_path, *register(5), school(naam=""))
    with pytest.raises(FileHasProblems):
        write(checked)
    assert Organisation.objects.count() == 0


@pytest.mark.django_db
def test_a_row_that_the_database_refuses_takes_everything_back(tmp_path: Path) -> None:
    """The last row breaks a constraint, after many good rows, an update and a joining."""
    network = make_network()
    write_rows(tmp_path, school("99AA00"))
    before = end_state()
    checked = check_rows(tmp_path, school("99AA00", naam="Renamed"), *register(1200))
    last = list(checked.schools)[-1]
    checked.schools[last] = checked.schools[last]._replace(latitude=999.0)
    with pytest.raises(IntegrityError):
        write(checked, network)
    assert end_state() == before


@pytest.mark.django_db
def test_what_must_go_along_takes_everything_back_too(tmp_path: Path) -> None:
    def fail(plan: ImportPlan) -> None:
        raise RuntimeError(plan)

    with pytest.raises(RuntimeError):
        write_schools(
            checked=check_rows(tmp_path, *register(3)),
            joins=None,
            network=None,
            today=TODAY,
            on_written=fail,
        )
    assert Organisation.objects.count() == 0


@pytest.mark.django_db
def test_an_identifier_of_another_register_is_another_school(tmp_path: Path) -> None:
    other = make_organisation("Elsewhere")
    OrganisationIdentifier.objects.create(organisation=other, scheme="URN", value="99AA00")
    write_rows(tmp_path, school("99AA00"))
    other.refresh_from_db()
    assert (other.name, Organisation.objects.count()) == ("Elsewhere", 2)


@pytest.mark.django_db
def test_schools_join_once_and_a_former_member_joins_again(tmp_path: Path) -> None:
    network = make_network()
    write_rows(tmp_path, school("99AA00"), school("99AA01"), school("99AA02"), joins=network)
    members = Membership.objects.order_by("organisation__name")
    ended, future = members[0], members[1]
    Membership.objects.filter(pk=ended.pk).update(
        since=dt.date(2020, 1, 1), until=TODAY - dt.timedelta(days=1)
    )
    Membership.objects.filter(pk=future.pk).update(since=TODAY + dt.timedelta(days=9))
    plan = write_rows(tmp_path, school("99AA00"), school("99AA01"), school("99AA02"), joins=network)
    assert plan.joining == [ended.organisation_id]
    assert Membership.objects.filter(network=network).count() == 4


@pytest.mark.django_db
def test_changes_of_schools_in_other_networks_are_counted(tmp_path: Path) -> None:
    mine, theirs = make_network(), make_network()
    write_rows(tmp_path, school("99AA00"), joins=theirs)
    write_rows(tmp_path, school("99AA01"), joins=mine)
    plan = write_rows(tmp_path, school("99AA00", naam="X"), school("99AA01", naam="Y"), joins=mine)
    assert (len(plan.changes), plan.elsewhere) == (2, 1)


LETTER = st.characters(codec="utf-8", exclude_characters="\x00")
FACTS = st.builds(
    SchoolFacts,
    row=st.integers(2, 99),
    identifier=st.sampled_from(["a", "b", "c", "d"]),
    name=st.text(LETTER, min_size=1, max_size=20),
    sector=st.sampled_from(["SCH-PRI", "SCH-SEC"]),
    isced_levels=st.sampled_from([("1",), ("2", "3")]),
    institution=st.sampled_from(["", "99AA"]),
    municipality_code=st.sampled_from(["", "0344"]),
    address=st.sampled_from(["", "Bedachtelaan 1"]),
    website=st.sampled_from(["", "https://example.org"]),
    type_in_register=st.sampled_from(["", "x"]),
    municipality=st.sampled_from(["", "Utrecht"]),
    municipality_in_register=st.sampled_from(["", "UTRECHT"]),
    latitude=st.just(52.0),
    longitude=st.just(5.0),
    pupils=st.none() | st.integers(0, 2000),
    languages=st.sampled_from([(), ("nl",)]),
)
FILES = st.lists(FACTS, min_size=1, max_size=4).map(
    lambda schools: {facts.identifier: facts for facts in schools}
)


class TestAnyTwoFiles(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(first=FILES, second=FILES)
    def test_importing_twice_is_importing_once(
        self, first: dict[str, SchoolFacts], second: dict[str, SchoolFacts]
    ) -> None:
        """Whatever was there before, a file imported twice leaves the same as imported once."""
        network = Network.objects.create(slug="hub", name="Hub", kind="hub", level="local")
        for schools in (first, second):
            checked = CheckedFile(nl_register(), "NL", COUNT_DAY, "CSV", schools=dict(schools))
            write(checked, network)
            once = end_state()
            again = write(checked, network)
            assert numbers(again) == (0, 0, len(schools))
            assert end_state() == once
        assert Organisation.objects.count() == len(first | second)
