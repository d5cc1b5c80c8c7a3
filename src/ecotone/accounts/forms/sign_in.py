"""What allauth asks for, in our words."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _


class AskForCodeForm(allauth_forms.RequestLoginCodeForm):  # type: ignore[misc]
    """The address that the code is sent to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail address")
        self.fields["email"].widget = forms.EmailInput(
            attrs={"autocomplete": "email", "inputmode": "email"}
        )


class CodeForm(allauth_forms.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The code from the mail")
        self.fields["code"].widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
        )


class SignUpForm(allauth_forms.SignupForm):  # type: ignore[misc]
    """Name and e-mail address: all that an account needs."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("As schools and partners will read it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail address")
        self.fields["email"].help_text = _("We send a code there. You need no password.")
        self.fields["email"].widget = forms.EmailInput(
            attrs={"autocomplete": "email", "inputmode": "email"}
        )

    def clean_name(self) -> str:
        """On one line: a name goes into subjects and headers."""
        return " ".join(str(self.cleaned_data["name"]).split())
