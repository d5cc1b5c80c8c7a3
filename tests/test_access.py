"""Every address says who may open it, and nobody else can."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ecotone.activities.api import Side, visit_token
from ecotone.matching.links import invitation_token
from ecotone.matching.models import Invitation
from ecotone.matching.selectors.candidates import Choice
from ecotone.matching.services.answers import accept_invitation
from ecotone.matching.services.waves import send_wave
from tests.factories import Cast, make_need, make_offer

FOREIGN = ("account_", "mfa_", "socialaccount_")


SAMPLES = {
    "IntConverter": 987654,
    "UUIDConverter": "00000000-0000-4000-8000-000000000000",
    "SlugConverter": "nothing-here",
    "StringConverter": "nothing-here",
    "PathConverter": "nothing/here",
}


@dataclass(frozen=True)
class Address:
    """A named address with arguments that fit it but name nothing."""

    name: str
    pattern: URLPattern
    arguments: dict[str, Any]

    @property
    def rule(self) -> str:
        return getattr(self.pattern.callback, "access_rule", "")


def addresses(
    resolver: URLResolver | None = None,
    namespace: str = "",
    outer: dict[str, Any] | None = None,
) -> Iterator[Address]:
    """Every address of the site."""
    for entry in (resolver or get_resolver()).url_patterns:
        converters = getattr(entry.pattern, "converters", {})
        own = {name: SAMPLES[type(one).__name__] for name, one in converters.items()}
        arguments = {**(outer or {}), **own}
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry, inner, arguments)
        else:
            yield Address(f"{namespace}{entry.name}", entry, arguments)


def test_every_view_says_who_may_open_it() -> None:
    silent = [one.name for one in addresses() if not one.name.startswith(FOREIGN) and not one.rule]
    assert silent == []


PRIVATE = [
    one
    for one in addresses()
    if not one.name.startswith(FOREIGN) and one.rule not in ("public", "by_link")
]


@pytest.mark.parametrize("address", PRIVATE, ids=[one.name for one in PRIVATE])
def test_private_views_turn_visitors_away(client: Client, db: None, address: Address) -> None:
    """An address without a mark of its own is private: the visitor is sent to sign in."""
    response = client.get(reverse(address.name, kwargs=address.arguments))
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]
    assert dict(response.cookies) == {}


@pytest.fixture
def scene(cast: Cast, now: dt.datetime) -> dict[str, Any]:
    """A need with an agreed visit, and an invitation that waits for an answer."""
    need = make_need(cast.network, cast.class_group, cast.teacher, now)
    slot = need.slots.all()[0]
    offer = make_offer(cast.network, cast.professional)
    other = make_offer(cast.network)
    send_wave(
        need=need,
        choices=[Choice(offer.pk, slot.pk, 1), Choice(other.pk, slot.pk, 2)],
        subject="",
        message="",
        arm_next=True,
        now=now,
        by=cast.coordinator,
    )
    accepted, waiting = Invitation.objects.filter(need=need).order_by("rank")
    accept_invitation(invitation=accepted, slot=slot, now=now, by=cast.professional)
    need.refresh_from_db()
    return {"need": need, "offer": offer, "waiting": waiting, "activity": need.activity}


NETWORK_STAFF = {"lead", "coordinator"}
SCHOOL = {"teacher", "colleague", "head"}
# Address, its arguments by name in the scene, and who of the cast sees it; all others get 404.
MATRIX: list[tuple[str, tuple[str, ...], set[str]]] = [
    ("matching:need", ("need.pk",), SCHOOL | NETWORK_STAFF),
    ("matching:end-need", ("need.pk",), {"teacher"} | NETWORK_STAFF),
    ("matching:move-need", ("need.pk",), {"teacher"} | NETWORK_STAFF),
    ("matching:reopen-need", ("need.pk",), {"teacher"} | NETWORK_STAFF),
    ("matching:need-practical", ("need.pk",), {"teacher"} | NETWORK_STAFF),
    ("matching:offer", ("offer.pk",), {"professional"} | NETWORK_STAFF),
    ("matching:offer-essentials", ("offer.pk",), {"professional"}),
    ("matching:offer-details", ("offer.pk",), {"professional"}),
    ("matching:induction", ("offer.pk",), {"professional"}),
    ("matching:queue", ("network.slug",), NETWORK_STAFF),
    ("matching:candidates", ("network.slug", "need.pk"), NETWORK_STAFF),
    ("matching:settings", ("network.slug",), {"lead"}),
    ("activities:visit", ("activity.public_id",), SCHOOL | {"professional"} | NETWORK_STAFF),
    (
        "activities:visit-calendar",
        ("activity.public_id",),
        SCHOOL | {"professional"} | NETWORK_STAFF,
    ),
    ("activities:visitors", ("school.public_id",), {"head"} | NETWORK_STAFF),
]


@pytest.mark.parametrize(("name", "arguments", "allowed"), MATRIX, ids=[row[0] for row in MATRIX])
def test_role_by_view(
    name: str,
    arguments: tuple[str, ...],
    allowed: set[str],
    cast: Cast,
    scene: dict[str, Any],
) -> None:
    things = {**scene, "network": cast.network, "school": cast.school}
    values = []
    for path in arguments:
        thing, _, attribute = path.partition(".")
        values.append(getattr(things[thing], attribute))
    url = reverse(name, args=values)
    seen = set()
    for part, person in cast.people().items():
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        response = client.get(url)
        assert response.status_code in (200, 404), (part, response.status_code)
        if response.status_code == 200:
            seen.add(part)
    assert seen == allowed


def test_pages_behind_links_set_no_cookie(
    client: Client, cast: Cast, scene: dict[str, Any]
) -> None:
    activity = scene["activity"]
    sheet = visit_token(activity, cast.professional, Side.VISITOR)
    for url in [
        reverse("matching:answer", args=[invitation_token(scene["waiting"])]),
        reverse("activities:sheet", args=[sheet]),
        reverse("matching:cancel", args=[sheet]),
        reverse("matching:confirm", args=[sheet]),
        reverse("matching:afterwards", args=[sheet]),
    ]:
        response = client.get(url)
        assert (url, response.status_code, dict(response.cookies)) == (url, 200, {})


def test_changed_link_opens_nothing(client: Client, cast: Cast, scene: dict[str, Any]) -> None:
    token = invitation_token(scene["waiting"])
    url = reverse("matching:answer", args=[token[:-2] + "xx"])
    assert client.get(url).status_code == 410


def test_link_of_somebody_who_stepped_back_opens_nothing(
    client: Client, cast: Cast, scene: dict[str, Any], now: dt.datetime
) -> None:
    activity = scene["activity"]
    token = visit_token(activity, cast.professional, Side.VISITOR)
    activity.contributions.update(withdrawn_at=now)
    assert client.get(reverse("activities:sheet", args=[token])).status_code == 410
