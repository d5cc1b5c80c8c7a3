"""An exact time at which an offer can be had."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ecotone.matching.forms.needs import DateInput, TimeInput, clean_start


class OfferSlotForm(forms.Form):
    """Day, from and until, in the time zone of the network."""

    day = forms.DateField(label=_("Day"), widget=DateInput())
    from_time = forms.TimeField(label=_("From"), widget=TimeInput())
    until_time = forms.TimeField(label=_("Until"), widget=TimeInput())

    def __init__(self, *args: Any, time_zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(time_zone)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, start, end = (cleaned.get(name) for name in ("day", "from_time", "until_time"))
        if not (day and start and end):
            return cleaned
        try:
            cleaned["starts_at"] = clean_start(day, start, self.zone)
        except ValidationError as error:
            self.add_error("day", error)
            return cleaned
        # Compared in UTC: on the day when the clocks change, half past two may come after three.
        cleaned["ends_at"] = dt.datetime.combine(day, end, tzinfo=self.zone).astimezone(dt.UTC)
        if cleaned["ends_at"] <= cleaned["starts_at"]:
            self.add_error("until_time", _("The end must be later than the start."))
        return cleaned
