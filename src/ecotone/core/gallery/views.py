"""The gallery of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ecotone.core.access import public
from ecotone.core.gallery.forms import FilterForm, MomentForm, SampleForm
from ecotone.core.gallery.samples import sample_context

WRONG = {"email": "an.peeters@", "pupils": "-3", "slot_day": "2026-12-03", "slot_start": "10:00"}


@public
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its props and states; invented content."""
    return render(
        request,
        "core/gallery/page.html",
        {
            **sample_context(),
            "sample": SampleForm(auto_id="good_%s"),
            "wrong": SampleForm(WRONG, auto_id="wrong_%s"),
            "moment": MomentForm(prefix="moment"),
            "filter_form": FilterForm(auto_id="filter_%s"),
        },
    )
