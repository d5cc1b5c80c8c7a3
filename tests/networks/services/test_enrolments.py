import datetime as dt

from ecotone.networks.models import Enrolment
from ecotone.networks.services.enrolments import note_enrolment
from tests.factories import Cast

MONDAY, TUESDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 24)


def note(cast: Cast, pupils: dict[str, int], day: dt.date) -> None:
    note_enrolment(
        school=cast.school,
        school_year="2026/27",
        pupils=pupils,
        levels={"S1": "2"},
        source="school office",
        today=day,
        by=cast.head,
    )


def rows() -> list[tuple[str, str, int, dt.date]]:
    return list(
        Enrolment.objects.order_by("grade", "observed_on").values_list(
            "grade", "isced_level", "pupils", "observed_on"
        )
    )


def test_each_number_is_an_observation_with_its_day(cast: Cast) -> None:
    note(cast, {"": 300, "S1": 60}, MONDAY)
    note(cast, {"S1": 62}, TUESDAY)
    assert rows() == [("", "", 300, MONDAY), ("S1", "2", 60, MONDAY), ("S1", "2", 62, TUESDAY)]


def test_same_day_corrects(cast: Cast) -> None:
    note(cast, {"S1": 600}, MONDAY)
    note(cast, {"S1": 60}, MONDAY)
    assert rows() == [("S1", "2", 60, MONDAY)]
