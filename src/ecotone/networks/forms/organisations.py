"""Finding organisations, and what is known of one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecotone.core.api import code_choices
from ecotone.core.forms import InlineCheckboxes
from ecotone.networks.choices import country_choices, isced_choices, language_choices
from ecotone.networks.enums import SCHOOL_SECTORS
from ecotone.networks.models import Network, Organisation
from ecotone.networks.selectors.directory import DirectoryFilter
from ecotone.networks.services.organisations import OrganisationFacts, SchoolFacts


def sector_choices() -> list[tuple[str, str]]:
    """All sectors but families, which are no organisation."""
    return [choice for choice in code_choices("sector") if choice[0] != "FAMILY"]


class DirectoryForm(forms.Form):
    """The filters of the directory; an unknown value narrows nothing."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    municipality = forms.CharField(label=_("Municipality"), required=False, max_length=100)
    sector = forms.ChoiceField(label=_("Kind of organisation"), required=False)
    network = forms.ModelChoiceField(
        label=_("Network"),
        required=False,
        queryset=Network.objects.none(),
        to_field_name="slug",
        empty_label=_("All networks"),
    )
    level = forms.ChoiceField(label=_("School level"), required=False)
    unconfirmed = forms.BooleanField(label=_("Not confirmed for a year"), required=False)

    def __init__(self, *args: Any, networks: list[Network], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [("", _("All kinds")), *sector_choices()]  # type: ignore[attr-defined]
        self.fields["level"].choices = [("", _("All levels")), *isced_choices()]  # type: ignore[attr-defined]
        field = self.fields["network"]
        field.queryset = Network.objects.filter(  # type: ignore[attr-defined]
            pk__in=[network.pk for network in networks]
        ).order_by("name", "id")

    def wish(self) -> DirectoryFilter:
        """The filter; fields that do not hold are left out."""
        self.is_valid()
        values = self.cleaned_data
        network = values.get("network")
        return DirectoryFilter(
            text=values.get("q", ""),
            sector=values.get("sector", ""),
            municipality=values.get("municipality", ""),
            network_id=network.pk if network else None,
            level=values.get("level", ""),
            unconfirmed=values.get("unconfirmed", False),
        )

    def count(self) -> int:
        """How many filters are at work."""
        return sum(1 for value in self.cleaned_data.values() if value)


class OrganisationForm(forms.Form):
    """What is known of any organisation."""

    name = forms.CharField(label=_("Name"), max_length=200)
    sector = forms.ChoiceField(label=_("Kind of organisation"))
    country = forms.ChoiceField(label=_("Country"))
    municipality_name = forms.CharField(label=_("Municipality"), max_length=120, required=False)
    municipality_code = forms.CharField(
        label=_("Code of the municipality"),
        max_length=12,
        required=False,
        help_text=_("From the national list, for figures by municipality."),
    )
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    latitude = forms.FloatField(
        label=_("Latitude"), min_value=-90, max_value=90, required=False, help_text="51.1766"
    )
    longitude = forms.FloatField(
        label=_("Longitude"), min_value=-180, max_value=180, required=False, help_text="4.8363"
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), widget=InlineCheckboxes, required=False
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = sector_choices()  # type: ignore[attr-defined]
        self.fields["country"].choices = country_choices()  # type: ignore[attr-defined]
        self.fields["languages"].choices = language_choices()  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, organisation: Organisation) -> dict[str, Any]:
        return {name: getattr(organisation, name) for name in OrganisationForm.base_fields}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if (values.get("latitude") is None) != (values.get("longitude") is None):
            empty = "latitude" if values.get("latitude") is None else "longitude"
            if empty not in self.errors:
                self.add_error(
                    empty, _("A place needs both latitude and longitude, or neither of them.")
                )
        return values

    def facts(self) -> OrganisationFacts:
        names = OrganisationForm.base_fields
        return OrganisationFacts(**{name: self.cleaned_data[name] for name in names})


class NewOrganisationForm(OrganisationForm):
    """An organisation that is not listed yet, for one of my networks."""

    network = forms.ModelChoiceField(label=_("Network"), queryset=Network.objects.none())

    def __init__(self, *args: Any, network_ids: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["network"].queryset = (  # type: ignore[attr-defined]
            Network.objects.filter(pk__in=network_ids).order_by("name", "id")
        )


class SchoolForm(forms.Form):
    """What a visitor and the coordinators must know of a school."""

    isced_levels = forms.MultipleChoiceField(label=_("Levels taught"), widget=InlineCheckboxes)
    arrival = forms.CharField(
        label=_("How to arrive and where to report"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
    )
    visitor_rules = forms.CharField(
        label=_("Rules for visitors"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
    )
    photo_policy = forms.CharField(label=_("Photo and phone rules"), required=False, max_length=300)
    is_underserved = forms.BooleanField(
        label=_("In an under-served area"),
        required=False,
        help_text=_("Such schools come first when there are too few visitors."),
    )
    is_small = forms.BooleanField(label=_("Small school"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["isced_levels"].choices = isced_choices()  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, organisation: Organisation) -> dict[str, Any]:
        profile = getattr(organisation, "school", None)
        return {name: getattr(profile, name) for name in cls.base_fields} if profile else {}

    def facts(self) -> SchoolFacts:
        return SchoolFacts(**self.cleaned_data)


def is_school_sector(sector: str) -> bool:
    return sector in SCHOOL_SECTORS
