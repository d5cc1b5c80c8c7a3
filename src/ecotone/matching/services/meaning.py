"""Vectors of meaning, made in the background: a text is compared once it has been understood."""

from itertools import batched

from django.db.models import QuerySet

from ecotone.matching.enums import NeedState, OfferStatus
from ecotone.matching.meaning import encoder, fingerprint, is_current, vector_to_bytes
from ecotone.matching.models import Need, Offer

AT_ONCE = 64
LIVE = [NeedState.OPEN, NeedState.SHORTLISTED, NeedState.INVITED]


def understand_new_words() -> int:
    """Make the vectors of offers and open needs whose words are new; returns how many.

    May be stopped at any moment and started again: each batch is kept as it is made. A text that
    changes while its vector is made keeps its old fingerprint and is taken up at the next run.
    """
    offers = Offer.objects.exclude(status=OfferStatus.ARCHIVED)
    return _understand(offers) + _understand(Need.objects.filter(state__in=LIVE))


def _understand(rows: "QuerySet[Offer] | QuerySet[Need]") -> int:
    chosen = encoder()
    stale = [
        row
        for row in rows.order_by("pk").iterator(chunk_size=500)
        if row.words and not is_current(row.vector_of, encoder=chosen, text=row.words)
    ]
    for batch in batched(stale, AT_ONCE):
        vectors = chosen.encode([row.words for row in batch])
        for row, vector in zip(batch, vectors, strict=True):
            row.vector = vector_to_bytes(vector)
            row.vector_of = fingerprint(chosen, row.words)
            row.save(update_fields=["vector", "vector_of", *_stamp(row)])
    return len(stale)


def _stamp(row: Offer | Need) -> list[str]:
    """An offer's stamp of change tells the ranking to read it anew."""
    return ["updated_at"] if isinstance(row, Offer) else []
