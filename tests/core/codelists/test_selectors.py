"""Labels and choices: in the reader's language, without a query a label."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.template import Context, Template
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from ecotone.core.codelists.selectors import (
    UnknownCodeList,
    attribute,
    choices,
    codes_of,
    forget_code_lists,
    label,
    with_broader,
    with_narrower,
)
from ecotone.core.models.codelists import Code, CodeList

TODAY = dt.date(2026, 11, 22)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    forget_code_lists()
    yield
    forget_code_lists()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Municipality"),
        ("nl", "Gemeente"),
        ("nl-be", "Gemeente"),
        ("DE", "Gemeinde, Kommune"),
        ("hr", "Municipality"),
    ],
)
def test_label_comes_in_the_language_or_in_english(language: str, expected: str) -> None:
    assert label("sector", "GOV-L", language) == expected


def test_label_takes_the_language_of_the_page() -> None:
    with translation.override("pt"):
        assert label("theme", "WATER") == "Água"
    with translation.override(None):
        assert label("theme", "WATER") == "Water"


def test_what_is_unknown_is_labelled_with_its_code() -> None:
    assert label("sector", "NONE-SUCH", "nl") == "NONE-SUCH"
    assert label("no_such_list", "X", "nl") == "X"


def test_code_without_english_is_labelled_with_its_code() -> None:
    row = CodeList.objects.create(code="colour", version="1", valid_from=TODAY)
    Code.objects.create(code_list=row, code="RED", labels={"hr": "crvena"}, valid_from=TODAY)
    assert label("colour", "RED", "nl") == "RED"
    assert label("colour", "RED", "hr") == "crvena"


def test_all_labels_of_a_page_cost_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        for code, _text in choices("sector", "nl", on_date=TODAY):
            label("sector", code, "de")
        label("theme", "WATER", "fr")
    with django_assert_num_queries(0):
        label("indicator", "R1", "es")


def test_choices_stand_in_the_order_of_the_list() -> None:
    assert choices("mode", "nl", on_date=TODAY) == [
        ("ONSITE", "Ter plaatse"),
        ("ONLINE", "Online"),
        ("HYBRID", "Ter plaatse en online"),
    ]


def test_closed_and_coming_codes_are_no_choice() -> None:
    row = CodeList.objects.create(code="colour", version="1", valid_from=dt.date(2026, 1, 1))
    for code, since, until in [
        ("OLD", dt.date(2026, 1, 1), dt.date(2026, 11, 21)),
        ("NOW", dt.date(2026, 1, 1), TODAY),
        ("SOON", dt.date(2026, 11, 23), None),
    ]:
        Code.objects.create(
            code_list=row, code=code, labels={"en": code}, valid_from=since, valid_to=until
        )
    assert choices("colour", "en", on_date=TODAY) == [("NOW", "NOW")]


def test_unknown_list_has_no_choices() -> None:
    with pytest.raises(UnknownCodeList):
        choices("no_such_list", "nl")


def test_attribute_comes_in_the_language_or_as_it_stands() -> None:
    assert attribute("indicator", "R3", "numerator", "nl") == (
        "scholen met minstens één doorgegane activiteit"
    )
    assert attribute("indicator", "R3", "unit", "nl") == "percent"
    assert attribute("theme", "WATER", "isced_f") == ["0521", "0532", "0712"]
    assert attribute("activity_format", "CAREER_TALK", "duration") == {
        "from": 45,
        "to": 90,
        "unit": "minutes",
    }
    assert attribute("indicator", "R3", "colour") is None
    assert attribute("indicator", "R99", "numerator") is None


def test_hierarchy_is_walked_both_ways() -> None:
    assert with_broader("isced_f", "0533") == ["0533", "053", "05"]
    assert with_narrower("isced_f", "054") == ["054", "0541", "0542"]
    assert with_broader("isced_f", "nothing") == []
    assert with_narrower("isced_f", "nothing") == []


def test_codes_carry_what_the_list_says() -> None:
    found = {code.code: code for code in codes_of("mode", on_date=TODAY)}
    assert found["ONLINE"].exact_match == "https://schema.org/OnlineEventAttendanceMode"


def test_template_shows_a_label_in_the_language_of_the_page() -> None:
    with translation.override("fr"):
        shown = Template('{{ code|code_label:"sector" }}').render(Context({"code": "COM-STA"}))
    assert shown == "Jeune pousse (start-up)"
