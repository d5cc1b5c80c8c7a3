"""What an invited person and both sides of a visit fill in: one question a page."""

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ecotone.activities.api import Statement
from ecotone.activities.enums import NotHeldReason
from ecotone.core.forms import InlineRadios
from ecotone.matching.enums import DeclineReason
from ecotone.matching.forms.needs import DateInput, MoveForm, TimeInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecotone.matching.models import NeedSlot


class AcceptForm(forms.Form):
    """Yes, at one of the times."""

    slot = forms.ChoiceField(label=_("Which time suits you?"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, slots: "Sequence[NeedSlot]", time_zone: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {str(slot.pk): slot for slot in slots}
        zone = ZoneInfo(time_zone)
        field = self.fields["slot"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(pk, slot_label(slot, zone)) for pk, slot in self.slots.items()]

    def chosen(self) -> "NeedSlot":
        return self.slots[self.cleaned_data["slot"]]


def slot_label(slot: "NeedSlot", zone: ZoneInfo) -> str:
    """Day and hours in the school's time zone."""
    start, end = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
    return f"{date_format(start, 'WEEKDAY_DATE_TIME')}–{end:%H:%M}"


class DeclineForm(forms.Form):
    """No, and why; the reason makes the next question a better one."""

    reason = forms.ChoiceField(
        label=_("Why not this time?"), choices=DeclineReason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Anything to add?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OtherDateForm(MoveForm):
    """Not this date, but that one."""

    day = forms.DateField(label=_("Which day would suit you?"), widget=DateInput())
    time = forms.TimeField(label=_("From what time?"), widget=TimeInput())
    note = forms.CharField(label=_("Anything to add?"), required=False, max_length=500)


HELD = [("yes", _("Yes, it took place")), ("no", _("No, it did not take place"))]
ASKED = [("yes", _("Yes, many")), ("some", _("A few")), ("no", _("No"))]
AGAIN = [(str(n), str(n)) for n in range(1, 6)]


class HeadcountField(forms.IntegerField):
    """Must be filled in when the visit was held, so the page does not call it optional."""

    is_expected = True


class AfterwardsForm(forms.Form):
    """Held or not, and two questions, in under a minute (TE-2)."""

    held = forms.ChoiceField(
        label=_("Did the visit take place?"), choices=HELD, widget=forms.RadioSelect
    )
    present = HeadcountField(
        label=_("How many pupils were there?"), min_value=1, max_value=400, required=False
    )
    not_held_reason = forms.ChoiceField(
        label=_("If not: what happened?"),
        choices=[("", _("Choose a reason")), *NotHeldReason.choices],
        required=False,
    )
    pupils_asked = forms.ChoiceField(
        label=_("Did pupils ask questions of their own?"),
        choices=ASKED,
        widget=forms.RadioSelect,
        required=False,
    )
    again = forms.TypedChoiceField(
        label=_("Would you do it again? (1: no, 5: gladly)"),
        choices=AGAIN,
        widget=InlineRadios,
        coerce=int,
        empty_value=None,
        required=False,
    )
    note = forms.CharField(
        label=_("Anything for the coordinator? No names of pupils."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, is_school: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_school = is_school
        if not is_school:
            del self.fields["present"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        held = cleaned.get("held")
        if held == "yes" and self.is_school and not cleaned.get("present"):
            self.add_error("present", _("Say how many pupils were there; a count is enough."))
        if held == "no":
            # Nobody was there, so whatever stands in the field for the headcount is no mistake.
            self.errors.pop("present", None)
            cleaned["present"] = None
            if not cleaned.get("not_held_reason"):
                self.add_error("not_held_reason", _("Choose what happened."))
        return cleaned

    def statement(self) -> Statement:
        data = self.cleaned_data
        return Statement(
            held=data["held"] == "yes",
            not_held_reason=data["not_held_reason"],
            present=data.get("present"),
            pupils_asked=data["pupils_asked"],
            again=data["again"],
            note=data["note"],
        )


PLACES = ("[[name]]", "[[link]]")


class WaveForm(forms.Form):
    """The mail of a wave, before it goes."""

    offers = forms.MultipleChoiceField(
        label=_("Whom to ask"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one person."),
            "invalid_choice": _(
                "Somebody you chose can no longer be asked: asked already, paused or busy by now."
                " Below is the list as it stands."
            ),
        },
    )
    subject = forms.CharField(label=_("Subject"), max_length=200, required=False)
    message = forms.CharField(
        label=_("Message"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    reword = forms.BooleanField(
        label=_("Send my words instead of the standard mail"), required=False
    )
    arm_next = forms.BooleanField(
        label=_("Ask the next ones by itself when nobody accepts in time"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["offers"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("reword"):
            return cleaned
        if not cleaned.get("subject") and "subject" not in self.errors:
            self.add_error("subject", _("Give your mail a subject."))
        message = cleaned.get("message")
        missing = [place for place in PLACES if message is not None and place not in message]
        for place in missing:
            words = _("Keep %(place)s in the text: it becomes each person's own.")
            self.add_error("message", words % {"place": place})
        return cleaned
