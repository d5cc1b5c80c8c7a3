import pytest

from ecotone.networks.selectors.grades import grade_name, grades_of_school
from tests.factories import make_school

pytestmark = pytest.mark.django_db


def codes(levels: list[str], languages: list[str], country: str = "BE") -> list[str]:
    school = make_school(country=country, languages=languages, profile={"isced_levels": levels})
    return [grade.code for grade in grades_of_school(school)]


def test_grades_follow_levels_and_languages() -> None:
    assert codes(["2", "3"], ["nl"]) == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert codes(["02"], ["nl"]) == ["K1", "K2", "K3"]
    assert codes(["0"], ["nl"]) == ["K1", "K2", "K3"]
    assert codes(["1"], ["fr"]) == ["P1", "P2", "P3", "P4", "P5", "P6"]


def test_school_of_unknown_levels_may_teach_every_grade() -> None:
    assert len(codes([], ["nl"])) == 15


def test_country_without_a_pack_has_no_grades_and_shows_codes_as_they_are() -> None:
    assert codes(["2"], ["is"], country="IS") == []
    assert grade_name(make_school(country="IS"), "8. bekkur", "en") == "8. bekkur"
