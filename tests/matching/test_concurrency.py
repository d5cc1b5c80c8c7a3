"""Two people at the same moment: whoever is second finds the world as the first left it.

Threads with connections of their own, on SQLite in a file and on PostgreSQL; a barrier lets them
start together, and several rounds let them meet in different places.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone

from ecotone.activities.api import TimeClaim
from ecotone.activities.enums import CancelReason
from ecotone.core.models import OutgoingMail
from ecotone.matching.enums import InvitationState, NeedState, WaveState
from ecotone.matching.models import Invitation, Need, Wave
from ecotone.matching.services import clock, reminders
from ecotone.matching.services.endings import cancel_by_visitor
from ecotone.matching.services.needs import NeedWish, send_need, withdraw_need
from ecotone.matching.services.waves import send_wave, stand_down_wave
from tests.factories import Cast, make_cast, make_class, make_need, make_offer, school_hours
from tests.matching.crowd import accept, at_once, choices, invite, kinds, on_disk

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


@pytest.fixture
def cast(transactional_db: None, tmp_path: Path, now: dt.datetime) -> Iterator[Cast]:
    with on_disk(tmp_path):
        yield make_cast(now)


def new_need(cast: Cast) -> Need:
    """A need of a class of its own, so that rounds do not meet each other's claims."""
    return make_need(cast.network, make_class(cast.school), cast.teacher, timezone.now())


@pytest.mark.parametrize("people", [2, 4])
def test_many_accept_at_one_moment(cast: Cast, people: int) -> None:
    """RM-2: one visitor, one reserve, thanks to the others, never two visitors."""
    for _ in range(ROUNDS):
        need = new_need(cast)
        invitations = invite(need, [make_offer(cast.network) for _ in range(people)], cast)
        results = at_once(*[partial(accept, one) for one in invitations])
        assert kinds(results)[-2:] == ["reserve", "visitor"], results
        assert set(kinds(results)) <= {"TooLate", "not_needed", "reserve", "visitor"}
        states = Counter(need.invitations.values_list("state", flat=True))
        assert states == Counter(accepted=1, reserve=1, withdrawn=people - 2)
        need.refresh_from_db()
        assert need.state == NeedState.CONFIRMED
        assert need.activity is not None
        assert need.activity.contributions.filter(withdrawn_at=None).count() == 1


def test_same_person_accepts_two_needs_at_one_time(cast: Cast) -> None:
    for _ in range(ROUNDS):
        offer = make_offer(cast.network)
        needs = [new_need(cast), new_need(cast)]
        [one], [two] = (invite(need, [offer], cast) for need in needs)
        results = at_once(partial(accept, one), partial(accept, two))
        assert kinds(results) == ["AlreadyTaken", "visitor"], results
        states = Need.objects.filter(pk__in=[n.pk for n in needs]).values_list("state", flat=True)
        assert sorted(states) == [NeedState.CONFIRMED, NeedState.INVITED]


def test_same_button_pressed_four_times_at_once(cast: Cast) -> None:
    need = new_need(cast)
    [invitation] = invite(need, [make_offer(cast.network)], cast)
    results = at_once(*[lambda: accept(invitation)] * 4)
    assert kinds(results) == ["visitor"] * 4
    kind = Counter(OutgoingMail.objects.values_list("kind", flat=True))
    assert (kind["matching.accepted_visitor"], kind["matching.sheet"]) == (0, 2), (
        "confirmed at once"
    )


def test_two_coordinators_send_a_wave_at_once(cast: Cast) -> None:
    """HC-1: the same three people from both; everybody is asked once."""
    for _ in range(ROUNDS):
        need = new_need(cast)
        chosen = choices(need, [make_offer(cast.network) for _ in range(3)])

        send = partial(
            send_wave,
            need=need,
            choices=chosen,
            subject="",
            message="",
            arm_next=True,
            now=timezone.now(),
            by=cast.coordinator,
        )
        assert len([one for one in kinds(at_once(send, send)) if one == "NotACandidate"]) == 1
        assert need.invitations.count() == 3
        mails = OutgoingMail.objects.filter(kind="matching.ask", about_id=str(need.pk))
        assert mails.count() == 3
        waves = need.waves.order_by("number").values_list("number", "state")
        assert list(waves) == [(1, WaveState.SENT), (2, WaveState.ARMED)]


def test_accept_while_the_visitor_cancels(cast: Cast) -> None:
    """RM-4: whatever comes first, the class has a visitor or one who is asked, never two."""
    for _ in range(ROUNDS):
        need = new_need(cast)
        first, second = invite(need, [make_offer(cast.network) for _ in range(2)], cast)
        accept(first)
        results = at_once(
            partial(
                cancel_by_visitor,
                invitation=first,
                reason=CancelReason.ILLNESS,
                note="",
                now=timezone.now(),
                by=first.person,
            ),
            partial(accept, second),
        )
        need.refresh_from_db()
        first.refresh_from_db()
        second.refresh_from_db()
        assert first.state == InvitationState.CANCELLED
        assert (results[1], second.state, need.state) in [
            ("visitor", InvitationState.ACCEPTED, NeedState.CONFIRMED),
            ("reserve", InvitationState.CALLED, NeedState.INVITED),
        ]
        assert not TimeClaim.objects.filter(subject=f"person:{first.person_id}").exists()
        assert TimeClaim.objects.filter(subject=f"person:{second.person_id}").exists()


def test_accept_while_the_teacher_withdraws(cast: Cast) -> None:
    for _ in range(ROUNDS):
        need = new_need(cast)
        [invitation] = invite(need, [make_offer(cast.network)], cast)
        results = at_once(
            partial(accept, invitation),
            partial(
                withdraw_need,
                need=need,
                reason=CancelReason.OTHER,
                now=timezone.now(),
                by=cast.teacher,
            ),
        )
        need.refresh_from_db()
        assert (kinds(results), need.state) in [
            (["None", "TooLate"], NeedState.WITHDRAWN),
            (["NotAllowedNow", "visitor"], NeedState.CONFIRMED),
        ]


def test_clock_run_by_two_workers_at_once(cast: Cast) -> None:
    """Expiry, the next wave and its mails happen once, however many workers tick."""
    offers = [make_offer(cast.network) for _ in range(6)]
    needs = [new_need(cast) for _ in range(3)]
    for need in needs:
        invite(need, offers[:2], cast)
    later = timezone.now() + dt.timedelta(days=5)

    def tick() -> None:
        clock.expire_invitations(now=later)
        clock.send_due_waves(now=later)
        reminders.remind_to_answer(now=later + dt.timedelta(hours=60))

    assert kinds(at_once(tick, tick)) == ["None", "None"]
    for need in needs:
        by_person = Counter(need.invitations.values_list("person_id", flat=True))
        assert set(by_person.values()) == {1}
        assert len(by_person) == 5, "two at first, then a wave of three"
        assert need.waves.filter(state=WaveState.SENT).count() == 2
    asked = OutgoingMail.objects.filter(kind="matching.ask").values_list("key", flat=True)
    assert len(set(asked)) == len(asked) == 3 * 5
    reminded = OutgoingMail.objects.filter(kind="matching.remind_to_answer").count()
    assert reminded == Invitation.objects.filter(state=InvitationState.SENT).count()


def test_coordinator_holds_the_wave_while_it_goes_out(cast: Cast) -> None:
    """Held or sent, and the board says which: never held with people asked in it."""
    for _ in range(ROUNDS):
        need = new_need(cast)
        invite(need, [make_offer(cast.network)], cast)
        wave = need.waves.get(state=WaveState.ARMED)
        make_offer(cast.network)
        Wave.objects.filter(pk=wave.pk).update(send_at=timezone.now() - dt.timedelta(hours=1))
        at_once(
            partial(stand_down_wave, wave=wave, by=cast.coordinator),
            lambda: clock.send_due_waves(now=timezone.now()),
        )
        wave.refresh_from_db()
        asked = wave.invitations.count()
        assert (wave.state, asked > 0) in [
            (WaveState.STOOD_DOWN, False),
            (WaveState.SENT, True),
        ]


def test_form_sent_twice_at_one_moment_is_filed_once(cast: Cast) -> None:
    wish = NeedWish(
        format="CAREER_TALK",
        theme="Wind",
        language="en",
        mode="ONSITE",
        slots=[school_hours((timezone.now() + dt.timedelta(days=14)).date())],
    )
    for number in range(ROUNDS):

        def press(number: int = number) -> int:
            return send_need(
                network=cast.network,
                class_group=cast.class_group,
                wish=wish,
                form_key=f"form-{number}",
                now=timezone.now(),
                by=cast.teacher,
            ).pk

        results = at_once(press, press, press)
        assert len(set(results)) == 1, results
    assert Need.objects.count() == ROUNDS
    assert OutgoingMail.objects.filter(kind="matching.need_received").count() == ROUNDS
