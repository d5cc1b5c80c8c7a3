"""RM-5: see that it mattered, and stop in time."""

import datetime as dt

from django.test import Client
from django.urls import reverse

from ecotone.accounts.models import User
from ecotone.activities.api import Contribution, Side, Statement
from ecotone.activities.models import Activity
from ecotone.matching.selectors.candidates import Choice
from ecotone.matching.selectors.record import record_of
from ecotone.matching.services.afterwards import report_need
from ecotone.matching.services.answers import accept_invitation
from ecotone.matching.services.waves import send_wave
from tests.factories import Cast, make_class, make_need, make_offer


def hold_visit(cast: Cast, person: User, now: dt.datetime, *, held: bool) -> None:
    """A visit of the person that was held, or was not."""
    need = make_need(cast.network, make_class(cast.school), cast.teacher, now)
    offer = make_offer(cast.network, person)
    slot = need.slots.all()[0]
    send_wave(
        need=need,
        choices=[Choice(offer.pk, slot.pk, 1)],
        subject="",
        message="",
        arm_next=False,
        now=now,
        by=cast.coordinator,
    )
    accept_invitation(invitation=need.invitations.get(), slot=slot, now=now, by=person)
    past = now - dt.timedelta(days=3)
    need.refresh_from_db()
    assert need.activity_id is not None
    Activity.objects.filter(pk=need.activity_id).update(
        starts_at=past, ends_at=past + dt.timedelta(hours=1)
    )
    report_need(
        need=need,
        side=Side.SCHOOL,
        statement=Statement(
            held=held, present=21 if held else None, not_held_reason="OTHER", pupils_asked="yes"
        ),
        now=now,
        by=cast.teacher,
    )


def test_only_what_the_school_confirmed_stands_in_the_record(cast: Cast, now: dt.datetime) -> None:
    hold_visit(cast, cast.professional, now, held=True)
    other = make_offer(cast.network).person
    hold_visit(cast, other, now, held=False)
    mine = record_of(cast.professional, school_year="2026/27", today=now.date())
    theirs = record_of(other, school_year="2026/27", today=now.date())
    assert (len(mine.visits), mine.pupils, mine.with_questions, mine.agreed) == (1, 21, 1, 1)
    assert (theirs.visits, theirs.pupils) == ([], 0)


def test_limit_is_told_when_it_is_reached(cast: Cast, now: dt.datetime) -> None:
    hold_visit(cast, cast.professional, now, held=True)
    cast.professional.offers.update(cap_per_year=1)
    record = record_of(cast.professional, school_year="2026/27", today=now.date())
    assert record.is_at_limit


def test_record_shows_only_my_own(client: Client, cast: Cast, now: dt.datetime) -> None:
    hold_visit(cast, cast.professional, now, held=True)
    client.force_login(cast.stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("matching:record"))
    assert Contribution.objects.count() == 1
    assert "Sint-Jan" not in page.content.decode()
