"""The one form of the portal: finding a mail."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MailSearchForm(forms.Form):
    """Words of name, address or subject. Everything it is given is understood."""

    q = forms.CharField(label=_("Name, address or words of the subject"), required=False)
