"""How forms are drawn everywhere, and the few widgets and fields that Django lacks."""

from ecotone.core.forms.languages import LanguageField, LanguagesField
from ecotone.core.forms.renderer import EcotoneRenderer
from ecotone.core.forms.slots import SlotField, SlotWidget
from ecotone.core.forms.widgets import (
    CheckboxColumns,
    CheckboxRows,
    DateInput,
    InlineCheckboxes,
    InlineRadios,
    RadioRows,
    TimeInput,
    choice_with_hint,
)

__all__ = [
    "CheckboxColumns",
    "CheckboxRows",
    "DateInput",
    "EcotoneRenderer",
    "InlineCheckboxes",
    "InlineRadios",
    "LanguageField",
    "LanguagesField",
    "RadioRows",
    "SlotField",
    "SlotWidget",
    "TimeInput",
    "choice_with_hint",
]
