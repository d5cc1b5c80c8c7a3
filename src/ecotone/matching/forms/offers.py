"""The offer of a professional or a place: usable after the first page, finished in ten minutes."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from ecotone.activities.enums import ActivityFormat, Mode
from ecotone.core.api import code_choices
from ecotone.matching.enums import LanguageLevel
from ecotone.matching.forms.needs import TimeInput
from ecotone.matching.models import Offer
from ecotone.networks.api import Organisation, find_place

LARGEST_GROUP = 1000
WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
]
MONTHS = [
    (9, _("September")),
    (10, _("October")),
    (11, _("November")),
    (12, _("December")),
    (1, _("January")),
    (2, _("February")),
    (3, _("March")),
    (4, _("April")),
    (5, _("May")),
    (6, _("June")),
    (7, _("July")),
    (8, _("August")),
]
LEVELS = [
    ("0", _("Nursery school (up to 6 years)")),
    ("1", _("Primary (about 6 to 12 years)")),
    ("2", _("Lower secondary (about 12 to 15 years)")),
    ("3", _("Upper secondary (about 15 to 18 years)")),
]


class CheckboxList(forms.TypedMultipleChoiceField):
    """Several of a few, each in a row of its own."""

    widget = forms.CheckboxSelectMultiple


class OfferEssentialsForm(forms.Form):
    """The first page: with this a class can be found."""

    who = forms.ChoiceField(label=_("Who offers this?"), required=False, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("What do you do, in one line?"),
        max_length=120,
        help_text=_("As you would tell a neighbour. For example: I test the water of brooks."),
    )
    job_in_plain_words = forms.CharField(
        label=_("Your work in plain words"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "What is your day like, and what could pupils see, touch or try? Any language."
        ),
    )
    formats = CheckboxList(
        label=_("What would you like to do?"),
        choices=ActivityFormat.choices,
        initial=[ActivityFormat.CAREER_TALK],
    )
    isced_levels = CheckboxList(label=_("For which age?"), choices=LEVELS, initial=["2"])
    languages = CheckboxList(
        label=_("In which languages do you speak fluently to a class?"),
        choices=settings.LANGUAGES,
        required=False,
    )
    languages_good = CheckboxList(
        label=_("And in which well enough for a class?"),
        choices=settings.LANGUAGES,
        required=False,
    )
    mode = forms.ChoiceField(
        label=_("Where?"),
        choices=[
            (Mode.ONSITE, _("At the school")),
            (Mode.ONLINE, _("Online")),
            (Mode.HYBRID, _("Both")),
        ],
        widget=forms.RadioSelect,
        initial=Mode.HYBRID,
    )
    base_name = forms.CharField(
        label=_("From which town do you start?"),
        max_length=120,
        required=False,
        help_text=_("Only used for the distance; schools do not see it."),
    )
    radius_km = forms.IntegerField(
        label=_("How far do you travel (km)?"), min_value=1, max_value=500, initial=25
    )
    code_of_conduct = forms.BooleanField(
        label=_(
            "I keep to the code of conduct: never alone with pupils, no contact with pupils outside"
            " the visit, no advertising, no photos without the school's consent."
        )
    )

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["who"]
        if isinstance(who, forms.ChoiceField):
            who.choices = [
                ("", _("Myself")),
                *(
                    (str(one.pk), _("%(name)s, for which I answer") % {"name": one.name})
                    for one in organisations
                ),
            ]
        self.organisations = {str(one.pk): one for one in organisations}
        if not organisations:
            del self.fields["who"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        fluent, good = cleaned.get("languages", []), cleaned.get("languages_good", [])
        if not fluent and not good:
            self.add_error("languages", _("Choose at least one language."))
        cleaned["language_levels"] = {
            **dict.fromkeys(good, LanguageLevel.GOOD.value),
            **dict.fromkeys(fluent, LanguageLevel.FLUENT.value),
        }
        cleaned["organisation"] = self.organisations.get(cleaned.get("who", ""))
        if cleaned.get("mode") == Mode.ONLINE:
            return cleaned
        name = cleaned.get("base_name", "")
        if not name:
            self.add_error("base_name", _("Name a town, or choose online."))
            return cleaned
        place = find_place(name)
        if place is None:
            self.add_error(
                "base_name",
                _("We do not know %(name)s. Try the municipality or a larger town nearby.")
                % {"name": name},
            )
            return cleaned
        cleaned["latitude"], cleaned["longitude"] = place
        return cleaned


class OfferDetailsForm(forms.ModelForm[Offer]):
    """The rest, all with sensible answers filled in."""

    fields_of_study = CheckboxList(label=_("Your fields"), required=False)
    weekdays = CheckboxList(label=_("On which days?"), choices=WEEKDAYS, coerce=int)
    months = CheckboxList(label=_("In which months?"), choices=MONTHS, coerce=int)

    class Meta:
        model = Offer
        fields = [
            "fields_of_study",
            "weekdays",
            "from_time",
            "until_time",
            "months",
            "group_min",
            "group_max",
            "cap_per_year",
            "equipment_needed",
            "needs_step_free",
            "offers_role_model_wish",
            "will_not_do",
        ]
        widgets = {"from_time": TimeInput(), "until_time": TimeInput()}

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("group_min", "group_max"):
            self.fields[name].validators.append(MaxValueValidator(LARGEST_GROUP))
        field = self.fields["fields_of_study"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (code, label)
                for code, label in code_choices("isced_f", language)
                if len(code) == 3 and code[:2] in {"05", "06", "07", "08", "09"}
            ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("group_max", 1) < cleaned.get("group_min", 1):
            self.add_error("group_max", _("The largest group cannot be smaller than the smallest."))
        if cleaned.get("until_time", dt.time.max) <= cleaned.get("from_time", dt.time.min):
            self.add_error("until_time", _("The day must end after it starts."))
        return cleaned


class InductionForm(forms.Form):
    """What every visitor knows before the first visit."""

    path = forms.BooleanField(label=_("I will show my path, with its detours and setbacks."))
    work = forms.BooleanField(label=_("I will say what the work is like on an ordinary day."))
    dialogue = forms.BooleanField(
        label=_("I will leave at least half of the time for talking with the pupils.")
    )
    emphasis = forms.BooleanField(
        label=_("I will not dwell on how few women or others like me there are.")
    )
    safety = forms.BooleanField(
        label=_("I am never alone with pupils; a teacher stays in the room or in the call.")
    )
