"""Draws Django's forms with the components of ``core``."""

from django.forms.renderers import TemplatesSetting


class EcotoneRenderer(TemplatesSetting):
    """Finds ``django/forms/…`` in our templates first, so a bare field looks like ``<c-field>``."""
