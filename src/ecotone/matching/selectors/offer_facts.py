"""What the ranking is told of the offers a network can draw on, kept until one changes."""

from django.db.models import Count, Max

from ecotone.matching.enums import OfferStatus
from ecotone.matching.meaning import vector_from_bytes
from ecotone.matching.models import Offer, OfferSlot
from ecotone.matching.ranking.facts import Interval, OfferFacts
from ecotone.matching.ranking.table import OfferTable
from ecotone.networks.api import Network, ids_with_ancestors

_tables: dict[frozenset[int], tuple[object, OfferTable]] = {}


def offer_table(network: Network) -> OfferTable:
    """The offers of the network and of those above it as a table; without the people's day.

    Kept in memory by process. One cheap query tells whether an offer was added or changed since.
    """
    network_ids = frozenset(ids_with_ancestors([network.pk]))
    offers = Offer.objects.exclude(status=OfferStatus.ARCHIVED)
    version = offers.aggregate(at=Max("updated_at"), n=Count("pk"), last=Max("pk"))
    known = _tables.get(network_ids)
    if known is not None and known[0] == version:
        return known[1]
    table = OfferTable.from_rows(_rows(network_ids))
    _tables[network_ids] = (version, table)
    return table


def forget_offer_tables() -> None:
    """Read anew at the next question; for tests and bulk loads."""
    _tables.clear()


def _rows(network_ids: frozenset[int]) -> list[OfferFacts]:
    chosen = Offer.networks.through.objects.filter(network_id__in=network_ids).values("offer_id")
    offers = (
        Offer.objects.filter(pk__in=chosen)
        .exclude(status=OfferStatus.ARCHIVED)
        .select_related("person")
        .order_by("pk")
    )
    slots: dict[int, list[Interval]] = {}
    for slot in OfferSlot.objects.filter(offer__in=chosen):
        slots.setdefault(slot.offer_id, []).append(Interval(slot.starts_at, slot.ends_at))
    return [_facts(offer, slots.get(offer.pk, [])) for offer in offers]


def _facts(offer: Offer, slots: list[Interval]) -> OfferFacts:
    person = offer.person
    return OfferFacts(
        offer_id=offer.pk,
        person_id=offer.person_id,
        subject=offer.claim_subject,
        organisation_id=offer.organisation_id,
        topic=offer.title,
        is_ready=offer.status == OfferStatus.READY,
        is_induction_done=offer.induction_done_on is not None,
        paused_until=offer.paused_until,
        formats=tuple(offer.formats),
        levels=tuple(offer.isced_levels),
        fields=tuple(offer.fields_of_study),
        languages=offer.languages,
        mode=offer.mode,
        radius_km=offer.radius_km,
        latitude=offer.latitude,
        longitude=offer.longitude,
        weekdays=tuple(offer.weekdays),
        months=tuple(offer.months),
        from_time=offer.from_time,
        until_time=offer.until_time,
        exact_slots=tuple(slots),
        group_min=offer.group_min,
        group_max=offer.group_max,
        cap_per_year=offer.cap_per_year,
        min_days_between=0 if offer.is_of_organisation else None,
        needs_step_free=offer.needs_step_free,
        offered_wish=person.gender if offer.offers_role_model_wish else "",
        vector=vector_from_bytes(offer.vector, offer.vector_of),
    )
