"""What a network says of itself, and which networks it belongs to."""

import re
import zoneinfo
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecotone.core.forms import InlineCheckboxes
from ecotone.networks.choices import country_choices, language_choices
from ecotone.networks.enums import NetworkKind, NetworkLevel
from ecotone.networks.models import Network
from ecotone.networks.services.networks import NetworkFacts


class NetworkForm(forms.Form):
    """Everything on the settings page but the rules for visitors and the matching."""

    name = forms.CharField(label=_("Name"), max_length=150)
    summary = forms.CharField(
        label=_("What this network is for"),
        help_text=_("Two or three sentences for somebody who has never heard of it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=NetworkKind.choices)
    level = forms.ChoiceField(label=_("Level"), choices=NetworkLevel.choices)
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        help_text=_("Grades, school years and the rules for visitors follow from it."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of its schools"), widget=InlineCheckboxes
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=40,
        initial="Europe/Brussels",
        help_text=_("As in Europe/Brussels."),
    )
    accent = forms.CharField(
        label=_("Accent colour"),
        initial="#1f6f5c",
        max_length=7,
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=_("We darken or lighten it by ourselves where it must carry text."),
    )
    is_public = forms.BooleanField(
        label=_("Has a public page"),
        required=False,
        help_text=_("Anybody may read what it is for and which organisations are in it: no names."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [  # type: ignore[attr-defined]
            ("", _("Several countries")),
            *country_choices(),
        ]
        self.fields["languages"].choices = language_choices()  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, network: Network) -> dict[str, Any]:
        return {name: getattr(network, name) for name in cls.base_fields}

    def clean_accent(self) -> str:
        accent = str(self.cleaned_data["accent"]).lower()
        if not re.fullmatch(r"#[0-9a-f]{6}", accent):
            raise forms.ValidationError(
                _("Write the colour as # and six digits or letters from a to f: #1f6f5c."),
                code="no_colour",
            )
        return accent

    def clean_time_zone(self) -> str:
        name = str(self.cleaned_data["time_zone"]).strip()
        if name not in zoneinfo.available_timezones():
            raise forms.ValidationError(
                _("“%(name)s” is not a time zone. Write one such as Europe/Brussels."),
                code="no_time_zone",
                params={"name": name},
            )
        return name

    def facts(self) -> NetworkFacts:
        return NetworkFacts(**self.cleaned_data)


class ParentForm(forms.Form):
    """Put this network under another."""

    parent = forms.ModelChoiceField(
        label=_("Part of"), queryset=Network.objects.none(), empty_label=_("Choose a network")
    )

    def __init__(self, *args: Any, among: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = (  # type: ignore[attr-defined]
            Network.objects.filter(pk__in=list(among)).order_by("name", "id")
        )
