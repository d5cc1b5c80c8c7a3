"""How a network brokers: deadlines and weights."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecotone.matching import wording
from ecotone.matching.brokerage import BrokerageSettings
from ecotone.matching.ranking import Preference, RankingSettings


class MatchingSettingsForm(forms.Form):
    """Whole numbers with sensible limits; what is stored beside them is kept."""

    wave_size = forms.IntegerField(label=_("People asked at once"), min_value=1, max_value=20)
    answer_hours = forms.IntegerField(
        label=_("Working hours to answer"), min_value=4, max_value=336
    )
    answer_due_days = forms.IntegerField(
        label=_("Days until the teacher has an answer"), min_value=1, max_value=90
    )
    min_days_between = forms.IntegerField(
        label=_("Days between two visits of a person"), min_value=0, max_value=365
    )
    reserve_until_days = forms.IntegerField(
        label=_("Days before the visit when the reserve is free"), min_value=0, max_value=30
    )
    call_up_hours = forms.IntegerField(
        label=_("Hours for a reserve to step in"), min_value=1, max_value=96
    )
    tell_school_hours = forms.IntegerField(
        label=_("Hours until the school is told of a cancellation"), min_value=0, max_value=96
    )

    def __init__(self, data: Any = None, *, stored: Mapping[str, Any]) -> None:
        present = BrokerageSettings.from_mapping(stored)
        weights = RankingSettings.from_mapping(stored).weights
        initial: dict[str, Any] = {name: getattr(present, name) for name in self.base_fields}
        initial |= {f"weight_{one}": weights.of(one) for one in Preference}
        super().__init__(data, initial=initial)
        self.stored = dict(stored)
        for preference in Preference:
            self.fields[f"weight_{preference}"] = forms.FloatField(
                label=wording.preference_label(preference), min_value=0, max_value=1000
            )

    def deadline_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.base_fields]

    def weight_fields(self) -> list[forms.BoundField]:
        return [self[f"weight_{preference}"] for preference in Preference]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        weights = [cleaned.get(f"weight_{one}") for one in Preference]
        if None not in weights and not any(weights):
            self.add_error(None, _("At least one weight must be above zero."))
        return cleaned

    def settings(self) -> dict[str, Any]:
        """What to store."""
        deadlines = {name: self.cleaned_data[name] for name in self.base_fields}
        weights = {str(one): self.cleaned_data[f"weight_{one}"] for one in Preference}
        return {**self.stored, **deadlines, "weights": weights}
