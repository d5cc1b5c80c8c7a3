import datetime as dt
from collections.abc import Iterator

from django.core import serializers
from django.db import models

from ecotone.accounts.models import User
from ecotone.activities.models import Activity, TimeClaim
from ecotone.core.models import OutgoingMail
from ecotone.demo.api import DemoSummary, build_demo
from ecotone.matching.enums import InvitationState, NeedState, WaveState
from ecotone.matching.models import Invitation, Need, Offer, Wave
from ecotone.networks.models import ClassGroup, Enrolment, Membership, Network, Organisation
from tests.demo.conftest import NOON, silent

MARK = "(demo)"
LANGUAGES = ("nl", "de", "fr", "es", "pt", "en")


def test_summary_counts_what_stands(demo: DemoSummary) -> None:
    counts = dict(demo.counts)
    assert counts["Networks"] == Network.objects.count() == 21
    assert counts["Invented schools"] == Organisation.objects.schools().count()
    assert counts["Needs"] == Need.objects.count()
    assert [path for path, _words in demo.places][:2] == ["/look-around/", "/mail/"]


def test_neteland_has_its_thirty_seven_schools_in_five_municipalities(demo: DemoSummary) -> None:
    schools = Organisation.objects.schools().filter(memberships__network__slug="stem-neteland")
    assert schools.count() == 37
    assert set(schools.values_list("municipality_name", flat=True)) == {
        "Grobbendonk",
        "Herentals",
        "Herenthout",
        "Olen",
        "Vorselaar",
    }


def test_everything_invented_is_marked(demo: DemoSummary) -> None:
    """Domain brief 8: mark every synthetic value; real bodies bring nothing but their source."""
    assert not User.objects.filter(is_synthetic=False).exists()
    assert not User.objects.exclude(name__endswith=MARK).exists()
    assert not User.objects.exclude(email__endswith="@example.org").exists()
    invented = Organisation.objects.filter(is_synthetic=True)
    assert not invented.exclude(name__endswith=MARK).exists()
    assert not Organisation.objects.schools().filter(is_synthetic=False).exists()
    for model in (Need, Offer, Activity):
        assert not model.objects.filter(is_synthetic=False).exists()
    assert not Enrolment.objects.exclude(source__startswith="synthetic").exists()


def test_real_bodies_have_a_source_and_no_person_or_offer(demo: DemoSummary) -> None:
    real = Organisation.objects.filter(is_synthetic=False)
    assert real.count() > 50
    assert not real.filter(source="").exists()
    assert not real.filter(affiliations__isnull=False).exists()
    assert not real.filter(offers__isnull=False).exists()
    assert not real.filter(contributions__isnull=False).exists()


def test_no_real_network_claims_that_its_country_rules_were_confirmed(demo: DemoSummary) -> None:
    confirmed = Network.objects.exclude(country_pack_confirmed_on=None)
    assert list(confirmed.values_list("is_synthetic", flat=True)) == [True]


def test_classes_have_plausible_sizes_and_some_schools_say_nothing(demo: DemoSummary) -> None:
    """Domain brief 8.6: 17 to 27 pupils; a missing enrolment stays missing."""
    sizes = ClassGroup.objects.aggregate(low=models.Min("headcount"), high=models.Max("headcount"))
    assert sizes == {"low": 17, "high": 27}
    silent_schools = Organisation.objects.schools().filter(enrolments=None)
    assert 5 <= silent_schools.count() <= 20


def test_needs_and_offers_speak_six_languages(demo: DemoSummary) -> None:
    assert set(Need.objects.values_list("language", flat=True)) == set(LANGUAGES)
    spoken = {code for row in Offer.objects.values_list("languages", flat=True) for code in row}
    assert set(LANGUAGES) <= spoken


def test_needs_stand_in_every_state_that_a_coordinator_meets(demo: DemoSummary) -> None:
    states = set(Need.objects.values_list("state", flat=True))
    assert {
        NeedState.OPEN,
        NeedState.INVITED,
        NeedState.ACCEPTED,
        NeedState.CONFIRMED,
        NeedState.CLOSED,
        NeedState.EXPIRED,
        NeedState.CANCELLED_BY_SCHOOL,
    } <= states


def test_invitations_stand_in_every_state(demo: DemoSummary) -> None:
    states = set(Invitation.objects.values_list("state", flat=True))
    assert states == set(InvitationState.values)


def test_waves_wait_armed_behind_those_that_are_out(demo: DemoSummary) -> None:
    assert Wave.objects.filter(state=WaveState.ARMED, send_at__gt=NOON).exists()


def test_one_school_in_four_or_so_was_never_served(demo: DemoSummary) -> None:
    schools = Organisation.objects.schools()
    never = schools.exclude(hosted_activities__status="HELD").distinct().count()
    assert 0.15 <= never / schools.count() <= 0.6


def test_shared_schools_are_in_two_networks(demo: DemoSummary) -> None:
    """Networks overlap: some Portuguese schools also have a science club."""
    clubs = Membership.objects.filter(network__slug="ciencia-viva-clubs")
    factory = Membership.objects.filter(network__slug="icse-factory-pt")
    shared = set(clubs.values_list("organisation", flat=True)) & set(
        factory.values_list("organisation", flat=True)
    )
    assert len(shared) == 7


def test_upcoming_visits_hold_the_time_of_person_and_class(demo: DemoSummary) -> None:
    ahead = Activity.objects.filter(status="CONFIRMED", starts_at__gt=NOON)
    assert ahead.count() >= 6
    for activity in ahead:
        claims = TimeClaim.objects.filter(holder=f"activity:{activity.pk}")
        assert {row.subject.split(":")[0] for row in claims} >= {"class"}
        assert len({row.subject for row in claims}) >= 2


def test_mails_of_the_past_have_left_and_the_latest_wait(demo: DemoSummary) -> None:
    assert OutgoingMail.objects.filter(status="sent", queued_at__lt=NOON).count() > 100
    assert not OutgoingMail.objects.filter(queued_at__gt=NOON).exists()


def test_nothing_was_sent_in_the_night(demo: DemoSummary) -> None:
    old = OutgoingMail.objects.filter(queued_at__lt=NOON - dt.timedelta(days=2))
    assert {mail.queued_at.hour for mail in old} == {9}


def test_building_again_changes_nothing(demo: DemoSummary) -> None:
    before = list(_everything())
    again = build_demo(report=silent, now=NOON + dt.timedelta(days=1))
    assert again == demo
    assert list(_everything()) == before


def _everything() -> Iterator[str]:
    for model in (Network, Organisation, User, ClassGroup, Offer, Need, Activity, Invitation):
        yield serializers.serialize("json", model._base_manager.order_by("pk"))
