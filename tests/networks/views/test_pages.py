"""What the pages of this room say and do."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ecotone.accounts.enums import AffiliationKind, Role
from ecotone.accounts.models import Affiliation, Clearance, RoleGrant, User
from ecotone.core.api import OutgoingMail, history_of
from ecotone.networks.models import ClassGroup, Enrolment, Membership, Organisation
from tests.factories import (
    Cast,
    affiliate,
    give_role,
    make_class,
    make_network,
    make_organisation,
    make_school,
    make_user,
)


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def queries(client: Client, path: str) -> int:
    page(client, path)  # warm: code lists are read once a process
    with CaptureQueriesContext(connection) as captured:
        page(client, path)
    return len(captured)


def school_path(cast: Cast, rest: str = "") -> str:
    return f"/organisations/{cast.school.public_id}/{rest}"


def network_path(cast: Cast, rest: str = "") -> str:
    return f"/networks/{cast.network.slug}/{rest}"


# Roles


def test_lead_gives_a_role_after_reading_the_mail(client: Client, cast: Cast) -> None:
    """AD-1: first users of a hub."""
    client.force_login(cast.lead)
    person = {"email": "New@Example.org", "name": "Eva Neu", "language": "de", "role": "EDITOR"}
    draft = client.post(network_path(cast, "people/new/"), person)
    assert not OutgoingMail.objects.exists()
    form = draft.context["form"]
    text = form["text"].value().replace("Hallo", "Liebe")
    answer = client.post(
        network_path(cast, "people/new/"),
        {**person, "step": "send", "subject": "Willkommen", "text": text},
    )
    assert answer.status_code == 302
    grant = RoleGrant.objects.get(user__email="new@example.org")
    assert (grant.role, grant.network, grant.user.language) == (Role.EDITOR, cast.network, "de")
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject, mail.language, mail.was_edited) == (
        "new@example.org",
        "Willkommen",
        "de",
        True,
    )


def test_mail_without_its_address_does_not_go(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    person = {"email": "new@example.org", "name": "Eva", "language": "en", "role": "EDITOR"}
    response = client.post(
        network_path(cast, "people/new/"),
        {**person, "step": "send", "subject": "Hi", "text": "Come and see."},
    )
    assert response.status_code == 200
    assert "without it the person cannot answer" in response.content.decode()
    assert not RoleGrant.objects.filter(user__email="new@example.org").exists()


def test_role_given_twice_is_one_role_and_one_mail(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    person = {"email": cast.stranger.email, "name": "S", "language": "en", "role": "MEMBER"}
    draft = client.post(network_path(cast, "people/new/"), person)
    send = {
        **person,
        "step": "send",
        "subject": draft.context["form"]["subject"].value(),
        "text": draft.context["form"]["text"].value(),
    }
    for _ in range(2):
        client.post(network_path(cast, "people/new/"), send)
    assert cast.stranger.role_grants.count() == 1
    assert OutgoingMail.objects.count() == 1


def test_last_lead_stays_and_the_page_says_why(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    grant = cast.lead.role_grants.get()
    response = client.post(network_path(cast, f"people/{grant.pk}/end/"), follow=True)
    assert "A network keeps at least one lead" in response.content.decode()
    grant.refresh_from_db()
    assert grant.until is None


# Organisations


def test_head_adds_a_deputy_and_ends_with_a_date(client: Client, cast: Cast) -> None:
    """HT-1: names a school contact and a deputy."""
    client.force_login(cast.head)
    person = {
        "email": "deputy@example.org",
        "name": "Deputy",
        "language": "nl",
        "kind": "SCHOOL_CONTACT",
    }
    draft = client.post(school_path(cast, "people/new/"), person)
    client.post(
        school_path(cast, "people/new/"),
        {
            **person,
            "step": "send",
            "subject": draft.context["form"]["subject"].value(),
            "text": draft.context["form"]["text"].value(),
        },
    )
    row = Affiliation.objects.get(user__email="deputy@example.org")
    assert (row.kind, row.until) == (AffiliationKind.SCHOOL_CONTACT, None)
    client.post(school_path(cast, f"people/{row.pk}/end/"))
    row.refresh_from_db()
    assert row.until is not None


def test_company_takes_no_teachers_and_school_no_partner_contacts(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.coordinator)
    person = {"email": "x@example.org", "name": "X", "language": "en", "kind": "TEACHER"}
    client.post(f"/organisations/{cast.company.public_id}/people/new/", person)
    client.post(school_path(cast, "people/new/"), {**person, "kind": "PARTNER_CONTACT"})
    assert not User.objects.filter(email="x@example.org").exists()


def test_professional_is_believed_and_teacher_is_not(client: Client, cast: Cast) -> None:
    client.force_login(cast.stranger)
    client.post(f"/organisations/{cast.company.public_id}/i-work-here/")
    client.post(school_path(cast, "i-work-here/"))
    client.post(school_path(cast, "i-work-here/"))
    rows = cast.stranger.affiliations.values_list("organisation__name", "kind")
    assert list(rows) == [("Aqualab", "PROFESSIONAL")]
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.reply_to) == (cast.head.email, cast.stranger.email)


def test_people_are_named_only_to_those_around_the_organisation(client: Client, cast: Cast) -> None:
    client.force_login(cast.stranger)
    assert "Colleague" not in page(client, school_path(cast))
    client.force_login(cast.member)
    assert "Colleague" in page(client, school_path(cast))


def test_editing_keeps_what_was_typed_when_something_is_wrong(client: Client, cast: Cast) -> None:
    client.force_login(cast.head)
    values = {
        "name": "Sint-Jan Herentals",
        "sector": "SCH-SEC",
        "country": "BE",
        "latitude": "51.2",
        "longitude": "",
        "isced_levels": ["2"],
    }
    response = client.post(school_path(cast, "edit/"), values)
    text = response.content.decode()
    assert "A place needs both latitude and longitude" in text
    assert 'value="Sint-Jan Herentals"' in text
    assert Organisation.objects.get(pk=cast.school.pk).name == "Sint-Jan"
    client.post(school_path(cast, "edit/"), {**values, "longitude": "4.8"})
    assert Organisation.objects.get(pk=cast.school.pk).name == "Sint-Jan Herentals"


def test_editor_lists_an_organisation_and_ends_a_membership(client: Client, cast: Cast) -> None:
    client.force_login(cast.editor)
    answer = client.post(
        "/organisations/new/",
        {"name": "Bakery", "sector": "COM-SME", "country": "BE", "network": cast.network.pk},
    )
    made = Organisation.objects.get(name="Bakery")
    assert answer["Location"] == made.get_absolute_url()
    membership = made.memberships.get()
    today = timezone.localdate().isoformat()
    client.post(f"{made.get_absolute_url()}leave/{membership.pk}/", {"until": today})
    membership.refresh_from_db()
    assert membership.until is not None


# Class groups and enrolment


def test_teacher_adds_and_corrects_a_class(client: Client, cast: Cast) -> None:
    client.force_login(cast.teacher)
    values = {"grade": "S2", "label": "2C", "headcount": "21", "year": "2026/27"}
    client.post(school_path(cast, "classes/new/"), values)
    group = ClassGroup.objects.get(label="2C")
    assert (group.headcount, group.isced_level, group.school_year) == (21, "2", "2026/27")
    client.post(school_path(cast, f"classes/{group.pk}/"), {**values, "headcount": "22"})
    group.refresh_from_db()
    assert group.headcount == 22


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"headcount": "0"}, "greater than or equal to 1"),
        ({"headcount": "201"}, "less than or equal to 200"),
        ({"girls": "12", "boys": "13"}, "Girls and boys together are more"),
        ({"label": "2A"}, "There is a class of this name in 2026/27 already."),
        ({"grade": "S99"}, "S99"),
    ],
)
def test_class_that_cannot_be_is_refused_in_words(
    client: Client, cast: Cast, values: dict[str, str], words: str
) -> None:
    client.force_login(cast.teacher)
    usual = {"grade": "S2", "label": "2C", "headcount": "24", "year": "2026/27"}
    response = client.post(school_path(cast, "classes/new/"), {**usual, **values})
    assert words in response.content.decode()
    assert cast.school.class_groups.count() == 1


def test_class_of_another_school_is_not_there(client: Client, cast: Cast) -> None:
    other = make_class(cast.other_school, "1Z")
    client.force_login(cast.teacher)
    assert client.get(school_path(cast, f"classes/{other.pk}/")).status_code == 404


def test_numbers_of_pupils_are_kept_with_their_source(client: Client, cast: Cast) -> None:
    client.force_login(cast.head)
    values = {"pupils": "100", "pupils_S1": "60", "source": "office", "year": "2026/27"}
    client.post(school_path(cast, "enrolment/"), values)
    rows = Enrolment.objects.values_list("grade", "pupils", "source")
    assert list(rows) == [("", 100, "office"), ("S1", 60, "office")]


def test_grades_that_add_up_to_more_than_the_school_are_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.head)
    values = {"pupils": "50", "pupils_S1": "60", "source": "office"}
    response = client.post(school_path(cast, "enrolment/"), values)
    assert "The grades add up to 60" in response.content.decode()
    assert not Enrolment.objects.exists()


# Clearances


def test_coordinator_notes_a_paper_and_its_owner_reads_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    today = timezone.localdate()
    client.post(
        network_path(cast, f"clearances/{cast.professional.pk}/be/"),
        {
            "type": "be-596-2",
            "contact_classes": ["B"],
            "outcome": "ok",
            "seen_on": today.isoformat(),
            "valid_until": (today + dt.timedelta(days=90)).isoformat(),
        },
    )
    clearance = Clearance.objects.get()
    assert (clearance.person, clearance.seen_by) == (cast.professional, cast.coordinator)
    client.force_login(cast.professional)
    assert "596.2" in page(client, "/me/clearances/")


def test_note_has_no_room_for_a_number_a_file_or_a_remark(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    path = network_path(cast, f"clearances/{cast.professional.pk}/be/")
    form = client.get(path).context["form"]
    assert set(form.fields) == {
        "type",
        "contact_classes",
        "outcome",
        "seen_on",
        "valid_until",
    }
    client.post(path, {"type": "certificate no. 12345", "contact_classes": ["B"], "outcome": "ok"})
    assert not Clearance.objects.exists()


def test_papers_of_people_of_other_networks_are_not_shown(client: Client, cast: Cast) -> None:
    elsewhere = make_network("Elsewhere")
    coordinator = make_user("Elsewhere")
    give_role(coordinator, elsewhere, Role.COORDINATOR)
    Clearance.objects.create(
        person=cast.professional,
        country="BE",
        type="be-596-2",
        contact_classes=["B"],
        outcome="not_ok",
        seen_on=dt.date(2026, 9, 1),
        seen_by=cast.coordinator,
    )
    client.force_login(coordinator)
    path = f"/networks/{elsewhere.slug}/clearances/{cast.professional.pk}/be/"
    assert client.get(path).context["papers"] == []
    client.force_login(cast.coordinator)
    path = network_path(cast, f"clearances/{cast.professional.pk}/be/")
    assert len(client.get(path).context["papers"]) == 1


def test_unknown_address_is_said_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    path = network_path(cast, "clearances/?email=nobody@example.org&country=BE")
    assert "There is no account with this address." in page(client, path)


def test_suspension_takes_effect_at_once_and_keeps_no_reason(client: Client, cast: Cast) -> None:
    """AD-3: the volunteer is suspended, and nothing about why is visible anywhere."""
    client.force_login(cast.coordinator)
    path = network_path(cast, f"clearances/{cast.professional.pk}/suspend/")
    client.post(path, {"act": "suspend"})
    cast.professional.refresh_from_db()
    assert cast.professional.suspended_at is not None
    entry = history_of(cast.professional).get()
    assert (entry.action, entry.before, entry.after) == ("person.suspended", None, None)
    client.post(path, {"act": "lift"})
    cast.professional.refresh_from_db()
    assert cast.professional.suspended_at is None
    stranger = network_path(cast, f"clearances/{cast.stranger.pk}/suspend/")
    assert client.post(stranger, {"act": "suspend"}).status_code == 404


# Settings


def test_lead_confirms_the_rules_and_the_banner_goes(client: Client, cast: Cast) -> None:
    cast.network.country_pack_confirmed_on = None
    cast.network.save()
    client.force_login(cast.lead)
    assert "nobody here has confirmed" in page(client, network_path(cast, "settings/"))
    client.post(network_path(cast, "settings/country/"), {"act": "confirm"})
    text = page(client, network_path(cast, "settings/"))
    assert "nobody here has confirmed" not in text
    assert "Confirmed by Lead" in text


def test_colour_that_is_none_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    values = {
        "name": "Hub",
        "kind": "hub",
        "level": "local",
        "country": "BE",
        "languages": ["nl"],
        "time_zone": "Europe/Brussels",
        "accent": "red;}",
    }
    response = client.post(network_path(cast, "settings/"), values)
    assert "Write the colour as #" in response.content.decode()


def test_network_goes_under_another_that_the_lead_leads_too(client: Client, cast: Cast) -> None:
    second = make_network("Second parent")
    client.force_login(cast.lead)
    client.post(network_path(cast, "settings/parents/"), {"parent": second.pk})
    assert list(cast.network.parents.all()) == [cast.parent]
    give_role(cast.lead, second, Role.LEAD)
    client.post(network_path(cast, "settings/parents/"), {"parent": second.pk})
    assert set(cast.network.parents.all()) == {cast.parent, second}


def test_circle_is_refused_in_words(client: Client, cast: Cast) -> None:
    give_role(cast.lead, cast.parent, Role.LEAD)
    client.force_login(cast.lead)
    response = client.post(
        f"/networks/{cast.parent.slug}/settings/parents/",
        {"parent": cast.network.pk},
        follow=True,
    )
    assert "that would go round in a circle" in response.content.decode()


# Lists ask the same number of queries for one row and for more


@pytest.mark.parametrize(
    "path", ["/organisations/", "/networks/", "network", "people", "clearances"]
)
def test_number_of_queries_does_not_grow(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast.lead)
    paths = {"network": "", "people": "people/", "clearances": "clearances/"}
    address = network_path(cast, paths[path]) if path in paths else path
    _grow(cast, 0)
    before = queries(client, address)
    for number in (1, 2):
        _grow(cast, number)
    assert queries(client, address) == before


def _grow(cast: Cast, number: int) -> None:
    """One more of everything that the lists show."""
    hub = make_network(f"Hub {number}", cast.network, is_public=True)
    school = make_school(network=cast.network)
    Membership.objects.create(network=hub, organisation=school, since=dt.date(2026, 1, 1))
    company = make_organisation(network=cast.network, sector=["RES", "HEI", "CSO"][number])
    affiliate(make_user(), company, AffiliationKind.PROFESSIONAL)
    give_role(make_user(), cast.network, Role.MEMBER)


def test_organisation_page_asks_the_same_for_more_people_and_classes(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.coordinator)
    before = queries(client, school_path(cast))
    for number in range(3):
        affiliate(make_user(), cast.school, AffiliationKind.TEACHER)
        make_class(cast.school, f"3{number}")
        hub = make_network()
        Membership.objects.create(network=hub, organisation=cast.school, since=dt.date(2026, 1, 1))
    assert queries(client, school_path(cast)) == before
