"""The three-minute form of a teacher (TE-1), and the small forms around a need."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from ecotone.activities.enums import ActivityFormat, CancelReason, Mode
from ecotone.core.api import code_choices
from ecotone.matching.services.needs import NeedWish
from ecotone.networks.api import ClassGroup

SLOTS = (1, 2, 3)
FURTHEST = dt.timedelta(days=400)
DURATIONS = [
    (45, _("45 minutes")),
    (50, _("50 minutes")),
    (60, _("1 hour")),
    (90, _("1½ hours")),
    (120, _("2 hours")),
    (180, _("3 hours")),
    (360, _("a whole day")),
]
NO_WISH = ""
WISHES = [
    (NO_WISH, _("No wish")),
    ("woman", _("A woman, if somebody offers it")),
    ("man", _("A man, if somebody offers it")),
]


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%H:%M")


def clean_start(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The moment (UTC) of what was typed in the school's time zone.

    In UTC, so that a lesson keeps its length on the days when the clocks change. Raises
    ValidationError when it is past or far away.
    """
    today = timezone.localdate(timezone=zone)
    if day > today + FURTHEST:
        raise ValidationError(_("That is more than a year away. Please check the year."))
    start = dt.datetime.combine(day, time, tzinfo=zone) if day >= today else None
    if start is None or start <= timezone.now():
        raise ValidationError(_("This moment has gone by. Choose a later day."))
    return start.astimezone(dt.UTC)


class SlotsForm(forms.Form):
    """Up to three possible times in the time zone of the school, the best first."""

    duration = forms.TypedChoiceField(
        label=_("How long?"), choices=DURATIONS, coerce=int, initial=50
    )

    def __init__(self, *args: Any, time_zone: str, slots_required: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(time_zone)
        for number in SLOTS:
            required = number == 1 and slots_required
            self.fields[f"day_{number}"] = forms.DateField(
                label=_("Day"), widget=DateInput(), required=required
            )
            self.fields[f"time_{number}"] = forms.TimeField(
                label=_("Starts at"), widget=TimeInput(), required=required
            )

    def slot_rows(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        """Number, day and time of each slot, for the page."""
        return [(n, self[f"day_{n}"], self[f"time_{n}"]) for n in SLOTS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        slots = []
        for number in SLOTS:
            day, time = cleaned.get(f"day_{number}"), cleaned.get(f"time_{number}")
            if day and time:
                try:
                    start = clean_start(day, time, self.zone)
                except ValidationError as error:
                    self.add_error(f"day_{number}", error)
                    continue
                slots.append((start, start + dt.timedelta(minutes=cleaned.get("duration", 50))))
            elif day and f"time_{number}" not in self.errors:
                self.add_error(f"time_{number}", _("Say at what time the lesson starts."))
            elif time and f"day_{number}" not in self.errors:
                self.add_error(f"day_{number}", _("Say on which day."))
        if len({start for start, _end in slots}) < len(slots):
            self.add_error(None, _("Two of the times are the same. Change or empty one of them."))
        cleaned["slots"] = slots
        return cleaned


class ClassChoiceField(forms.ModelChoiceField[ClassGroup]):
    """A class by label, grade and size, with its school."""

    def label_from_instance(self, obj: ClassGroup) -> str:
        return f"{obj.label} ({obj.grade}, {obj.headcount}) – {obj.school.name}"


class NeedForm(SlotsForm):
    """Everything a teacher is asked; most of it is filled in before they come."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    format = forms.ChoiceField(
        label=_("What would you like?"),
        choices=ActivityFormat.choices,
        widget=forms.RadioSelect,
        initial=ActivityFormat.CAREER_TALK,
    )
    class_group = ClassChoiceField(
        label=_("Which class?"), queryset=ClassGroup.objects.none(), empty_label=None
    )
    theme = forms.CharField(
        label=_("Theme"),
        max_length=200,
        help_text=_(
            "In your own words, in your own language. For example: the brook behind our school."
        ),
    )
    topic = forms.ChoiceField(
        label=_("Which field comes closest?"),
        required=False,
        help_text=_("If you know it. The words of your theme are read as well, in any language."),
    )
    already_done = forms.CharField(
        label=_("What did the pupils already do?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One line helps the visitor to start at the right place. No names of pupils."),
    )
    language = forms.ChoiceField(label=_("In which language?"))
    mode = forms.ChoiceField(
        label=_("Where?"), choices=Mode.choices, widget=forms.RadioSelect, initial=Mode.HYBRID
    )
    room = forms.CharField(label=_("Room"), max_length=80, required=False)
    equipment = forms.CharField(
        label=_("What is in the room?"),
        max_length=200,
        required=False,
        help_text=_("Screen, water, power, tables that can be moved."),
    )
    wish = forms.ChoiceField(
        label=_("Do you have a wish for the role model?"), choices=WISHES, required=False
    )
    step_free_needed = forms.BooleanField(
        label=_("A pupil needs step-free access at a visit elsewhere"), required=False
    )
    step_free_school = forms.BooleanField(
        label=_("Our room can be reached without steps"), required=False
    )

    def __init__(
        self, *args: Any, class_groups: Any, languages: list[tuple[str, str]], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        field = self.fields["class_group"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = class_groups
        language = self.fields["language"]
        if isinstance(language, forms.ChoiceField):
            language.choices = languages
        topic = self.fields["topic"]
        if isinstance(topic, forms.ChoiceField):
            topic.choices = [("", _("I leave it open")), *code_choices("theme")]
        self.fields["form_key"].initial = get_random_string(32)

    def wish_of_teacher(self) -> NeedWish:
        """The cleaned form as what the service takes."""
        data = self.cleaned_data
        return NeedWish(
            format=data["format"],
            theme=data["theme"],
            topics=[data["topic"]] if data["topic"] else [],
            language=data["language"],
            mode=data["mode"],
            slots=data["slots"],
            already_done=data["already_done"],
            wish=data["wish"],
            room=data["room"],
            equipment=data["equipment"],
            step_free_needed=data["step_free_needed"],
            step_free_school=data["step_free_school"],
        )


class ReasonForm(forms.Form):
    """Why something is called off."""

    reason = forms.ChoiceField(
        label=_("What is the reason?"), choices=CancelReason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Anything the coordinator should know?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MoveForm(forms.Form):
    """Another time for an agreed visit."""

    day = forms.DateField(label=_("New day"), widget=DateInput())
    time = forms.TimeField(label=_("Starts at"), widget=TimeInput())

    def __init__(self, *args: Any, time_zone: str, length: dt.timedelta, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.zone, self.length = ZoneInfo(time_zone), length

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("day") and cleaned.get("time"):
            try:
                start = clean_start(cleaned["day"], cleaned["time"], self.zone)
            except ValidationError as error:
                self.add_error("day", error)
            else:
                cleaned["starts_at"], cleaned["ends_at"] = start, start + self.length
        return cleaned


class PracticalForm(forms.Form):
    """What the visitor must know about the place."""

    room = forms.CharField(label=_("Room"), max_length=80, required=False)
    arrival = forms.CharField(
        label=_("How to arrive and where to report"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    equipment = forms.CharField(label=_("What is in the room?"), max_length=200, required=False)
    meeting_link = forms.URLField(
        label=_("Link to the online room"),
        required=False,
        assume_scheme="https",
        help_text=_("The teacher is the host and stays in the room."),
    )
