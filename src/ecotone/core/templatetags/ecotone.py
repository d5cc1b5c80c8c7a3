"""The few things a component cannot say in template language alone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.http import QueryDict
from django.utils.translation import gettext as _

register = template.Library()

_ASIDE = re.compile(r"\(.*?\)")
_WORD = re.compile(r"[^\W\d_]+")
_KIND_ICONS = {
    "neutral": "dot",
    "info": "info",
    "success": "check-circle",
    "waiting": "half",
    "warning": "alert",
    "error": "cross-circle",
    "debug": "info",
}


@dataclass(frozen=True)
class ErrorRow:
    """One message of the error summary and the place in the page it leads to."""

    anchor: str
    label: str
    message: str

    @property
    def text(self) -> str:
        """The message with the field's own words before it."""
        if not self.label:
            return self.message
        joint = " " if self.label[-1] in "?!.:" else ": "
        return f"{self.label}{joint}{self.message}"


@register.filter
def initials(name: object) -> str:
    """At most two capitals for a person or organisation: first and last word."""
    words = _WORD.findall(_ASIDE.sub("", str(name)))
    if not words:
        return "?"
    chosen = [words[0]] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0].upper() for word in chosen)


@register.filter
def anchor(field: BoundField) -> str:
    """The id of the first thing in the field that can take the focus."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def kind_icon(kind: str) -> str:
    """The shape that goes with a kind, so that colour never speaks alone."""
    return _KIND_ICONS.get(kind, "dot")


@register.filter
def kind_word(kind: str) -> str:
    """The kind in a word, for those who do not see the shape."""
    return {
        "success": _("Done"),
        "waiting": _("Waiting"),
        "warning": _("Take care"),
        "error": _("Something is wrong"),
    }.get(kind, _("Good to know"))


@register.filter
def message_kind(level_tag: str) -> str:
    """The kind of one of Django's messages."""
    return level_tag if level_tag in _KIND_ICONS else "info"


@register.filter
def error_rows(forms: BaseForm | BaseFormSet[Any] | Iterable[BaseForm] | None) -> list[ErrorRow]:
    """All messages of a form, a formset or several forms, in the order of the page."""
    return [row for form in _each_form(forms) for row in _rows_of(form)]


def _each_form(forms: BaseForm | BaseFormSet[Any] | Iterable[BaseForm] | None) -> Iterator[Any]:
    if forms is None:
        return
    if isinstance(forms, BaseForm):
        yield forms
    elif isinstance(forms, BaseFormSet):
        yield forms
        yield from forms.forms
    else:
        yield from forms


def _rows_of(form: BaseForm | BaseFormSet[Any]) -> Iterator[ErrorRow]:
    if isinstance(form, BaseFormSet):
        yield from (ErrorRow("", "", str(words)) for words in form.non_form_errors())
        return
    yield from (ErrorRow("", "", str(words)) for words in form.non_field_errors())
    for field in form:
        target, label = ("", "") if field.is_hidden else (anchor(field), str(field.label))
        yield from (ErrorRow(target, label, str(words)) for words in field.errors)


@register.filter
def page_numbers(page: Page[Any]) -> list[int | str]:
    """The numbers to show, with an ellipsis where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def same_page(context: template.Context, param: str, value: object) -> str:
    """``?…`` of the same page with one parameter changed; works on pages of faults too."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query[param] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag
def share_of(value: float | None, total: float | None) -> str:
    """``value`` as a percentage of ``total`` for a drawing: from 0 to 100, with a decimal point."""
    if not value or not total or total <= 0:
        return "0"
    return f"{min(max(value / total, 0), 1) * 100:.2f}"
