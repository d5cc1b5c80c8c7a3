"""Who may do what in a network, and who is what in an organisation."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ecotone.accounts.api import SCHOOL_STAFF
from ecotone.accounts.enums import AffiliationKind, Role
from ecotone.core.api import Letter
from ecotone.networks.models import Organisation


class PersonForm(forms.Form):
    """One person by address; name and language are for those who are new here."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("For the greeting. Who is here already keeps the name they chose."),
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class RoleForm(PersonForm):
    """Give a role in the network."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.COORDINATOR)


class AffiliationForm(PersonForm):
    """Say what somebody is in the organisation."""

    kind = forms.ChoiceField(label=_("What they are here"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        school = set(SCHOOL_STAFF)
        kinds = [kind for kind in AffiliationKind if (kind in school) == organisation.is_school]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]


class LetterForm(forms.Form):
    """The mail as it will go, to be changed by the one who sends it."""

    subject = forms.CharField(label=_("Subject"), max_length=250)
    text = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 14}), max_length=10_000
    )

    def __init__(self, *args: Any, link: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.link = link

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if self.link not in text:
            raise forms.ValidationError(
                _("The address %(link)s is missing: without it the person cannot answer."),
                code="no_link",
                params={"link": self.link},
            )
        return text

    def letter(self, draft: Letter) -> Letter:
        """The draft in the words of the form."""
        return draft.reworded(subject=self.cleaned_data["subject"], text=self.cleaned_data["text"])
