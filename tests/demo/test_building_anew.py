import datetime as dt

import pytest

from ecotone.demo.api import HoldsOtherData, build_demo
from ecotone.matching.models import Offer
from ecotone.networks.models import Network
from tests.demo.conftest import NOON, silent
from tests.factories import make_organisation


def test_other_data_is_never_mixed_with_the_demo(db: None) -> None:
    make_organisation("A real school")
    with pytest.raises(HoldsOtherData):
        build_demo(report=silent, now=NOON)
    assert not Network.objects.exists()


@pytest.mark.parametrize("day", [dt.date(2026, 9, 7), dt.date(2027, 1, 4), dt.date(2027, 7, 20)])
def test_the_demo_can_be_built_on_any_day(db: None, day: dt.date) -> None:
    """At the start of a year, after the holidays, in the middle of summer."""
    now = dt.datetime.combine(day, dt.time(15, 30), tzinfo=dt.UTC)
    summary = build_demo(report=silent, now=now)
    assert dict(summary.counts)["Offers"] == Offer.objects.count()


def test_scale_adds_organisations_offers_and_open_needs(db: None) -> None:
    plain = {"Invented schools": 111, "Offers": 57}
    counts = dict(build_demo(scale=2, report=silent, now=NOON).counts)
    added = {name: counts[name] - number for name, number in plain.items()}
    assert added == {"Invented schools": 440, "Offers": 265}
    assert Network.objects.count() == 21
