"""The real Dutch register. It is no part of the product: found beside the repository, or skipped.

``ECOTONE_SHARED_DATA`` names another folder with ``nl-schools-2024.csv``.
"""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.db.models import Sum

from ecotone.networks.importing.comparing import counts_of
from ecotone.networks.importing.writing import write_schools
from ecotone.networks.models import Enrolment, Organisation
from tests.networks.importing.end_state import end_hash
from tests.networks.importing.samples import check

BESIDE = Path(__file__).resolve().parents[3].parent / "shared" / "data"
REGISTER = Path(os.environ.get("ECOTONE_SHARED_DATA", BESIDE)) / "nl-schools-2024.csv"
TODAY = dt.date(2026, 11, 22)

pytestmark = pytest.mark.skipif(
    not REGISTER.is_file(),
    reason=f"{REGISTER} is absent; set ECOTONE_SHARED_DATA to the folder of the Dutch register",
)


def test_every_row_of_the_register_is_understood() -> None:
    """8,717 rows; 95 of them are further buildings, with the pupils of the site said again."""
    checked = check(REGISTER)
    assert checked.problems == []
    assert counts_of(checked, None) == {
        "rows": 8717,
        "schools": 8622,
        "repeated": 95,
        "bad": 0,
        "problems": 0,
        "pupils": 2_391_721,
        "without_pupils": 271,
        "without_place": 0,
    }
    names = {facts.municipality for facts in checked.schools.values()}
    assert len(names) == 342
    assert {"'s-Gravenhage", "Alphen aan den Rijn", "Súdwest-Fryslân"} <= names
    assert [name for name in names if name == name.upper()] == []


@pytest.mark.django_db
def test_the_register_is_imported_twice_with_the_same_end() -> None:
    checked = check(REGISTER)
    write_schools(checked=checked, joins=None, network=None, today=TODAY)
    once = end_hash()
    plan = write_schools(checked=check(REGISTER), joins=None, network=None, today=TODAY)
    assert (len(plan.new), len(plan.changes), plan.unchanged) == (0, 0, 8622)
    assert end_hash() == once
    assert Organisation.objects.count() == 8622
    assert Enrolment.objects.aggregate(total=Sum("pupils")) == {"total": 2_391_721}
