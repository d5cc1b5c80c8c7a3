"""Widgets that a phone answers with its own keyboard or calendar, and choices as rows or chips."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

type Words = str | Promise


class DateInput(forms.DateInput):
    """A day, chosen in the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """An hour and minute, without seconds."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%H:%M")


class _Laid:
    """Adds the layout's class to the list of choices."""

    layout: ClassVar[str] = ""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": self.layout, **(attrs or {})}, choices)  # type: ignore[call-arg]


class RadioRows(forms.RadioSelect):
    """One of a few, each in a row that can be pressed as a whole."""


class CheckboxRows(forms.CheckboxSelectMultiple):
    """Several of a few, each in a row that can be pressed as a whole."""


class InlineRadios(_Laid, forms.RadioSelect):
    """One of a few short words or numbers, beside each other."""

    layout = "inline"


class InlineCheckboxes(_Laid, forms.CheckboxSelectMultiple):
    """Several of a few short words, beside each other: weekdays, months."""

    layout = "inline"


class CheckboxColumns(_Laid, forms.CheckboxSelectMultiple):
    """Several of many: two columns where there is room."""

    layout = "columns-2"


def choice_with_hint(label: Words, hint: Words) -> SafeString:
    """The label of a choice with a quieter second line; both are escaped."""
    return format_html('{}<span class="choice-hint">{}</span>', label, hint)
