"""How well a topic fits, as columns: by field of study and by meaning."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecotone.matching.ranking.columns import Floats, Mask, SetColumn, mask
from ecotone.matching.ranking.facts import NeedFacts, OfferFacts
from ecotone.matching.ranking.settings import RankingSettings


class UnequalVectors(ValueError):
    """Vectors of different lengths cannot be compared: they come from different encoders."""


@dataclass(frozen=True, slots=True)
class TopicColumns:
    """``prefixes`` holds every code that contains a field of the row, so "0531" is in "05" too.

    ``vectors`` is (N, d) float32 with rows of length one, zeros where ``has_vector`` is false.
    """

    prefixes: SetColumn[str]
    has_fields: Mask
    vectors: NDArray[np.float32]
    has_vector: Mask

    @classmethod
    def of(cls, offers: tuple[OfferFacts, ...]) -> "TopicColumns":
        """Raises UnequalVectors when the vectors differ in length."""
        has_vector = mask(offer.vector is not None for offer in offers)
        known = [offer.vector for offer in offers if offer.vector is not None]
        lengths = {len(vector) for vector in known}
        if len(lengths) > 1:
            raise UnequalVectors(f"vectors of {sorted(lengths)} numbers side by side")
        vectors = np.zeros((len(offers), lengths.pop() if lengths else 0), dtype=np.float32)
        if known:
            vectors[has_vector] = np.stack(known)
        return cls(
            prefixes=SetColumn.of([containing_codes(offer.fields) for offer in offers]),
            has_fields=mask(bool(offer.fields) for offer in offers),
            vectors=vectors,
            has_vector=has_vector,
        )

    def similarity(self, need: NeedFacts) -> Floats | None:
        """The cosine of the need to every row, rounded to 0.0001; None when nothing is compared.

        Rounded so that the order is the same on every machine, whatever its linear algebra.
        Raises UnequalVectors when the need's vector is of another length than the rows'.
        """
        if need.vector is None or not self.has_vector.any():
            return None
        if len(need.vector) != self.vectors.shape[1]:
            raise UnequalVectors("the need's vector comes from another encoder")
        # Row by row and not as one matrix product: that would wake a pool of threads, which on
        # busy cores waits a hundred times longer than it computes.
        cosines = np.vecdot(self.vectors, need.vector).astype(np.float64)
        rounded: Floats = np.floor(cosines * 10_000 + 0.5) / 10_000
        return rounded

    def shares(
        self, need: NeedFacts, similarity: Floats | None, settings: RankingSettings
    ) -> Floats:
        """How well each row's topic fits, 0 to 1: by field, by meaning, or by both (README)."""
        size = len(self.has_fields)
        by_field = self._field_shares(need.fields)
        knows_field = self.has_fields & bool(need.fields)
        if similarity is None:
            return np.where(knows_field, by_field, 0.0)
        by_meaning = meaning_shares(similarity, settings)
        part = np.full(size, settings.meaning_part)
        part[~knows_field] = 1.0
        part[~self.has_vector] = 0.0
        return (1.0 - part) * by_field + part * by_meaning

    def _field_shares(self, wanted: Collection[str]) -> Floats:
        shares = np.zeros(len(self.has_fields))
        for code in wanted:
            steps = len(code) - 1
            for length in range(2, len(code) + 1):
                found = self.prefixes.having(code[:length])
                np.maximum(shares, found * ((length - 1) / steps), out=shares)
        return shares


def meaning_shares(similarity: Floats, settings: RankingSettings) -> Floats:
    """Cosines as shares: 0 up to the floor, 1 from the ceiling on, straight between."""
    span = settings.meaning_ceiling - settings.meaning_floor
    return np.clip((similarity - settings.meaning_floor) / span, 0.0, 1.0)


def containing_codes(fields: Collection[str]) -> set[str]:
    """Every ISCED-F code that contains one of the fields, themselves included."""
    return {code[:length] for code in fields for length in range(2, len(code) + 1)}
