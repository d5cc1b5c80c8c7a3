"""Asking people in waves, best first, nobody twice."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from ecotone.core.audit import record
from ecotone.matching import mails
from ecotone.matching.brokerage import BrokerageSettings
from ecotone.matching.enums import NeedState, WaveState
from ecotone.matching.models import Invitation, Need, Offer, Wave
from ecotone.matching.selectors.answers import times_left
from ecotone.matching.services.transitions import change_need, lock_need
from ecotone.matching.states import NEED, NeedEvent
from ecotone.matching.working_hours import add_working_hours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecotone.accounts.api import User
    from ecotone.matching.selectors.candidates import Choice


class NobodyToAsk(Exception):
    """No candidate is left who meets every hard rule."""


class NotACandidate(Exception):
    """A chosen person paused, may not visit by now, or was asked already in this round."""


@transaction.atomic
def send_wave(
    *,
    need: Need,
    choices: "Sequence[Choice]",
    subject: str,
    message: str,
    arm_next: bool,
    now: dt.datetime,
    by: "User | None",
) -> Wave:
    """Ask the chosen people at once and, when wished, arm the wave behind.

    A wave that already waited armed is the one that goes out. Raises NobodyToAsk without choices,
    NotACandidate when one was asked before in this round, NotAllowedNow when the need has its
    visitor by now (the second of two coordinators).
    """
    if not choices:
        raise NobodyToAsk
    need = lock_need(need.pk)
    NEED.after(NeedState(need.state), NeedEvent.INVITE)
    settings = BrokerageSettings.from_mapping(need.network.matching_settings)
    wave = _next_wave(need, now, by)
    wave.state = WaveState.SENT
    wave.size = len(choices)
    wave.sent_at = now
    wave.subject, wave.message = subject, message
    wave.closes_at = answer_until(need, settings, now)
    wave.save()
    invitations = _invite(need, wave, choices, now)
    change_need(need, NeedEvent.INVITE, by=by)
    record(action="wave.sent", subject=wave, by=by, after={"people": [c.offer_id for c in choices]})
    for invitation in invitations:
        mails.ask(invitation, wave)
    if arm_next:
        arm_wave(need=need, size=settings.wave_size, send_at=wave.closes_at, by=by)
    return wave


def answer_until(need: Need, settings: BrokerageSettings, now: dt.datetime) -> dt.datetime:
    """Until when people may answer: the network's working hours, or half of the time that is left.

    Half, so that after a silence there is still time to ask others.
    """
    until = add_working_hours(now, settings.answer_hours, need.network.time_zone)
    starts = [slot.starts_at for slot in times_left(need, now)]
    if not starts:
        return until
    return min(until, now + (max(starts) - now) / 2)


def _next_wave(need: Need, now: dt.datetime, by: "User | None") -> Wave:
    """The armed wave of this round, or a new one behind the last."""
    waves = Wave.objects.filter(need=need, round=need.round)
    if armed := waves.filter(state=WaveState.ARMED).first():
        return armed
    last = waves.order_by("-number").first()
    number = last.number + 1 if last else 1
    return Wave(need=need, round=need.round, number=number, send_at=now, by=by)


def _invite(
    need: Need, wave: Wave, choices: "Sequence[Choice]", now: dt.datetime
) -> list[Invitation]:
    ready = Offer.objects.ready().select_related("person", "organisation")
    offers = ready.in_bulk([choice.offer_id for choice in choices])
    asked = set(need.invitations.filter(round=need.round).values_list("person_id", flat=True))
    invitations = []
    for choice in choices:
        offer = offers.get(choice.offer_id)
        if offer is None or offer.person_id in asked:
            raise NotACandidate(choice.offer_id)
        asked.add(offer.person_id)
        invitations.append(
            Invitation(
                need=need,
                offer=offer,
                person=offer.person,
                wave=wave,
                round=need.round,
                rank=choice.rank,
                points=choice.points,
                reasons=list(choice.reasons),
                distance_km=choice.distance_km,
                slot_id=choice.slot_id,
                school_year=need.school_year,
                sent_at=now,
                expires_at=wave.closes_at or now,
            )
        )
    return Invitation.objects.bulk_create(invitations)


def arm_wave(*, need: Need, size: int, send_at: dt.datetime, by: "User | None") -> Wave:
    """Let the next wave wait; whoever is best at that moment is asked then."""
    waves = Wave.objects.filter(need=need, round=need.round)
    if armed := waves.filter(state=WaveState.ARMED).first():
        armed.send_at, armed.size = send_at, size
        armed.save(update_fields=["send_at", "size"])
        return armed
    last = waves.order_by("-number").first()
    return Wave.objects.create(
        need=need,
        round=need.round,
        number=last.number + 1 if last else 1,
        size=size,
        send_at=send_at,
        by=by,
    )


@transaction.atomic
def stand_down_wave(*, wave: Wave, by: "User") -> None:
    """The coordinator keeps the armed wave from going out."""
    lock_need(wave.need_id)
    wave = Wave.objects.get(pk=wave.pk)
    if wave.state == WaveState.ARMED:
        wave.state = WaveState.STOOD_DOWN
        wave.save(update_fields=["state"])
        record(action="wave.stood_down", subject=wave, by=by)
