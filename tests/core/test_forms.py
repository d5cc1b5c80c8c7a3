import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.utils.safestring import mark_safe

from ecotone.core.forms import (
    DateInput,
    InlineRadios,
    LanguageField,
    LanguagesField,
    SlotField,
    TimeInput,
    choice_with_hint,
)

BRUSSELS = ZoneInfo("Europe/Brussels")


class VisitForm(forms.Form):
    when = SlotField(time_zone="Europe/Brussels")
    maybe = SlotField(time_zone="Europe/Brussels", required=False)


def answers(name: str, day: str, start: str, end: str) -> dict[str, str]:
    return {f"{name}_day": day, f"{name}_start": start, f"{name}_end": end}


def test_slot_becomes_two_moments_in_its_time_zone() -> None:
    form = VisitForm(answers("when", "2026-12-03", "10:00", "10:50"))
    assert form.errors == {}
    assert form.cleaned_data == {
        "when": (
            dt.datetime(2026, 12, 3, 10, 0, tzinfo=BRUSSELS),
            dt.datetime(2026, 12, 3, 10, 50, tzinfo=BRUSSELS),
        ),
        "maybe": None,
    }


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("", "", ""), "This field is required."),
        (("2026-12-03", "", ""), "Give the day, and from when until when."),
        (("2026-12-03", "10:00", "09:00"), "The end must come after the beginning."),
        (("2026-12-03", "10:00", "10:00"), "The end must come after the beginning."),
        (("2026-13-03", "10:00", "11:00"), "Enter a valid date."),
    ],
)
def test_slot_says_what_is_wrong(given: tuple[str, str, str], message: str) -> None:
    form = VisitForm(answers("when", *given))
    assert form.errors == {"when": [message]}


def test_half_an_optional_slot_is_an_error_too() -> None:
    form = VisitForm(
        answers("when", "2026-12-03", "10:00", "11:00") | answers("maybe", "", "9:00", "")
    )
    assert form.errors == {"maybe": ["Give the day, and from when until when."]}


def test_slot_shows_a_stored_moment_in_its_time_zone() -> None:
    start = dt.datetime(2026, 12, 3, 9, 0, tzinfo=dt.UTC)
    widget = VisitForm().fields["when"].widget
    assert isinstance(widget, forms.MultiWidget)
    assert widget.decompress((start, start + dt.timedelta(hours=1))) == [
        dt.date(2026, 12, 3),
        dt.time(10, 0),
        dt.time(11, 0),
    ]


def test_each_part_of_a_slot_has_its_own_label() -> None:
    html = str(VisitForm()["when"])
    for part, words in enumerate(("Day", "From", "Until")):
        assert html.count(f'<label for="id_when_{part}">{words}</label>') == 1
        assert html.count(f'id="id_when_{part}"') == 1


def test_what_was_typed_in_a_slot_stays() -> None:
    html = str(VisitForm(answers("when", "2026-12-03", "10:00", "oops"))["when"])
    assert [html.count(f'value="{value}"') for value in ("2026-12-03", "10:00", "oops")] == [
        1,
        1,
        1,
    ]


def test_day_and_time_are_written_as_browsers_want_them() -> None:
    assert DateInput().format_value(dt.date(2026, 3, 1)) == "2026-03-01"
    assert TimeInput().format_value(dt.time(9, 5)) == "09:05"


def test_languages_are_called_by_their_own_names() -> None:
    names = ["English", "Nederlands", "Deutsch", "Français", "Español", "Português"]
    groups = LanguageField().widget.optgroups("x", [])
    assert [option["label"] for _group, options, _n in groups for option in options] == names
    assert LanguagesField().clean(["nl", "fr"]) == ["nl", "fr"]


def test_layout_of_choices_is_a_class_of_the_list() -> None:
    class Scale(forms.Form):
        again = forms.ChoiceField(choices=[("1", "1"), ("2", "2")], widget=InlineRadios)

    html = str(Scale()["again"])
    assert html.count('class="choices inline"') == 1
    assert html.count("inline") == 1


def test_hint_of_a_choice_is_escaped() -> None:
    assert choice_with_hint("<b>", "a & b") == mark_safe(
        '&lt;b&gt;<span class="choice-hint">a &amp; b</span>'
    )
