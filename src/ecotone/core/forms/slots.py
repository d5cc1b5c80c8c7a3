"""A moment with a beginning and an end, as three plain inputs."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ecotone.core.forms.widgets import DateInput, TimeInput

type Slot = tuple[dt.datetime, dt.datetime]


class SlotWidget(forms.MultiWidget):
    """Day, start and end; the phone brings its own calendar and clock."""

    template_name = "django/forms/widgets/slot.html"
    use_fieldset = True
    labels = (_("Day"), _("From"), _("Until"))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"day": DateInput(), "start": TimeInput(), "end": TimeInput()}, attrs)
        self.zone: ZoneInfo | None = None

    def decompress(self, value: Slot | None) -> list[dt.date | dt.time | None]:
        if value is None:
            return [None, None, None]
        start, end = (moment.astimezone(self.zone) for moment in value)
        return [start.date(), start.time(), end.time()]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], self.labels, strict=True):
            part["label"] = label
            part["attrs"].pop("aria-describedby", None)
        return context


class SlotField(forms.MultiValueField):
    """A slot in the given time zone; cleans to ``(start, end)``, both aware, end after start.

    An empty optional field cleans to ``None``.
    """

    widget = SlotWidget
    default_error_messages = {
        "incomplete": _("Give the day, and from when until when."),
        "backwards": _("The end must come after the beginning."),
    }

    def __init__(self, *, time_zone: str, **kwargs: Any) -> None:
        self.zone = ZoneInfo(time_zone)
        parts = (forms.DateField(), forms.TimeField(), forms.TimeField())
        super().__init__(fields=parts, require_all_fields=True, **kwargs)
        if isinstance(self.widget, SlotWidget):
            self.widget.zone = self.zone

    def clean(self, value: Any) -> Slot | None:
        filled = [part for part in value or [] if part not in self.empty_values]
        if filled and len(filled) < len(self.fields):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        slot: Slot | None = super().clean(value)
        return slot

    def compress(self, data_list: list[Any]) -> Slot | None:
        if not data_list:
            return None
        day, start, end = data_list
        if end <= start:
            raise ValidationError(self.error_messages["backwards"], code="backwards")
        return (
            dt.datetime.combine(day, start, tzinfo=self.zone),
            dt.datetime.combine(day, end, tzinfo=self.zone),
        )
