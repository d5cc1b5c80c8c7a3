"""The coordinator's pages: the queue, one need with its candidates, waves (HC-1)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ecotone.accounts.api import Permission, SignedInRequest
from ecotone.core.access import permitted
from ecotone.core.language import language_name
from ecotone.core.states import NotAllowedNow
from ecotone.matching.brokerage import BrokerageSettings
from ecotone.matching.enums import NeedState
from ecotone.matching.forms.answers import WaveForm
from ecotone.matching.forms.settings import MatchingSettingsForm
from ecotone.matching.mails import draft_of_invitation
from ecotone.matching.models import Need, Wave
from ecotone.matching.rules import unmet_rules
from ecotone.matching.selectors.candidates import CandidatePage, candidate_page, choices_among
from ecotone.matching.selectors.queue import queue_page, wave_board
from ecotone.matching.services.confirmations import RulesNotMet, confirm_need
from ecotone.matching.services.needs import note_shortlisted
from ecotone.matching.services.settings import save_matching_settings
from ecotone.matching.services.waves import (
    NobodyToAsk,
    NotACandidate,
    answer_until,
    send_wave,
    stand_down_wave,
)
from ecotone.matching.states import NEED, NeedEvent
from ecotone.networks.api import Network, get_network_for


def _network(request: SignedInRequest, slug: str, permission: Permission) -> Network:
    return get_network_for(request.user, slug, permission, today=timezone.localdate())


def _need(network: Network, need_id: int) -> Need:
    found = (
        Need.objects.with_people()
        .select_related("activity")
        .prefetch_related("slots")
        .filter(network=network, pk=need_id)
        .first()
    )
    if found is None:
        raise Http404
    return found


@permitted("see_queue")
def queue(request: SignedInRequest, slug: str) -> HttpResponse:
    """The needs of the network that wait, the most urgent first."""
    network = _network(request, slug, Permission.SEE_QUEUE)
    page = queue_page(
        network,
        view=request.GET.get("view", "waiting"),
        number=request.GET.get("page", "1"),
        now=timezone.now(),
    )
    return render(request, "matching/queue.html", {"network": network, "page": page})


@permitted("see_queue")
def candidates(request: SignedInRequest, slug: str, need_id: int) -> HttpResponse:
    """One need: who fits and why, who does not and why not, and who was asked."""
    network = _network(request, slug, Permission.SEE_QUEUE)
    need = _need(network, need_id)
    can_invite = NEED.allows(need.state, NeedEvent.INVITE)  # type: ignore[arg-type]
    if can_invite:
        note_shortlisted(need=need, by=request.user)
    ranked = candidate_page(need, now=timezone.now()) if can_invite else None
    return render(
        request,
        "matching/candidates.html",
        {
            "network": network,
            "need": need,
            "ranked": ranked,
            "board": wave_board(need),
            "unmet": unmet_rules(need) if need.state == NeedState.ACCEPTED else [],
            "can_invite": can_invite,
            "language_name": language_name(need.language),
            "wave_size": BrokerageSettings.from_mapping(network.matching_settings).wave_size,
        },
    )


@permitted("send_invitations")
@require_http_methods(["POST"])
def wave(request: SignedInRequest, slug: str, need_id: int) -> HttpResponse:
    """Look at the mail, change it if wished, send the wave."""
    network = _network(request, slug, Permission.SEND_INVITATIONS)
    need = _need(network, need_id)
    chosen = request.POST.getlist("offers")
    if words := _in_vain(need, chosen):
        messages.warning(request, words)
        return redirect("matching:candidates", network.slug, need.pk)
    now = timezone.now()
    settings = BrokerageSettings.from_mapping(network.matching_settings)
    ranked = candidate_page(need, now=now)
    until = answer_until(need, settings, now)
    language = network.languages[0] if network.languages else request.user.language or "en"
    letter = draft_of_invitation(need, now=now, until=until, language=language)
    is_final = "send" in request.POST
    form = WaveForm(
        request.POST if is_final else None,
        choices=[(str(row.offer.pk), str(row.offer.person)) for row in ranked.candidates],
        initial={"offers": chosen, "subject": letter.subject, "message": letter.text},
    )
    if is_final and form.is_valid() and _send(request, need, ranked, form):
        return redirect("matching:candidates", network.slug, need.pk)
    return render(
        request,
        "matching/wave.html",
        {
            "network": network,
            "need": need,
            "form": form,
            "chosen": [row for row in ranked.candidates if str(row.offer.pk) in chosen],
            "until": until,
        },
        status=422 if form.is_bound else 200,
    )


def _in_vain(need: Need, chosen: list[str]) -> str:
    """Why nobody is to be asked any more: somebody said yes, or the button was pressed twice."""
    if not NEED.allows(NeedState(need.state), NeedEvent.INVITE):
        return _("Somebody said yes in the meantime, or the request has ended; nobody was asked.")
    asked = need.invitations.filter(round=need.round).values_list("offer_id", flat=True)
    if chosen and set(chosen) <= {str(offer_id) for offer_id in asked}:
        return _("They have been asked already; nobody was asked twice.")
    return ""


def _send(request: SignedInRequest, need: Need, ranked: CandidatePage, form: WaveForm) -> bool:
    """Send the wave; False when the form must be shown again."""
    data = form.cleaned_data
    try:
        send_wave(
            need=need,
            choices=choices_among(ranked, {int(pk) for pk in data["offers"]}),
            subject=data["subject"] if data["reword"] else "",
            message=data["message"] if data["reword"] else "",
            arm_next=data["arm_next"],
            now=timezone.now(),
            by=request.user,
        )
    except NotAllowedNow:
        messages.warning(request, _("Somebody said yes in the meantime; nobody else was asked."))
    except NotACandidate:
        messages.warning(
            request, _("A colleague has just asked one of them; nobody was asked twice.")
        )
    except NobodyToAsk:
        form.add_error("offers", _("Choose at least one person."))
        return False
    else:
        messages.success(request, _("Sent. You will see the answers here."))
    return True


@permitted("send_invitations")
@require_POST
def hold_wave(request: SignedInRequest, slug: str, need_id: int, wave_id: int) -> HttpResponse:
    """Keep the armed wave from going out."""
    network = _network(request, slug, Permission.SEND_INVITATIONS)
    armed = get_object_or_404(Wave, pk=wave_id, need_id=need_id, need__network=network)
    stand_down_wave(wave=armed, by=request.user)
    messages.success(request, _("The next wave will not go out by itself."))
    return redirect("matching:candidates", network.slug, need_id)


@permitted("send_invitations")
@require_POST
def confirm(request: SignedInRequest, slug: str, need_id: int) -> HttpResponse:
    """Confirm the visit, once every hard rule is met."""
    network = _network(request, slug, Permission.SEND_INVITATIONS)
    need = _need(network, need_id)
    try:
        confirm_need(need=need, now=timezone.now(), by=request.user)
    except RulesNotMet as error:
        for rule in error.unmet:
            messages.error(request, rule.words)
    except NotAllowedNow:
        messages.warning(request, _("This visit is confirmed already, or no longer agreed."))
    else:
        messages.success(request, _("Confirmed. Both sides got the sheet."))
    return redirect("matching:candidates", network.slug, need.pk)


@permitted("change_settings")
@require_http_methods(["GET", "POST"])
def settings_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """Weights and deadlines of the network's brokerage."""
    network = _network(request, slug, Permission.CHANGE_SETTINGS)
    form = MatchingSettingsForm(request.POST or None, stored=network.matching_settings)
    if request.method == "POST" and form.is_valid():
        save_matching_settings(network=network, values=form.settings(), by=request.user)
        messages.success(request, _("Saved. The queue uses the new settings from now on."))
        return redirect("matching:settings", network.slug)
    return render(
        request,
        "matching/settings.html",
        {"network": network, "form": form},
        status=422 if form.is_bound else 200,
    )
