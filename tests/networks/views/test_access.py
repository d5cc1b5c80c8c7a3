"""Who may open which page of this room: the fixed cast against every address."""

import pytest
from django.test import Client

from ecotone.accounts.enums import AffiliationKind
from tests.factories import Cast, affiliate, make_organisation

EVERYBODY = {
    "lead",
    "coordinator",
    "evaluator",
    "editor",
    "member",
    "parent_lead",
    "teacher",
    "colleague",
    "head",
    "professional",
    "other_teacher",
    "stranger",
}
AROUND_THE_NETWORK = EVERYBODY - {"stranger"}
NETWORK = {
    "/networks/{slug}/": AROUND_THE_NETWORK,
    "/networks/{slug}/settings/": {"lead"},
    "/networks/{slug}/people/": {"lead", "coordinator"},
    "/networks/{slug}/people/new/": {"lead"},
    "/networks/{slug}/clearances/": {"lead", "coordinator"},
    "/networks/{slug}/clearances/{professional}/be/": {"lead", "coordinator"},
    "/networks/new/": set(),
    "/organisations/": EVERYBODY,
    "/organisations/new/": {"lead", "coordinator", "editor", "parent_lead"},
}
SCHOOL = {
    "/organisations/{school}/": EVERYBODY,
    "/organisations/{school}/edit/": {"lead", "coordinator", "editor", "head"},
    "/organisations/{school}/people/": {
        "lead",
        "coordinator",
        "evaluator",
        "editor",
        "member",
        "parent_lead",
        "teacher",
        "colleague",
        "head",
    },
    "/organisations/{school}/people/new/": {"lead", "coordinator", "head"},
    "/organisations/{school}/classes/": {"lead", "coordinator", "teacher", "colleague", "head"},
    "/organisations/{school}/classes/new/": {
        "lead",
        "coordinator",
        "teacher",
        "colleague",
        "head",
    },
    "/organisations/{school}/enrolment/": {"lead", "coordinator", "teacher", "colleague", "head"},
}


@pytest.mark.parametrize(("address", "allowed"), [*NETWORK.items(), *SCHOOL.items()])
def test_page_opens_for_those_and_is_absent_for_all_others(
    client: Client, cast: Cast, address: str, allowed: set[str]
) -> None:
    path = address.format(
        slug=cast.network.slug, school=cast.school.public_id, professional=cast.professional.pk
    )
    answers = {}
    for name, person in cast.people().items():
        client.force_login(person)
        answers[name] = client.get(path).status_code
    assert answers == {name: 200 if name in allowed else 404 for name in cast.people()}


@pytest.mark.parametrize("address", [*NETWORK, *SCHOOL])
def test_visitor_is_led_to_the_sign_in_page(client: Client, cast: Cast, address: str) -> None:
    path = address.format(
        slug=cast.network.slug, school=cast.school.public_id, professional=cast.professional.pk
    )
    answer = client.get(path)
    if path == f"/networks/{cast.network.slug}/":
        assert answer.status_code == 404
    else:
        assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={path}")


def test_public_network_opens_for_visitors_without_naming_anybody(
    client: Client, cast: Cast
) -> None:
    cast.network.is_public = True
    cast.network.save()
    page = client.get(f"/networks/{cast.network.slug}/").content.decode()
    assert "Aqualab" in page
    for person in cast.people().values():
        assert person.email not in page


def test_acts_are_refused_to_those_who_may_only_read(client: Client, cast: Cast) -> None:
    network, school = f"/networks/{cast.network.slug}", f"/organisations/{cast.school.public_id}"
    grant = cast.member.role_grants.get()
    membership = cast.school.memberships.get()
    affiliation = cast.teacher.affiliations.get()
    acts = [
        f"{network}/settings/country/",
        f"{network}/settings/parents/",
        f"{network}/people/{grant.pk}/end/",
        f"{school}/confirm/",
        f"{school}/two-adults/",
        f"{school}/leave/{membership.pk}/",
        f"{school}/people/{affiliation.pk}/end/",
        f"{school}/classes/copy/",
        f"{school}/classes/{cast.class_group.pk}/remove/",
    ]
    for person in (cast.evaluator, cast.stranger, cast.other_teacher):
        client.force_login(person)
        assert {act: client.post(act).status_code for act in acts} == dict.fromkeys(acts, 404)


def test_membership_of_another_network_is_not_mine_to_end(client: Client, cast: Cast) -> None:
    elsewhere = make_organisation("Elsewhere", cast.parent)
    client.force_login(cast.editor)
    membership = elsewhere.memberships.get()
    answer = client.post(f"/organisations/{elsewhere.public_id}/leave/{membership.pk}/")
    assert answer.status_code == 404


def test_affiliation_of_another_school_is_not_mine_to_end(client: Client, cast: Cast) -> None:
    affiliate(cast.stranger, cast.other_school, AffiliationKind.TEACHER)
    client.force_login(cast.head)
    row = cast.stranger.affiliations.get()
    answer = client.post(f"/organisations/{cast.school.public_id}/people/{row.pk}/end/")
    assert answer.status_code == 404


def test_partner_is_no_school_and_has_no_classes(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    for page in ("classes", "classes/new", "enrolment"):
        answer = client.get(f"/organisations/{cast.company.public_id}/{page}/")
        assert answer.status_code == 404
