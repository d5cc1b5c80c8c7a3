"""Who was asked for the visits of the past, and what they answered."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ecotone.demo.builders.past_visits import Outcome
from ecotone.demo.world import World
from ecotone.matching.api import (
    DeclineReason,
    Invitation,
    InvitationState,
    Offer,
    Wave,
    WaveState,
)

if TYPE_CHECKING:
    from ecotone.demo.builders.history import Written

ANSWER_TIME = dt.timedelta(hours=72)


def write_invitations(world: World, written: "Sequence[Written]") -> None:
    """One sent wave a need: who came, and beside them those who said no or nothing."""
    waves = [_wave(world, row) for row in written]
    Wave.objects.bulk_create(waves)
    Invitation.objects.bulk_create(
        invitation
        for row, wave in zip(written, waves, strict=True)
        for invitation in _invitations(world, row, wave)
    )


def _wave(world: World, row: "Written") -> Wave:
    sent_at = (row.need.sent_at or row.visit.starts_at) + dt.timedelta(
        hours=world.rng.randint(4, 60)
    )
    return Wave(
        need=row.need,
        round=1,
        number=1,
        state=WaveState.CLOSED,
        size=3,
        send_at=sent_at,
        sent_at=sent_at,
        closes_at=sent_at + ANSWER_TIME,
        by=world.coordinators.get(row.visit.school.network.slug),
    )


def _invitations(world: World, row: "Written", wave: Wave) -> list[Invitation]:
    others = [
        offer
        for offer in world.offers[row.visit.school.network.slug]
        if offer.person_id != row.visit.offer.person_id
    ]
    asked = world.rng.sample(others, min(len(others), world.rng.choice((0, 0, 1, 1, 2))))
    first = _invitation(row, wave, row.visit.offer, rank=1)
    if row.visit.outcome == Outcome.EXPIRED:
        first = _refused(world, first)
    else:
        first.state = InvitationState.ACCEPTED
        first.answered_at = wave.send_at + dt.timedelta(hours=world.rng.randint(1, 40))
        if row.visit.outcome == Outcome.CANCELLED:
            first.state = InvitationState.WITHDRAWN
    return [
        first,
        *(
            _refused(world, _invitation(row, wave, offer, rank=rank))
            for rank, offer in enumerate(asked, start=2)
        ),
    ]


def _invitation(row: "Written", wave: Wave, offer: Offer, *, rank: int) -> Invitation:
    return Invitation(
        need=row.need,
        offer=offer,
        person=offer.person,
        wave=wave,
        round=1,
        rank=rank,
        slot=row.slot,
        school_year=row.need.school_year,
        sent_at=wave.send_at,
        expires_at=wave.send_at + ANSWER_TIME,
    )


def _refused(world: World, invitation: Invitation) -> Invitation:
    """Declined with a reason, or no answer in time."""
    if world.rng.random() < 0.55:
        invitation.state = InvitationState.DECLINED
        invitation.decline_reason = world.rng.choice(
            [DeclineReason.DATE, DeclineReason.DATE, DeclineReason.LOAD, DeclineReason.DISTANCE]
        )
        invitation.answered_at = invitation.sent_at + dt.timedelta(hours=world.rng.randint(2, 60))
    else:
        invitation.state = InvitationState.EXPIRED
    return invitation
