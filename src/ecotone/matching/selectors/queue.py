"""The coordinator's queue and the board of waves of one need."""

import datetime as dt
from dataclasses import dataclass

from ecotone.matching.enums import WaveState
from ecotone.matching.models import Invitation, Need, Wave
from ecotone.networks.api import Network


@dataclass(frozen=True)
class WaveRow:
    """A wave with those who were asked in it."""

    wave: Wave
    invitations: list[Invitation]

    @property
    def is_armed(self) -> bool:
        return self.wave.state == WaveState.ARMED


def wave_board(need: Need) -> list[WaveRow]:
    """The waves of the need's present round, the first first. Two queries."""
    waves = list(need.waves.filter(round=need.round).order_by("number"))
    invitations = list(
        need.invitations.filter(round=need.round)
        .select_related("person", "offer__organisation", "slot")
        .order_by("rank", "id")
    )
    return [
        WaveRow(wave, [row for row in invitations if row.wave_id == wave.pk]) for wave in waves
    ]


def queue_page(network: Network, *, view: str, number: str, now: dt.datetime) -> None:
    raise NotImplementedError
