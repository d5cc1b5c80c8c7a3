"""Where an offer can be had, as columns: on site within a distance, or online."""

import math
from dataclasses import dataclass

import numpy as np

from ecotone.matching.ranking.codes import HYBRID, Constraint, VisitMode, allowed_modes
from ecotone.matching.ranking.columns import Bits, Floats, Mask, SetColumn, floats, mask
from ecotone.matching.ranking.facts import NeedFacts, OfferFacts
from ecotone.matching.ranking.terms import broken

EARTH_RADIUS_KM = 6371.0088
"""Mean radius R1 of the Earth (IUGG)."""


@dataclass(frozen=True, slots=True)
class PlaceColumns:
    """Degrees and km; NaN where the place is not known."""

    goes_onsite: Mask
    goes_online: Mask
    radius_km: Floats
    latitude: Floats
    longitude: Floats
    needs_step_free: Mask
    is_step_free: Mask
    equipment: SetColumn[str]

    @classmethod
    def of(cls, offers: tuple[OfferFacts, ...]) -> "PlaceColumns":
        return cls(
            goes_onsite=mask(o.mode in {HYBRID, VisitMode.ONSITE} for o in offers),
            goes_online=mask(o.mode in {HYBRID, VisitMode.ONLINE} for o in offers),
            radius_km=floats(o.radius_km for o in offers),
            latitude=floats(o.latitude for o in offers),
            longitude=floats(o.longitude for o in offers),
            needs_step_free=mask(o.needs_step_free for o in offers),
            is_step_free=mask(o.is_step_free for o in offers),
            equipment=SetColumn.of([o.equipment_needed for o in offers]),
        )

    def road_km(self, need: NeedFacts, detour_factor: float) -> Floats:
        """The estimated distance by road to the school, rounded to 0.1 km; NaN if unknown."""
        if need.latitude is None or need.longitude is None:
            return np.full(len(self.latitude), np.nan)
        straight = straight_km(self.latitude, self.longitude, need.latitude, need.longitude)
        return np.floor(straight * detour_factor * 10 + 0.5) / 10

    def refusals(self, need: NeedFacts, road_km: Floats) -> dict[VisitMode, Bits]:
        """The constraints of this kind that each row breaks, for each mode the need allows."""
        found = {
            VisitMode.ONSITE: lambda: self._onsite_refusals(need, road_km),
            VisitMode.ONLINE: lambda: broken(~self.goes_online, Constraint.MODE),
        }
        return {mode: found[mode]() for mode in allowed_modes(need.mode)}

    def _onsite_refusals(self, need: NeedFacts, road_km: Floats) -> Bits:
        limit: Floats | float = self.radius_km
        if need.is_at_host:
            limit = math.inf if need.travel_limit_km is None else need.travel_limit_km
        is_limited = np.isfinite(limit)
        return (
            broken(~self.goes_onsite, Constraint.MODE)
            | broken(np.isnan(road_km) & is_limited, Constraint.PLACE_UNKNOWN)
            | broken(road_km > limit, Constraint.DISTANCE)
            | broken(self._steps_in_the_way(need), Constraint.ACCESS)
            | broken(self._lacks_equipment(need), Constraint.EQUIPMENT)
        )

    def _steps_in_the_way(self, need: NeedFacts) -> Mask:
        if need.is_at_host:
            return ~self.is_step_free & need.needs_step_free
        return self.needs_step_free & (not need.is_step_free)

    def _lacks_equipment(self, need: NeedFacts) -> Mask:
        """A room that nobody described is no obstacle, and at their own place hosts have theirs."""
        if need.equipment is None or need.is_at_host:
            return np.zeros(len(self.latitude), dtype=bool)
        missing = [code for code in self.equipment.rows_of if code not in need.equipment]
        return self.equipment.having(*missing)


def straight_km(
    latitude: Floats, longitude: Floats, to_latitude: float, to_longitude: float
) -> Floats:
    """Great-circle distance in km by the haversine formula, on a sphere of the mean radius."""
    phi, to_phi = np.radians(latitude), math.radians(to_latitude)
    half_phi = np.sin((phi - to_phi) / 2)
    half_lambda = np.sin(np.radians(longitude - to_longitude) / 2)
    chord = half_phi**2 + np.cos(phi) * math.cos(to_phi) * half_lambda**2
    km: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    return km
