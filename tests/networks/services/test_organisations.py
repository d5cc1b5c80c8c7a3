import datetime as dt
from dataclasses import replace

from ecotone.core.api import history_of
from ecotone.networks.models import Organisation
from ecotone.networks.services.organisations import (
    OrganisationFacts,
    SchoolFacts,
    change_organisation,
    confirm_organisation,
    confirm_two_adults,
    list_organisation,
)
from tests.factories import Cast

TODAY = dt.date(2026, 11, 23)
FACTS = OrganisationFacts(
    name="Sint-Jan",
    sector="SCH-SEC",
    country="BE",
    municipality_code="13011",
    municipality_name="Herentals",
    address="",
    latitude=51.1766,
    longitude=4.8363,
    languages=["nl"],
    website="",
)
SCHOOL = SchoolFacts(
    isced_levels=["2", "3"],
    arrival="Ring at the blue door.",
    visitor_rules="",
    photo_policy="No photos.",
    is_underserved=False,
    is_small=True,
)


def test_listed_organisation_is_a_member_and_confirmed_today(cast: Cast) -> None:
    made = list_organisation(facts=FACTS, network=cast.network, today=TODAY, by=cast.editor)
    assert (made.last_confirmed_on, made.memberships.get().since) == (TODAY, TODAY)
    assert made.school.isced_levels == []


def test_correcting_also_confirms_and_logs_what_changed(cast: Cast) -> None:
    change_organisation(
        organisation=cast.school, facts=FACTS, school=SCHOOL, today=TODAY, by=cast.head
    )
    school = Organisation.objects.select_related("school").get(pk=cast.school.pk)
    assert (school.last_confirmed_on, school.municipality_code) == (TODAY, "13011")
    assert (school.school.arrival, school.school.is_small) == ("Ring at the blue door.", True)
    entry = history_of(cast.school).get()
    assert entry.before == {
        "municipality_code": "",
        "languages": [],
        "isced_levels": ["2"],
        "arrival": "",
        "photo_policy": "",
        "is_small": False,
    }


def test_company_that_becomes_a_school_gets_its_profile(cast: Cast) -> None:
    facts = replace(FACTS, name="Aqualab")
    change_organisation(
        organisation=cast.company, facts=facts, school=None, today=TODAY, by=cast.editor
    )
    assert Organisation.objects.get(pk=cast.company.pk).school.isced_levels == []


def test_one_press_confirms(cast: Cast) -> None:
    confirm_organisation(organisation=cast.company, today=TODAY, by=cast.editor)
    assert Organisation.objects.get(pk=cast.company.pk).last_confirmed_on == TODAY
    assert history_of(cast.company).get().action == "organisation.confirmed"


def test_school_promises_two_adults_once_for_all_visits(cast: Cast) -> None:
    profile = confirm_two_adults(school=cast.school, today=TODAY, by=cast.head)
    assert profile.two_adult_rule_confirmed_on == TODAY
