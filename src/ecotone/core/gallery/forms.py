"""A form with one field of each kind, for the gallery."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ecotone.core.forms import (
    CheckboxColumns,
    DateInput,
    InlineCheckboxes,
    InlineRadios,
    LanguagesField,
    RadioRows,
    SlotField,
    TimeInput,
    choice_with_hint,
)

FORMATS = [
    (
        "talk",
        choice_with_hint(_("Career talk"), _("One lesson: somebody tells about their work.")),
    ),
    ("lab", choice_with_hint(_("Visit to a laboratory"), _("Half a day, the class travels."))),
    ("online", choice_with_hint(_("Online conversation"), _("30 minutes, from anywhere."))),
]
TOPICS = [
    ("water", _("Water and rivers")),
    ("energy", _("Energy")),
    ("health", _("Health")),
    ("food", _("Food and farming")),
    ("data", _("Data and computing")),
    ("space", _("Space")),
]
WEEKDAYS = [(str(n), day) for n, day in enumerate(("Mo", "Tu", "We", "Th", "Fr"))]
AGAIN = [(str(n), str(n)) for n in range(1, 6)]


class SampleForm(forms.Form):
    """Asks nothing of anybody; it is only drawn."""

    theme = forms.CharField(
        label=_("Theme"),
        help_text=_("In your own words. For example: the brook behind our school."),
    )
    email = forms.EmailField(label=_("E-mail address"))
    note = forms.CharField(
        label=_("What did the pupils already do?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    class_group = forms.ChoiceField(
        label=_("Which class?"), choices=[("", _("Choose a class")), ("3b", "3B (24)")]
    )
    pupils = forms.IntegerField(label=_("How many pupils were there?"), min_value=1)
    format = forms.ChoiceField(
        label=_("What would you like?"), choices=FORMATS, widget=RadioRows, initial="talk"
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"), choices=TOPICS, widget=CheckboxColumns, required=False
    )
    weekdays = forms.MultipleChoiceField(
        label=_("On which days?"), choices=WEEKDAYS, widget=InlineCheckboxes, initial=["1", "3"]
    )
    again = forms.ChoiceField(
        label=_("Would you do it again? (1: no, 5: gladly)"), choices=AGAIN, widget=InlineRadios
    )
    languages = LanguagesField(label=_("Languages"), initial=["en"])
    slot = SlotField(label=_("When?"), time_zone="Europe/Brussels")
    register = forms.FileField(label=_("List of schools"), required=False)
    conduct = forms.BooleanField(label=_("I keep to the code of conduct."))


class MomentForm(forms.Form):
    """A possible moment, as in the teacher's form."""

    day = forms.DateField(label=_("Day"), widget=DateInput)
    start = forms.TimeField(label=_("From"), widget=TimeInput)
    end = forms.TimeField(label=_("Until"), widget=TimeInput, required=False)


class FilterForm(forms.Form):
    """Narrows a list down."""

    words = forms.CharField(label=_("Words"), required=False)
    sector = forms.ChoiceField(
        label=_("Sector"), choices=[("", _("All")), ("s", _("Schools"))], required=False
    )
    place = forms.CharField(label=_("Municipality"), required=False)
