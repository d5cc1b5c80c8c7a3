"""Q1 to Q4, Q7, Q8 and G1 from rows of the database, with the arithmetic in each test."""

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ecotone.accounts.enums import ConsentPurpose, Gender
from ecotone.accounts.models import Consent, User
from ecotone.activities.enums import ActivityStatus, ContributionRole, NotHeldReason, Side
from ecotone.activities.models import Activity, Contribution, Report
from ecotone.evaluation.selectors.brokerage import BrokerageFigures, brokerage_figures
from ecotone.evaluation.selectors.scopes import Scope, scope_of
from ecotone.evaluation.statistics.disclosure.rules import HUB
from ecotone.evaluation.statistics.network_figures import Choice
from ecotone.evaluation.statistics.values import Reason
from ecotone.matching.enums import InvitationState, NeedState, WaveState
from ecotone.matching.models import Invitation, Need, Wave
from ecotone.networks.api import SchoolYear
from tests.evaluation.worlds import visit
from tests.factories import Cast, make_class, make_need, make_network, make_offer, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_november")]
OCTOBER = dt.date(2026, 10, 13)
WHOLE = Choice()


def figures(cast: Cast, choice: Choice = WHOLE) -> BrokerageFigures:
    return brokerage_figures(_scope(cast), choice, HUB, n_schools=2)


def _scope(cast: Cast) -> Scope:
    return scope_of(cast.network, SchoolYear(2026), now=timezone.now())


def need_in(cast: Cast, state: NeedState, **fields: object) -> Need:
    need = make_need(cast.network, cast.class_group, cast.teacher, timezone.now())
    Need.objects.filter(pk=need.pk).update(state=state, **fields)
    return Need.objects.get(pk=need.pk)


def asked(need: Need, number: int, state: InvitationState, **fields: object) -> Invitation:
    wave, _ = Wave.objects.get_or_create(
        need=need,
        round=1,
        number=number,
        defaults={"state": WaveState.SENT, "size": 3, "send_at": timezone.now()},
    )
    offer = make_offer(need.network)
    return Invitation.objects.create(
        need=need,
        offer=offer,
        person=offer.person,
        wave=wave,
        round=1,
        rank=1,
        school_year=need.school_year,
        state=state,
        sent_at=timezone.now(),
        expires_at=timezone.now() + dt.timedelta(days=2),
        decline_reason="DATE" if state == InvitationState.DECLINED else "",
        **fields,
    )


def spoke_at(activity: Activity, person: User, **fields: object) -> Contribution:
    return Contribution.objects.create(
        activity=activity, person=person, role=ContributionRole.ROLE_MODEL, **fields
    )


def test_fill_rate_counts_valid_requests_only(cast: Cast) -> None:
    """1 held of 3 valid, 1 waits: at most 2 of 3. What was taken back and drafts are not valid."""
    held = visit(cast.network, cast.class_group, on=OCTOBER)
    need_in(cast, NeedState.CLOSED, activity=held)
    need_in(cast, NeedState.INVITED)
    need_in(cast, NeedState.EXPIRED)
    need_in(cast, NeedState.WITHDRAWN)
    need_in(cast, NeedState.DRAFT)
    value = figures(cast).fill_rate
    assert (value.numerator, value.denominator, value.upper) == (1, 3, 2 / 3)


def test_time_to_match_runs_from_sending_to_the_visitor_s_yes(cast: Cast) -> None:
    """Sent on the 1st, yes on the 7th: 6 days. The reserve's yes on the 3rd does not count."""
    sent = dt.datetime(2026, 10, 1, 8, tzinfo=dt.UTC)
    need = need_in(cast, NeedState.OPEN, sent_at=sent)
    asked(need, 1, InvitationState.RESERVE, answered_at=sent + dt.timedelta(days=2))
    asked(need, 1, InvitationState.ACCEPTED, answered_at=sent + dt.timedelta(days=6))
    value = figures(cast).time_to_match
    assert (value.value, value.denominator) == (6, 1)


def test_acceptance_takes_a_reserve_for_a_yes_and_leaves_out_the_no_longer_needed(
    cast: Cast,
) -> None:
    """Wave 1: accepted, reserve sent home later (it had said yes), declined: 2 of 3.

    Wave 2: one still open, one told before answering that it is no longer needed: 0 of 1.
    """
    need = need_in(cast, NeedState.OPEN)
    slot, yes_at = need.slots.first(), dt.datetime(2026, 10, 3, 8, tzinfo=dt.UTC)
    asked(need, 1, InvitationState.ACCEPTED, slot=slot, answered_at=yes_at)
    asked(need, 1, InvitationState.WITHDRAWN, slot=slot, answered_at=yes_at)
    asked(need, 1, InvitationState.DECLINED)
    asked(need, 2, InvitationState.SENT, slot=slot)
    asked(need, 2, InvitationState.WITHDRAWN, slot=slot)
    found = figures(cast).acceptance
    assert [(v.part, v.numerator, v.denominator) for v in found] == [
        ("", 2, 4),
        ("1", 2, 3),
        ("2", 0, 1),
    ]
    assert found[0].upper == 0.75


def test_no_show_counts_only_with_the_word_of_both_sides(cast: Cast) -> None:
    """Three visits over: one visitor absent, one class absent as both say, one as one side says."""
    first = visit(cast.network, cast.class_group, on=OCTOBER, status=ActivityStatus.NOT_HELD)
    spoke_at(first, cast.professional, no_show=True)
    for day, sides in [(14, list(Side)), (15, [Side.VISITOR])]:
        missed = visit(
            cast.network,
            cast.class_group,
            on=dt.date(2026, 10, day),
            status=ActivityStatus.NOT_HELD,
        )
        for side in sides:
            Report.objects.create(
                activity=missed,
                side=side,
                held=False,
                not_held_reason=NotHeldReason.CLASS_ABSENT,
                said_at=timezone.now(),
            )
    found = figures(cast)
    assert (found.visitor_no_shows.numerator, found.visitor_no_shows.denominator) == (1, 3)
    assert (found.school_no_shows.numerator, found.school_no_shows.denominator) == (1, 3)


def test_fairness_sees_the_school_that_waits_while_another_had_two(cast: Cast) -> None:
    """Sint-Jan asked and had two visits, De Vaart asked and had none: 1 of 2."""
    need_in(cast, NeedState.OPEN)
    waiting = make_need(
        cast.network, make_class(cast.other_school), cast.other_teacher, timezone.now()
    )
    assert waiting.state == NeedState.OPEN
    visit(cast.network, cast.class_group, on=OCTOBER)
    visit(cast.network, cast.class_group, on=OCTOBER)
    value = figures(cast).fairness
    assert (value.numerator, value.denominator) == (1, 2)


def test_load_of_few_people_is_withheld(cast: Cast) -> None:
    spoke_at(visit(cast.network, cast.class_group, on=OCTOBER), cast.professional)
    assert figures(cast).load.median.reason is Reason.FEW


def test_load_counts_a_person_s_visits_in_other_networks_too(cast: Cast) -> None:
    """Eight people, one visit each here; one has three more elsewhere: 1x7 and 4, the median is 1.

    The cap of that person is 3, so one in eight is over the limit: fewer than 5, hence withheld.
    """
    for _ in range(8):
        person = make_user()
        make_offer(cast.network, person, cap_per_year=3)
        spoke_at(visit(cast.network, cast.class_group, on=OCTOBER), person)
    elsewhere = make_network()
    for _ in range(3):
        spoke_at(visit(elsewhere, cast.class_group, on=OCTOBER), person)
    load = figures(cast).load
    assert (load.median.value, load.median.numerator) == (1, 11)
    assert load.over_limit.reason is Reason.FEW


def test_women_are_counted_only_where_declared_and_agreed(cast: Cast) -> None:
    """12 women and 10 men agreed: 12 / 22 = 55 %. A woman who did not agree is in neither part."""
    held = visit(cast.network, cast.class_group, on=OCTOBER)
    for number in range(23):
        person = make_user(gender=Gender.WOMAN if number < 13 else Gender.MAN)
        spoke_at(held, person)
        if number:
            Consent.objects.create(
                person=person, purpose=ConsentPurpose.GENDER_BALANCE, given_at=timezone.now()
            )
    value = figures(cast).women
    assert (value.numerator, value.denominator, value.value) == (12, 22, 0.55)


def test_person_who_withdrew_or_did_not_come_did_not_speak(cast: Cast) -> None:
    held = visit(cast.network, cast.class_group, on=OCTOBER)
    spoke_at(held, cast.professional, withdrawn_at=timezone.now())
    spoke_at(held, make_user(), no_show=True)
    assert figures(cast).load.median.denominator == 0


def test_choice_narrows_requests_and_visits(cast: Cast) -> None:
    need_in(cast, NeedState.OPEN)
    here = figures(cast, Choice(place="BE/Herentals", level="2"))
    assert here.fill_rate.denominator == 1
    assert figures(cast, Choice(place="BE/Geel")).fill_rate.denominator == 0
    assert figures(cast, Choice(level="1")).fill_rate.denominator == 0


@pytest.mark.parametrize("size", [1, 3])
def test_seven_queries_at_any_size(
    cast: Cast, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(size):
        need = need_in(cast, NeedState.OPEN)
        asked(need, 1, InvitationState.SENT)
        spoke_at(visit(cast.network, cast.class_group, on=OCTOBER), make_user())
    scope = _scope(cast)
    with django_assert_num_queries(7):
        brokerage_figures(scope, WHOLE, HUB, n_schools=2)
