"""The forms of an import: which file, and what its columns mean."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ecotone.core.forms import DateInput
from ecotone.networks.importing.countries import country_name, known_countries
from ecotone.networks.importing.fields import FIELDS, REQUIRED, Field
from ecotone.networks.importing.kept_mappings import mapping_titles
from ecotone.networks.importing.kinds import CHOICES
from ecotone.networks.importing.library import shipped_mappings
from ecotone.networks.importing.screen import KEEP, TypeInFile
from ecotone.networks.models import Network


def _day_field(help_text: Any) -> forms.DateField:
    return forms.DateField(
        label=_("Day on which the pupils were counted"),
        help_text=help_text,
        required=False,
        widget=DateInput(),
    )


class FileForm(forms.Form):
    """Which file, of which country, read by which mapping."""

    file = forms.FileField(
        label=_("File"),
        error_messages={"required": _("Choose the file with the schools.")},
        help_text=_("CSV, XLSX or GeoJSON, at most 25 MB. It is checked before anything changes."),
    )
    country = forms.ChoiceField(
        label=_("Country of the schools"),
        help_text=_("A source in the list below says it by itself."),
    )
    mapping = forms.ChoiceField(
        label=_("Where the file comes from"),
        help_text=_("If it is not in the list, you say on the next page what each column means."),
        required=False,
    )
    observed_on = _day_field(
        _("Only when the file has numbers of pupils, and the source does not say it.")
    )
    joins_network = forms.BooleanField(
        label=_("The schools become members of this network"), required=False
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        countries = [(code, country_name(code, language)) for code in known_countries()]
        own = [("", gettext("Another source: I choose the columns myself"))]
        countries.sort(key=lambda pair: pair[1].casefold())
        _choices(self, "country").choices = countries
        _choices(self, "mapping").choices = own + mapping_titles(network)


class ColumnsForm(forms.Form):
    """What each column means, what each type of school means, and where the file comes from."""

    scheme = forms.CharField(
        label=_("Register that gives the identifiers"),
        help_text=_("A short name, the same each time: UAI, URN, NL-vestiging."),
        max_length=40,
        error_messages={"required": _("Say which register gives the identifiers.")},
    )
    source = forms.CharField(
        label=_("Source, as it should be cited"),
        help_text=_("For example: Ministry of Education, list of schools."),
        max_length=200,
        error_messages={"required": _("Give the source, as it should be cited.")},
    )
    one_kind = forms.ChoiceField(
        label=_("All schools of the file are"),
        help_text=_("Only when no column gives the type of school."),
        required=False,
    )
    languages = forms.CharField(
        label=_("Languages of teaching, when no column gives them"),
        help_text=FIELDS[Field.LANGUAGES].hint,
        max_length=40,
        required=False,
    )
    observed_on = _day_field(_("Needed when a column gives numbers of pupils."))
    repeated_rows = forms.BooleanField(
        label=_("A school may stand in several rows, one for each building"), required=False
    )
    joins_network = forms.BooleanField(
        label=_("The schools become members of this network"), required=False
    )
    keep_as = forms.CharField(
        label=_("Keep these choices for the next file, under the name"),
        max_length=60,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        examples: dict[str, str],
        types: list[TypeInFile] | None,
        has_unseen_types: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.types = types or []
        self.has_unseen_types = has_unseen_types
        self.has_too_many_types = types is None
        kinds = [("", "---------")] + [(key, label) for key, (label, _kind) in CHOICES.items()]
        _choices(self, "one_kind").choices = kinds
        columns = [("", gettext("Not in the file"))]
        columns += [(name, _with_example(name, value)) for name, value in examples.items()]
        for field in Field:
            self.fields[f"column_{field}"] = forms.ChoiceField(
                label=FIELDS[field].label,
                help_text=FIELDS[field].hint,
                choices=columns,
                required=field in REQUIRED,
                error_messages={"required": _("Choose the column; every school needs this.")},
            )
        for each in self.types:
            self.fields[each.key] = _kind_field(each, kinds)

    def fields_named(self, *names: str) -> list[forms.BoundField]:
        return [self[f"column_{name}"] for name in names]

    @property
    def needed_fields(self) -> list[forms.BoundField]:
        return self.fields_named("identifier", "name", "school_type")

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return self.fields_named("pupils", "institution", "website", "languages", "country")

    @property
    def kind_fields(self) -> list[forms.BoundField]:
        return [self[each.key] for each in self.types]

    def clean_keep_as(self) -> str:
        name: str = self.cleaned_data["keep_as"]
        if name and not slugify(name):
            raise forms.ValidationError(_("Write a name with letters or figures."))
        if slugify(name) in shipped_mappings():
            raise forms.ValidationError(_("This name is taken by a source that we know already."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("column_latitude")) != bool(cleaned.get("column_longitude")):
            self.add_error("column_longitude", _("Choose latitude and longitude, or neither."))
        needs_day = cleaned.get("column_pupils") and not cleaned.get("observed_on")
        if needs_day and "observed_on" not in self.errors:
            self.add_error("observed_on", _("Say when the pupils were counted."))
        self._clean_types(cleaned)
        return cleaned

    def _clean_types(self, cleaned: dict[str, Any]) -> None:
        if self.has_too_many_types:
            message = _("This column has more than 60 different values. Is it the right one?")
            self.add_error("column_school_type", message)
        elif self.has_unseen_types:
            message = _("Look at what its types mean, further down, and check again.")
            self.add_error("column_school_type", message)
        elif not cleaned.get("column_school_type") and not cleaned.get("one_kind"):
            message = _("Say what the schools are, or choose the column that says it.")
            self.add_error("one_kind", message)
        for each in self.types:
            if not cleaned.get(each.key) and each.key not in self.errors:
                self.add_error(each.key, _("Say what this type of school means."))


def _kind_field(each: TypeInFile, kinds: list[tuple[str, Any]]) -> forms.ChoiceField:
    choices = list(kinds)
    if each.kind == KEEP:
        choices.insert(1, (KEEP, gettext("As the source says")))
    return forms.ChoiceField(
        label=f"{each.value} ({each.rows})", choices=choices, required=False, initial=each.kind
    )


def _with_example(name: str, value: str) -> str:
    if not value:
        return name
    short = value if len(value) <= 30 else value[:29] + "…"
    return gettext("%(column)s (for example %(value)s)") % {"column": name, "value": short}


def _choices(form: forms.Form, name: str) -> forms.ChoiceField:
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    return field
