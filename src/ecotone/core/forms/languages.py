"""Choosing languages by the names their speakers use."""

from typing import Any

from django import forms
from django.conf import settings

from ecotone.core.forms.widgets import InlineCheckboxes


class LanguageField(forms.ChoiceField):
    """One of the site's languages."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", list(settings.LANGUAGES))
        super().__init__(**kwargs)


class LanguagesField(forms.MultipleChoiceField):
    """One or several of the site's languages."""

    widget = InlineCheckboxes

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", list(settings.LANGUAGES))
        super().__init__(**kwargs)
