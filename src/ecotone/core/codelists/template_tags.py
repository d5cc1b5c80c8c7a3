"""``{{ organisation.sector|code_label:"sector" }}``: labels of code lists in templates."""

from django import template

from ecotone.core.codelists.selectors import label

register = template.Library()


@register.filter
def code_label(code: str, list_code: str) -> str:
    """The code's label in the page's language, or the code itself."""
    return label(list_code, str(code))
