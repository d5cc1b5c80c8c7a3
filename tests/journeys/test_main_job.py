"""Journey 1: from a class's need to a visit that counts (TE-1, HC-1, RM-2, TE-2, HT-3, PM-1)."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from ecotone.accounts.models import User
from ecotone.activities.enums import ActivityStatus
from ecotone.activities.models import Activity
from ecotone.matching.enums import InvitationState, NeedState
from ecotone.matching.models import Invitation, Need
from ecotone.matching.services import clock, reminders
from ecotone.networks.models import Enrolment
from tests.factories import Cast, make_cast, make_need, make_offer, next_weekday
from tests.journeys.mailbox import last_mail, link_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[User], None]
Look = Callable[[str], None]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = make_cast(timezone.now())
    Enrolment.objects.create(
        school=cast.school,
        school_year="2026/27",
        grade="S2",
        isced_level="2",
        pupils=96,
        source="School register (synthetic)",
        observed_on=dt.date(2026, 10, 1),
    )
    return cast


def test_need_to_visit_that_counts(
    page: Page, site: str, cast: Cast, sign_in: SignIn, look: Look
) -> None:
    make_offer(cast.network, cast.professional, title="I test the water of brooks")
    make_offer(cast.network, title="I build bridges of steel")

    sign_in(cast.teacher)
    need = ask(page, site, look)
    sign_in(cast.coordinator)
    invite(page, site, cast, need, look)
    page.context.clear_cookies()
    accept(page, cast, look)
    read_sheet(page, cast, look)
    move_into_the_past(need)
    report(page, cast, need, look)
    sign_in(cast.lead)
    see_reach(page, site, cast, look)


def ask(page: Page, site: str, look: Look) -> Need:
    """TE-1: three minutes; the page before the button is one."""
    page.goto(f"{site}/desk/")
    look("teacher-desk")
    page.goto(f"{site}/needs/new/")
    page.get_by_label("Theme").fill("The brook behind our school")
    day = next_weekday(timezone.localdate())
    page.locator("#id_day_1").fill(day.isoformat())
    page.locator("#id_time_1").fill("10:00")
    look("need-form")
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_text("Your request has arrived")).to_be_visible()
    look("need-sent")
    return Need.objects.get()


def invite(page: Page, site: str, cast: Cast, need: Need, look: Look) -> None:
    """HC-1: the queue says who fits and why; the mail can be read before it goes."""
    page.goto(f"{site}/networks/{cast.network.slug}/queue/")
    expect(page.get_by_text("The brook behind our school").first).to_be_visible()
    look("queue")
    page.get_by_role("link", name="The brook behind our school").first.click()
    look("candidates")
    page.get_by_role("button", name="Look at the mail and send").click()
    look("wave")
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("Sent. You will see the answers here.")).to_be_visible()
    look("wave-sent")


def accept(page: Page, cast: Cast, look: Look) -> None:
    """RM-2: from the mail, without an account, in one press."""
    page.goto(link_in(last_mail(cast.professional.email, "matching.ask"), "/i/"))
    look("answer")
    page.get_by_role("button", name="Yes, I will come").click()
    expect(page.get_by_role("heading", name="Thank you, you are coming")).to_be_visible()
    look("answered")
    assert page.context.cookies() == []


def read_sheet(page: Page, cast: Cast, look: Look) -> None:
    """TE-2: one sheet for both sides."""
    for address in (cast.professional.email, cast.teacher.email):
        page.goto(link_in(last_mail(address, "matching.sheet"), "/v/"))
        expect(page.get_by_text("Accompanied at all times")).to_be_visible()
        look("sheet")


def move_into_the_past(need: Need) -> None:
    """The visit was yesterday."""
    need.refresh_from_db()
    assert need.activity_id is not None
    start = timezone.now() - dt.timedelta(days=1)
    Activity.objects.filter(pk=need.activity_id).update(
        starts_at=start, ends_at=start + dt.timedelta(hours=1)
    )
    reminders.ask_what_happened(now=timezone.now())


def report(page: Page, cast: Cast, need: Need, look: Look) -> None:
    """TE-2: under a minute on a phone, without signing in."""
    page.goto(link_in(last_mail(cast.teacher.email, "matching.afterwards"), "/afterwards/"))
    page.get_by_text("Yes, it took place").click()
    page.get_by_label("How many pupils were there?").fill("22")
    look("afterwards")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("The visit counts")).to_be_visible()
    look("afterwards-thanks")
    need.refresh_from_db()
    assert need.state == NeedState.HELD
    assert need.activity is not None
    assert need.activity.status == ActivityStatus.HELD


def see_reach(page: Page, site: str, cast: Cast, look: Look) -> None:
    """PM-1: what it adds up to, with its definition."""
    page.goto(f"{site}/networks/{cast.network.slug}/figures/?year=2026/27")
    look("figures")


def test_decline_and_rematch(
    page: Page, site: str, cast: Cast, sign_in: SignIn, look: Look
) -> None:
    """RM-2: a no with its reason; the next wave goes out by itself."""
    need = make_need(cast.network, cast.class_group, cast.teacher, timezone.now())
    offers = [make_offer(cast.network) for _ in range(4)]
    sign_in(cast.coordinator)
    page.goto(f"{site}/networks/{cast.network.slug}/queue/{need.pk}/")
    page.get_by_role("button", name="Look at the mail and send").click()
    page.get_by_role("button", name="Send now").click()
    page.context.clear_cookies()
    for invitation in Invitation.objects.filter(need=need):
        page.goto(link_in(last_mail(invitation.person.email, "matching.ask"), "/i/"))
        page.get_by_text("No, not this time").click()
        page.get_by_text("I cannot on these dates").click()
        page.get_by_role("button", name="Send my no").click()
        expect(page.get_by_role("heading", name="Thank you for your answer")).to_be_visible()
    look("declined")
    clock.send_due_waves(now=timezone.now())
    states = list(need.invitations.order_by("wave__number").values_list("state", flat=True))
    assert len(states) == len(offers)
    assert states[-1] == InvitationState.SENT


def test_cancellation_and_reserve(
    page: Page, site: str, cast: Cast, sign_in: SignIn, look: Look
) -> None:
    """RM-4: cancelling is one press; the reserve steps in, and the school has its visitor."""
    need = make_need(cast.network, cast.class_group, cast.teacher, timezone.now())
    make_offer(cast.network)
    make_offer(cast.network)
    sign_in(cast.coordinator)
    page.goto(f"{site}/networks/{cast.network.slug}/queue/{need.pk}/")
    page.get_by_role("button", name="Look at the mail and send").click()
    page.get_by_role("button", name="Send now").click()
    page.context.clear_cookies()
    first, second = Invitation.objects.filter(need=need).order_by("rank")
    page.goto(link_in(last_mail(first.person.email, "matching.ask"), "/i/"))
    page.get_by_role("button", name="Yes, I will come").click()
    page.goto(link_in(last_mail(second.person.email, "matching.ask"), "/i/"))
    expect(page.get_by_role("heading", name="Would you be the reserve?")).to_be_visible()
    look("reserve-asked")
    page.get_by_role("button", name="Yes, I will come").click()
    look("reserve")
    page.goto(link_in(last_mail(first.person.email, "matching.sheet"), "/cancel/"))
    page.get_by_text("Illness").click()
    look("cancel")
    page.get_by_role("button", name="Cancel the visit").click()
    look("cancelled")
    page.goto(link_in(last_mail(second.person.email, "matching.call_up"), "/i/"))
    page.get_by_role("button", name="Yes, I will come").click()
    expect(page.get_by_role("heading", name="Thank you, you are coming")).to_be_visible()
    need.refresh_from_db()
    assert need.state == NeedState.CONFIRMED
    sheets = last_mail(cast.teacher.email, "matching.sheet")
    assert second.person.name in sheets.text
