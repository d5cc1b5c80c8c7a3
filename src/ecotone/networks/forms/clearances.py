"""Noting that a paper was seen."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecotone.accounts.api import SeenNote
from ecotone.accounts.enums import ClearanceOutcome
from ecotone.core.api import code_choices
from ecotone.core.forms import CheckboxRows, DateInput, RadioRows
from ecotone.networks.choices import country_choices
from ecotone.networks.countries import find_country_pack
from ecotone.networks.countries.wording import paper_name


class ClearanceForm(forms.Form):
    """Seen, type, date, valid until. There is no field for a number, a file or a remark."""

    type = forms.ChoiceField(label=_("Paper"))
    contact_classes = forms.MultipleChoiceField(
        label=_("Good for"),
        widget=CheckboxRows,
        help_text=_("The kinds of contact that the paper covers."),
    )
    outcome = forms.ChoiceField(
        label=_("What you can say of it"),
        choices=ClearanceOutcome.choices,
        initial=ClearanceOutcome.OK,
        widget=RadioRows,
    )
    seen_on = forms.DateField(
        label=_("Seen on"),
        required=False,
        widget=DateInput,
    )
    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        help_text=_("As it stands on the paper; empty when it has no end."),
        widget=DateInput,
    )

    def __init__(self, *args: Any, country: str, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        self.today = today
        self.fields["type"].choices = paper_choices(country)  # type: ignore[attr-defined]
        self.fields["contact_classes"].choices = code_choices("contact_class")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        seen_on, until = values.get("seen_on"), values.get("valid_until")
        if values.get("outcome") != ClearanceOutcome.PENDING and not seen_on:
            self.add_error("seen_on", _("Say on which day you saw it."))
        if seen_on and seen_on > self.today:
            self.add_error("seen_on", _("This day has not come yet."))
        if seen_on and until and until < seen_on:
            self.add_error("valid_until", _("This is before the day on which you saw it."))
        return values

    def note(self) -> SeenNote:
        values = self.cleaned_data
        pending = values["outcome"] == ClearanceOutcome.PENDING
        return SeenNote(
            country=self.country,
            type=values["type"],
            contact_classes=values["contact_classes"],
            outcome=ClearanceOutcome(values["outcome"]),
            seen_on=None if pending else values["seen_on"],
            valid_until=None if pending else values["valid_until"],
        )


class WhoForm(forms.Form):
    """Whose paper, and for which country."""

    email = forms.EmailField(label=_("E-mail address of the person"))
    country = forms.ChoiceField(label=_("Country of the schools"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = country_choices()  # type: ignore[attr-defined]


def paper_choices(country: str) -> list[tuple[str, str]]:
    """The papers of the country; in general words where there is no pack."""
    pack = find_country_pack(country)
    if pack is None:
        return [("self_declaration", str(_("Self-declaration"))), ("certificate", paper_name(None))]
    return [(paper.code, paper_name(paper)) for paper in pack.papers]
