"""Asking again, moving, and what was promised meanwhile."""

import datetime as dt

import pytest
from django.utils import timezone

from ecotone.activities.api import (
    AlreadyTaken,
    TimeClaim,
)
from ecotone.activities.enums import ActivityStatus, CancelReason
from ecotone.core.models import OutgoingMail
from ecotone.matching.enums import NeedState, WaveState
from ecotone.matching.models import Invitation, Need
from ecotone.matching.rules import Rule, unmet_rules
from ecotone.matching.selectors.answers import possible_slots
from ecotone.matching.services import clock, reminders
from ecotone.matching.services.endings import cancel_by_school, move_need
from ecotone.matching.services.needs import reopen_need, withdraw_need
from ecotone.matching.services.seats import Outcome
from tests.factories import (
    Cast,
    give_clearance,
    make_class,
    make_need,
    make_network,
    make_offer,
    make_school,
    next_weekday,
    school_hours,
)
from tests.matching.crowd import invite
from tests.matching.edges.stories import (
    accept,
    agreed,
    cancel,
    kinds_to,
    state_of,
    visit_of,
)

pytestmark = pytest.mark.django_db

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("how", ["expired", "withdrawn", "cancelled_by_school"])
def test_asking_again_makes_a_new_visit_at_the_new_time(
    cast: Cast, need: Need, now: dt.datetime, how: str
) -> None:
    """After any end without a visit: a new round, new times, and nothing of the old visit."""
    [first] = agreed(need, cast, now)
    old = visit_of(need)
    if how == "cancelled_by_school":
        cancel_by_school(need=need, reason=CancelReason.TEST, now=now, by=cast.teacher)
    else:
        cancel(first, now)
        if how == "expired":
            clock.expire_needs(now=old.starts_at)
        else:
            withdraw_need(need=need, reason=CancelReason.OTHER, now=now, by=cast.teacher)
    assert state_of(need) == how
    slots = [school_hours(next_weekday(now.date(), weeks=6))]
    reopen_need(need=need, slots=slots, now=now, by=cast.teacher)
    need.refresh_from_db()
    assert (need.round, need.activity, need.ended_reason) == (2, None, "")
    assert need.answer_due_on is not None
    assert need.answer_due_on > timezone.localdate(now)
    [again] = invite(need, [first.offer], cast)[-1:]
    assert accept(again, now) == Outcome.VISITOR
    new = visit_of(need)
    assert new.pk != old.pk
    assert new.starts_at == slots[0][0]
    old.refresh_from_db()
    assert old.status == ActivityStatus.CANCELLED
    assert kinds_to(cast.teacher).count("need_received") == 2


def test_words_of_the_first_round_are_not_sent_in_the_second(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    invite(need, [make_offer(cast.network)], cast)
    need.waves.update(subject="Old", message="On Tuesday, [[name]]: [[link]]")
    withdraw_need(need=need, reason=CancelReason.OTHER, now=now, by=cast.teacher)
    slots = [school_hours(next_weekday(now.date(), weeks=6))]
    reopen_need(need=need, slots=slots, now=now, by=cast.teacher)
    need.refresh_from_db()
    invite(need, [make_offer(cast.network)], cast)
    make_offer(cast.network)
    clock.send_due_waves(now=now + 20 * DAY)
    assert not OutgoingMail.objects.filter(subject="Old").exists()
    assert need.invitations.filter(round=2).count() > 1


def test_moved_visit_is_reminded_anew_at_the_new_time(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    agreed(need, cast, now)
    old = visit_of(need).starts_at
    assert reminders.remind_of_visits(now=old - 7 * DAY) == 1
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=8))
    move_need(need=need, starts_at=starts_at, ends_at=ends_at, now=now, by=cast.teacher)
    assert reminders.remind_of_visits(now=old - 2 * DAY) == 0
    assert reminders.remind_of_visits(now=starts_at - 7 * DAY) == 1
    assert reminders.remind_of_visits(now=starts_at - 7 * DAY + HOUR) == 1
    assert kinds_to(cast.teacher).count("remind_7") == 2


def test_reminder_is_not_sent_when_its_words_are_no_longer_true(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    """The worker was away for days: "in two weeks" nine days before is worse than nothing."""
    start = now + 40 * DAY
    created = now
    assert reminders.reminder_due(start, created, start - 14 * DAY + HOUR) == 14
    assert reminders.reminder_due(start, created, start - 9 * DAY) is None
    assert reminders.reminder_due(start, created, start - 7 * DAY) == 7
    assert reminders.reminder_due(start, created, start - 3 * HOUR) == 0
    assert reminders.reminder_due(start, created, start) is None


def test_lost_visitor_of_a_moved_visit_is_replaced_at_the_new_time(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    first, second = agreed(need, cast, now, people=2)
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=8))
    move_need(need=need, starts_at=starts_at, ends_at=ends_at, now=now, by=cast.teacher)
    cancel(first, now)
    [slot] = possible_slots(Invitation.objects.get(pk=second.pk), now)
    assert slot.starts_at == starts_at
    assert accept(second, now) == Outcome.VISITOR
    assert visit_of(need).starts_at == starts_at


def test_visit_moved_behind_the_end_of_the_clearance_is_no_longer_confirmed(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    cast.network.country_pack_confirmed_on = None
    cast.network.save()
    offer = make_offer(cast.network, cleared=False)
    starts_at, ends_at = school_hours(next_weekday(now.date(), weeks=8))
    give_clearance(offer.person, starts_at.date() - DAY, type="be-596-2")
    [invitation] = invite(need, [offer], cast)
    accept(invitation, now)
    assert state_of(need) == NeedState.CONFIRMED
    move_need(need=need, starts_at=starts_at, ends_at=ends_at, now=now, by=cast.teacher)
    need = Need.objects.get(pk=need.pk)
    assert need.state == NeedState.ACCEPTED
    assert visit_of(need).status == ActivityStatus.OPEN
    assert [one.rule for one in unmet_rules(need)] == [Rule.CLEARANCE]
    assert kinds_to(offer.person)[-1] == "accepted_visitor"
    assert kinds_to(cast.coordinator)[-1] == "cannot_confirm"
    back, end = school_hours(next_weekday(now.date(), weeks=3))
    move_need(need=need, starts_at=back, ends_at=end, now=now, by=cast.teacher)
    assert state_of(need) == NeedState.CONFIRMED


def test_moving_onto_the_visitors_other_visit_changes_nothing(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    offer = make_offer(cast.network)
    accept(invite(need, [offer], cast)[0], now)
    day = school_hours(next_weekday(now.date(), weeks=4))
    other = make_need(cast.network, make_class(cast.school), cast.teacher, now, slots=[day])
    accept(invite(other, [offer], cast)[0], now)
    before = list(TimeClaim.objects.values_list("subject", "quarter", "holder"))
    with pytest.raises(AlreadyTaken):
        move_need(need=need, starts_at=day[0], ends_at=day[1], now=now, by=cast.teacher)
    assert list(TimeClaim.objects.values_list("subject", "quarter", "holder")) == before


def test_teacher_hears_on_the_promised_day_once(cast: Cast, need: Need, now: dt.datetime) -> None:
    """TE-1: "you have an answer by the 2nd" is kept, also when the answer is "not yet"."""
    assert need.answer_due_on is not None
    noon = dt.datetime.combine(need.answer_due_on, dt.time(12), tzinfo=dt.UTC)
    assert reminders.keep_promises(now=noon - DAY / 2) == 0
    for _ in range(3):
        reminders.keep_promises(now=noon)
    assert kinds_to(cast.teacher) == ["need_received", "not_yet"]
    assert reminders.keep_promises(now=noon + 10 * DAY) == 0


def test_teacher_hears_of_a_yes_that_waits_for_papers(
    cast: Cast, need: Need, now: dt.datetime
) -> None:
    cast.network.country_pack_confirmed_on = None
    cast.network.save()
    [invitation] = invite(need, [make_offer(cast.network, cleared=False)], cast)
    accept(invitation, now)
    assert kinds_to(cast.teacher) == ["need_received", "somebody_found"]
    assert kinds_to(invitation.person) == ["ask", "accepted_visitor"]
    noon = now + 30 * DAY
    assert reminders.keep_promises(now=noon) == 0


def test_one_need_that_fails_does_not_stop_the_others(
    cast: Cast, now: dt.datetime, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault in one network, here settings that somebody broke, is logged; others go on."""
    broken = make_need(cast.network, make_class(cast.school), cast.teacher, now)
    invite(broken, [make_offer(cast.network)], cast)
    make_offer(cast.network)
    other_network = make_network("Other")
    school = make_school("Elsewhere", other_network)
    sound = make_need(other_network, make_class(school), cast.teacher, now)
    invite(sound, [make_offer(other_network)], cast)
    make_offer(other_network)
    cast.network.matching_settings = {"wave_size": "three"}
    cast.network.save()
    later = now + 6 * DAY
    assert clock.send_due_waves(now=later) == 1
    assert sound.invitations.count() == 2
    assert broken.waves.get(number=2).state == WaveState.ARMED
    assert "could not be done" in caplog.text
    cast.network.matching_settings = {}
    cast.network.save()
    assert clock.send_due_waves(now=later) == 1
