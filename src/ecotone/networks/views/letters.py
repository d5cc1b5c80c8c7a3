"""The second step of whatever sends a mail: the draft, in the hands of the one who sends it."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render

from ecotone.accounts.api import SignedInRequest
from ecotone.core.api import Letter
from ecotone.networks.forms.people import LetterForm, PersonForm
from ecotone.networks.services.people import Addressee

SEND = "send"


def letter_form(request: SignedInRequest, draft: Letter, *, link: str) -> LetterForm:
    """The form with the draft, or with what was typed when the person pressed send."""
    if request.POST.get("step") == SEND:
        return LetterForm(request.POST, link=link)
    return LetterForm(initial={"subject": draft.subject, "text": draft.text}, link=link)


def is_ready_to_send(request: SignedInRequest, form: LetterForm) -> bool:
    """Whether the person has seen the mail and it may go as it is."""
    return request.POST.get("step") == SEND and form.is_valid()


def letter_page(
    request: SignedInRequest, form: PersonForm, letter: LetterForm, page: Mapping[str, object]
) -> HttpResponse:
    """What was filled in travels along in hidden fields."""
    carried = [(name, form.cleaned_data[name]) for name in form.fields]
    return render(
        request,
        "networks/letter.html",
        {**page, "form": letter, "carried": carried, "who": form.cleaned_data["name"]},
    )


def addressee(form: PersonForm) -> Addressee:
    values = form.cleaned_data
    return Addressee(email=values["email"], name=values["name"], language=values["language"])
