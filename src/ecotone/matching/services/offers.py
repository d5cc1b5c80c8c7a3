"""What a professional does with an offer."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction

from ecotone.accounts.api import Consent, User
from ecotone.accounts.enums import ConsentPurpose
from ecotone.core.audit import record
from ecotone.matching.enums import OfferStatus
from ecotone.matching.models import Offer
from ecotone.networks.api import primary_employer_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ecotone.networks.api import Network

ESSENTIALS = (
    "title",
    "job_in_plain_words",
    "formats",
    "isced_levels",
    "mode",
    "base_name",
    "radius_km",
)
DETAILS = (
    "fields_of_study",
    "weekdays",
    "from_time",
    "until_time",
    "months",
    "group_min",
    "group_max",
    "cap_per_year",
    "equipment_needed",
    "needs_step_free",
    "offers_role_model_wish",
    "will_not_do",
)
SCHOOL_DAYS = [0, 1, 2, 3, 4]
SCHOOL_MONTHS = [1, 2, 3, 4, 5, 6, 9, 10, 11, 12]


@transaction.atomic
def save_essentials(
    *,
    offer: Offer | None,
    values: "Mapping[str, Any]",
    networks: "Iterable[Network]",
    now: dt.datetime,
    by: "User",
) -> Offer:
    """Make the offer or change its first page; it can be found from now on once inducted.

    An offer that stands in no network yet, because its person belonged to none, joins ``networks``.
    A new offer in the very words of one that the person has already is that one: the button was
    pressed twice.
    ``values`` are the cleaned essentials with ``latitude`` and ``longitude`` unless online.
    """
    offer = offer or _same_offer(values, by)
    offer = offer or Offer(person=by, weekdays=SCHOOL_DAYS, months=SCHOOL_MONTHS)
    for name in ESSENTIALS:
        setattr(offer, name, values[name])
    offer.languages = values["language_levels"]
    offer.latitude, offer.longitude = values.get("latitude"), values.get("longitude")
    offer.last_confirmed_on = now.date()
    place = values.get("organisation")
    offer.is_of_organisation = place is not None
    offer.organisation = place or primary_employer_of(by)
    offer.save()
    if not offer.networks.exists():
        offer.networks.set(networks)
    Consent.objects.get_or_create(
        person=by,
        purpose=ConsentPurpose.CODE_OF_CONDUCT,
        withdrawn_at=None,
        defaults={"given_at": now},
    )
    record(action="offer.saved", subject=offer, by=by)
    return offer


def _same_offer(values: "Mapping[str, Any]", by: "User") -> Offer | None:
    """Held against a second press until the transaction ends."""
    User.objects.select_for_update().get(pk=by.pk)
    words = {name: values[name] for name in ("title", "job_in_plain_words")}
    place = values.get("organisation")
    own = Offer.objects.filter(person=by, is_of_organisation=place is not None, **words)
    return own.exclude(status=OfferStatus.ARCHIVED).order_by("pk").first()


@transaction.atomic
def save_details(*, offer: Offer, values: "Mapping[str, Any]", by: "User") -> Offer:
    """Change days, months, sizes, cap and what the person will not do."""
    # A form that is bound to the offer has changed it in memory before it comes here.
    stored = Offer.objects.select_for_update().get(pk=offer.pk)
    before = {name: str(getattr(stored, name)) for name in DETAILS}
    for name in DETAILS:
        setattr(offer, name, values[name])
    offer.save()
    after = {name: str(getattr(offer, name)) for name in DETAILS}
    record(action="offer.detailed", subject=offer, by=by, before=before, after=after)
    return offer


@transaction.atomic
def finish_induction(*, offer: Offer, now: dt.datetime, by: "User") -> Offer:
    """The person knows how a visit works: ready for accompanied visits (RM-1)."""
    Offer.objects.filter(person=by, induction_done_on=None).update(induction_done_on=now.date())
    offer.refresh_from_db()
    if offer.status == OfferStatus.DRAFT:
        offer.status = OfferStatus.READY
        offer.save(update_fields=["status", "updated_at"])
    record(action="offer.inducted", subject=offer, by=by)
    return offer


@transaction.atomic
def pause_offer(*, offer: Offer, by: "User") -> None:
    """No more questions until the person wants some again (RM-5). Pausing twice is pausing once."""
    if offer.status not in (OfferStatus.DRAFT, OfferStatus.READY):
        return
    offer.status = OfferStatus.PAUSED
    offer.save(update_fields=["status", "updated_at"])
    record(action="offer.paused", subject=offer, by=by)


@transaction.atomic
def resume_offer(*, offer: Offer, now: dt.datetime, by: "User") -> None:
    """Back again; what it says is confirmed by that. What is found anyway stays as it is."""
    if offer.status not in (OfferStatus.PAUSED, OfferStatus.ARCHIVED):
        return
    offer.status = OfferStatus.READY if offer.induction_done_on else OfferStatus.DRAFT
    offer.last_confirmed_on = now.date()
    offer.save(update_fields=["status", "last_confirmed_on", "updated_at"])
    record(action="offer.resumed", subject=offer, by=by)
