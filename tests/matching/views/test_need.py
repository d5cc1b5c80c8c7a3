"""The page of one need, at every state, and who may see and do what."""

import datetime as dt

import pytest
from django.test import Client

from ecotone.activities.enums import CancelReason
from ecotone.activities.models import Activity
from ecotone.matching.enums import NeedState
from ecotone.matching.models import Invitation, Need
from ecotone.matching.services import clock
from ecotone.matching.services.endings import cancel_by_school, cancel_by_visitor
from ecotone.matching.services.needs import withdraw_need
from ecotone.matching.services.proposals import propose_other_date
from tests.factories import Cast, make_class, make_need, make_school, next_weekday, school_hours
from tests.matching.views.conftest import SignIn, say_yes


@pytest.fixture
def teacher(as_: SignIn, cast: Cast) -> Client:
    return as_(cast.teacher)


def text_of(client: Client, need: Need) -> str:
    page = client.get(need.get_absolute_url())
    assert page.status_code == 200
    return page.content.decode()


def acts_on(text: str, need: Need) -> set[str]:
    """The acts that the page offers, by the last part of their address."""
    names = {"end", "move", "practical", "again"}
    return {name for name in names if f"/needs/{need.pk}/{name}/" in text}


def test_open_need(teacher: Client, need: Need) -> None:
    text = text_of(teacher, need)
    assert need.number in text
    assert acts_on(text, need) == {"end"}
    assert "Withdraw the request" in text


def test_people_are_asked(teacher: Client, need: Need, invitation: Invitation) -> None:
    text = text_of(teacher, need)
    assert "1 person has been asked." in text
    assert invitation.person.name not in text, "nobody is shown who has not said yes"
    assert acts_on(text, need) == {"end"}


def test_agreed(teacher: Client, visit: Need, invitation: Invitation) -> None:
    text = text_of(teacher, visit)
    assert invitation.person.name in text
    assert acts_on(text, visit) == {"end", "move", "practical"}
    assert "Call the visit off" in text


def test_visitor_lost(
    teacher: Client, visit: Need, invitation: Invitation, now: dt.datetime
) -> None:
    """RM-4: the teacher sees that we search, and keeps the hour or gives it up."""
    cancel_by_visitor(
        invitation=invitation,
        reason=CancelReason.ILLNESS,
        note="",
        now=now,
        by=invitation.person,
    )
    text = text_of(teacher, visit)
    assert "The visitor had to cancel" in text
    assert invitation.person.name not in text
    assert acts_on(text, visit) == {"end"}
    assert "Withdraw the request" in text


def test_other_date_is_proposed(
    teacher: Client, need: Need, invitation: Invitation, now: dt.datetime
) -> None:
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=5))
    propose_other_date(
        invitation=invitation,
        starts_at=starts_at,
        ends_at=ends_at,
        note="<b>Gladly</b>",
        now=now,
        by=invitation.person,
    )
    text = text_of(teacher, need)
    assert "Another date is proposed" in text
    assert "&lt;b&gt;Gladly&lt;/b&gt;" in text
    answer = f"/needs/{need.pk}/proposals/{invitation.pk}/"
    assert text.count(answer) == 2
    page = teacher.post(answer, {"answer": "yes"}, follow=True)
    assert "Everybody concerned has been told" in page.content.decode()
    assert Activity.objects.get().starts_at == starts_at
    page = teacher.post(answer, {"answer": "no"}, follow=True)
    assert "That was settled in the meantime" in page.content.decode()


def test_two_adults_are_confirmed_with_one_press(
    teacher: Client, cast: Cast, need: Need, invitation: Invitation, now: dt.datetime
) -> None:
    profile = cast.school.school
    profile.two_adult_rule_confirmed_on = None
    profile.save()
    say_yes(invitation, now)
    text = text_of(teacher, need)
    assert "One thing to confirm" in text
    page = teacher.post(f"/needs/{need.pk}/adults/", follow=True)
    assert "Thank you, noted." in page.content.decode()
    need.refresh_from_db()
    assert need.state == NeedState.CONFIRMED


def test_visit_has_begun(teacher: Client, visit: Need, now: dt.datetime) -> None:
    """Nothing can be moved or called off any more; now it can be told how it was."""
    Activity.objects.update(starts_at=now - dt.timedelta(minutes=5))
    text = text_of(teacher, visit)
    assert "How was it?" in text
    assert acts_on(text, visit) == set()


@pytest.mark.parametrize("end", ["expired", "withdrawn", "cancelled_by_school"])
def test_ended_without_a_visit(
    teacher: Client, cast: Cast, need: Need, invitation: Invitation, now: dt.datetime, end: str
) -> None:
    if end == "expired":
        clock.expire_needs(now=now + dt.timedelta(days=40))
    elif end == "withdrawn":
        withdraw_need(need=need, reason=CancelReason.TEST, now=now, by=cast.teacher)
    else:
        say_yes(invitation, now)
        cancel_by_school(need=need, reason=CancelReason.TEST, now=now, by=cast.teacher)
    text = text_of(teacher, need)
    assert "This request has ended without a visit" in text
    assert acts_on(text, need) == {"again"}
    need.refresh_from_db()
    assert need.state == end


@pytest.mark.parametrize("state", [NeedState.HELD, NeedState.NOT_HELD, NeedState.CLOSED])
def test_after_the_report(teacher: Client, visit: Need, now: dt.datetime, state: str) -> None:
    """What was said can still be opened; nothing can be moved or asked again."""
    Activity.objects.update(starts_at=now - dt.timedelta(hours=2), ends_at=now)
    Need.objects.update(state=state)
    text = text_of(teacher, visit)
    assert acts_on(text, visit) == set()
    assert str(NeedState(state).label) in text


def test_who_sees_the_page_and_who_may_act(as_: SignIn, cast: Cast, visit: Need) -> None:
    can = {}
    for name, person in cast.people().items():
        page = as_(person).get(visit.get_absolute_url())
        can[name] = (
            sorted(acts_on(page.content.decode(), visit)) if page.status_code == 200 else None
        )
    everything = ["end", "move", "practical"]
    assert {name: acts for name, acts in can.items() if acts is not None} == {
        "teacher": everything,
        "coordinator": everything,
        "lead": everything,
        "colleague": [],
        "head": [],
    }


@pytest.mark.parametrize("page", ["end", "again", "move", "practical", "adults"])
def test_acts_are_closed_to_colleagues_and_strangers(
    as_: SignIn, cast: Cast, visit: Need, page: str
) -> None:
    for person in (cast.colleague, cast.head, cast.professional, cast.stranger, cast.member):
        answer = as_(person).post(f"/needs/{visit.pk}/{page}/", {"reason": "TEST"})
        assert answer.status_code == 404, person
    visit.refresh_from_db()
    assert visit.state == NeedState.CONFIRMED


def test_proposal_of_another_need_cannot_be_answered(
    teacher: Client, as_: SignIn, cast: Cast, invitation: Invitation, now: dt.datetime
) -> None:
    """The address names a need of one's own and an invitation of somebody else's."""
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=5))
    propose_other_date(
        invitation=invitation,
        starts_at=starts_at,
        ends_at=ends_at,
        note="",
        now=now,
        by=invitation.person,
    )
    school = make_school("Other", cast.network)
    own = make_need(cast.network, make_class(school), cast.other_teacher, now)
    address = f"/needs/{own.pk}/proposals/{invitation.pk}/"
    assert as_(cast.other_teacher).post(address, {"answer": "yes"}).status_code == 404
    assert Activity.objects.count() == 0
    assert teacher.get(f"/needs/{own.pk}/").status_code == 404
