"""AD-2: a person asks to be erased."""

import datetime as dt

import pytest

from ecotone.accounts import leaving
from ecotone.accounts.enums import Gender
from ecotone.accounts.leaving import LeavingRule, register_leaving_rule
from ecotone.accounts.models import Affiliation, Clearance, Consent, RoleGrant, User
from ecotone.accounts.services.consents import declare_gender
from ecotone.accounts.services.leaving import CannotLeaveYet, erase_person
from ecotone.core.api import AuditEntry, OutgoingMail, Recipient, queue_mail, write_letter
from tests.factories import Cast, give_clearance


@pytest.fixture(autouse=True)
def _own_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "_rules", {})


def test_erased_person_leaves_a_number_and_nothing_else(cast: Cast, now: dt.datetime) -> None:
    person = cast.professional
    give_clearance(person, now.date())
    person.phone = "0470 00 00 00"
    person.save()
    declare_gender(gender=Gender.WOMAN, agrees=True, now=now, by=person)
    erase_person(now=now, by=person)
    person.refresh_from_db()
    assert (person.name, person.email, person.phone, person.gender, person.is_active) == (
        "Former participant",
        f"erased-{person.pk}@erased.invalid",
        "",
        "",
        False,
    )
    assert not Clearance.objects.filter(person=person).exists()
    assert Consent.objects.get(person=person).withdrawn_at == now
    yesterday = now.date() - dt.timedelta(days=1)
    assert Affiliation.objects.get(user=person).until == yesterday
    rows = AuditEntry.objects.filter(actor_id=str(person.pk))
    assert {row.actor_label for row in rows} == {"erased"}


def test_only_lead_must_hand_over_first(cast: Cast, now: dt.datetime) -> None:
    with pytest.raises(CannotLeaveYet) as caught:
        erase_person(now=now, by=cast.lead)
    assert caught.value.obstacles == [
        "You are the only lead of Hub. Give the role to somebody else first."
    ]
    assert RoleGrant.objects.get(user=cast.lead).until is None


def test_rooms_above_say_what_stands_in_the_way_and_forget_their_part(
    cast: Cast, now: dt.datetime
) -> None:
    forgotten: list[User] = []
    obstacles = ["You visit De Vaart on Thursday."]
    register_leaving_rule(
        LeavingRule(
            room="visits",
            find_obstacles=lambda person, moment: obstacles,
            forget=lambda person, moment: forgotten.append(person),
        )
    )
    with pytest.raises(CannotLeaveYet):
        erase_person(now=now, by=cast.professional)
    assert forgotten == []
    obstacles.clear()
    erase_person(now=now, by=cast.professional)
    assert forgotten == [cast.professional]


def test_mails_to_the_erased_are_emptied_and_other_mails_stay(cast: Cast, now: dt.datetime) -> None:
    letter = write_letter(
        template="accounts/mails/unknown_address",
        context={"signup_url": "https://example.org/"},
        language="en",
    )
    for person in (cast.professional, cast.teacher):
        to = Recipient(email=person.email, name=person.name, language="en")
        mail = queue_mail(key=f"k:{person.pk}", kind="test", to=to, letter=letter)
        OutgoingMail.objects.filter(pk=mail.pk).update(status="sent", sent_at=now)
    erase_person(now=now, by=cast.professional)
    mails = OutgoingMail.objects.order_by("key").values_list("to", "to_name", "text")
    assert set(mails) == {
        ("erased@erased.invalid", "", ""),
        (cast.teacher.email, "Teacher", letter.text),
    }
