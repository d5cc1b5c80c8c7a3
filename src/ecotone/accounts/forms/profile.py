"""What a person says of themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ecotone.accounts.enums import Gender
from ecotone.accounts.models import User
from ecotone.accounts.services.profile import Profile
from ecotone.core.forms import RadioRows


class ProfileForm(forms.Form):
    """Name, language, phone on the day."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("As schools and partners read it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language of pages and mails"), choices=settings.LANGUAGES)
    phone = forms.CharField(
        label=_("Phone on the day"),
        max_length=40,
        required=False,
        help_text=_("Only the other side of a visit sees it, on the visit's sheet."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def clean_name(self) -> str:
        """On one line: a name goes into subjects and headers."""
        return " ".join(str(self.cleaned_data["name"]).split())

    @classmethod
    def initial_of(cls, person: User) -> dict[str, Any]:
        return {name: getattr(person, name) for name in cls.base_fields}

    def profile(self) -> Profile:
        return Profile(**self.cleaned_data)


class GenderForm(forms.Form):
    """Optional, self-declared, and only together with consent."""

    gender = forms.ChoiceField(
        label=_("My gender"),
        choices=Gender.choices,
        widget=RadioRows,
        required=False,
    )
    agrees = forms.BooleanField(
        label=_("I agree that it is used for figures on balance"),
        required=False,
        help_text=_("Only in counts of ten people or more. You can take this back at any time."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("gender") and not values.get("agrees"):
            self.add_error(
                "agrees", _("Without your consent we keep nothing. Agree, or leave both empty.")
            )
        return values

    def declared(self) -> Gender | None:
        value = self.cleaned_data["gender"]
        return Gender(value) if value else None


class LeaveForm(forms.Form):
    """Typing one's own address, so that nobody is erased by a slip of the finger."""

    email = forms.EmailField(
        label=_("Type your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if email.lower() != self.person.email.lower():
            raise forms.ValidationError(
                _("This is not the address of your account: %(email)s."),
                code="another_address",
                params={"email": self.person.email},
            )
        return email
