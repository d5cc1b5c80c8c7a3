"""The professional's part: who asks me, where I go next, and my year against my own limit."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ecotone.accounts.api import User
from ecotone.activities.api import Activity, Contribution, Report, Side, visit_token
from ecotone.activities.enums import ActivityStatus
from ecotone.matching.api import Invitation, InvitationState, Offer, OfferStatus, invitation_url
from ecotone.networks.api import school_year_label
from ecotone.portal.selectors.desk.parts import (
    Coming,
    Deed,
    Part,
    Task,
    day_in_words,
    due_kind,
    in_words,
    joined,
)

ASK_AFTERWARDS = dt.timedelta(days=14)
AHEAD = (ActivityStatus.OPEN, ActivityStatus.CONFIRMED)
TAKES_PART = (*AHEAD, ActivityStatus.HELD, ActivityStatus.NOT_HELD)


@dataclass(frozen=True)
class OfferYear:
    """One offer with what this school year took of its cap."""

    offer: Offer
    taken: int
    reached_cap: bool


@dataclass(frozen=True)
class ProfessionalPart(Part):
    offers: tuple[OfferYear, ...] = ()
    school_year: str = ""


def professional_part(person: User, *, now: dt.datetime, today: dt.date) -> ProfessionalPart:
    """Three queries, and one for the slots, however much is asked."""
    invitations = _invitations(person)
    visits = _visits(person, now)
    offers = _offers(person, school_year_label(today))
    return ProfessionalPart(
        tasks=[
            *(_answer(row, now, today) for row in invitations if _waits(row, now)),
            *(_say_what_happened(row, person) for row in visits if _is_unsaid(row, now)),
            *(_finish(offer.offer) for offer in offers if offer.offer.induction_done_on is None),
        ],
        coming=[
            *(_visit(row) for row in visits if _is_ahead(row.activity, now)),
            *(_reserve(row) for row in invitations if row.state == InvitationState.RESERVE),
        ],
        deeds=_deeds(offers),
        offers=tuple(offers),
        school_year=school_year_label(today),
    )


def _invitations(person: User) -> list[Invitation]:
    return list(
        Invitation.objects.filter(
            person=person,
            state__in=[InvitationState.SENT, InvitationState.CALLED, InvitationState.RESERVE],
        )
        .select_related(
            "need__school", "need__class_group", "need__network", "need__activity", "slot"
        )
        .prefetch_related("need__slots")
        .order_by("expires_at", "id")
    )


def _waits(invitation: Invitation, now: dt.datetime) -> bool:
    return invitation.state != InvitationState.RESERVE and invitation.expires_at > now


def _visits(person: User, now: dt.datetime) -> list[Contribution]:
    """My visits from a fortnight ago on, with whether I said what happened."""
    said = Report.objects.filter(activity=OuterRef("activity"), side=Side.VISITOR)
    return list(
        Contribution.objects.filter(
            person=person,
            withdrawn_at=None,
            activity__status__in=TAKES_PART,
            activity__ends_at__gte=now - ASK_AFTERWARDS,
        )
        .annotate(has_spoken=Exists(said))
        .select_related("activity__host")
        .order_by("activity__starts_at", "id")
    )


def _is_ahead(activity: Activity, now: dt.datetime) -> bool:
    return activity.ends_at > now and activity.status in AHEAD


def _is_unsaid(row: Contribution, now: dt.datetime) -> bool:
    return row.activity.ends_at <= now and not row.has_spoken  # type: ignore[attr-defined]


def _offers(person: User, year: str) -> list[OfferYear]:
    """My offers with how many visits each took this year."""
    of_year = Q(invitations__state=InvitationState.ACCEPTED, invitations__school_year=year)
    rows = (
        Offer.objects.filter(person=person)
        .exclude(status=OfferStatus.ARCHIVED)
        .annotate(taken=Count("invitations", filter=of_year))
        .order_by("title", "id")
    )
    return [_year_of(offer) for offer in rows]


def _year_of(offer: Offer) -> OfferYear:
    taken: int = offer.taken  # type: ignore[attr-defined]
    return OfferYear(offer, taken, taken >= offer.cap_per_year)


def _answer(invitation: Invitation, now: dt.datetime, today: dt.date) -> Task:
    need = invitation.need
    times = [in_words(slot.starts_at, need.network.time_zone) for slot in need.slots.all()]
    is_called = invitation.state == InvitationState.CALLED
    until = invitation.expires_at
    return Task(
        title=_("Can you step in? %(theme)s") % {"theme": need.theme}
        if is_called
        else _("A class asks you: %(theme)s") % {"theme": need.theme},
        url=invitation_url(invitation).removeprefix(settings.SITE_URL),
        why=joined(
            need.school.name,
            ngettext("%(n)s pupil", "%(n)s pupils", need.class_group.headcount)
            % {"n": need.class_group.headcount},
            " / ".join(times[:3]),
        ),
        due=_("answer by %(day)s") % {"day": day_in_words(until.date())},
        due_kind=due_kind(until.date(), today=today),
        action=_("Answer"),
        kind="warning" if is_called else "waiting",
        until=until,
    )


def _say_what_happened(row: Contribution, person: User) -> Task:
    activity = row.activity
    return Task(
        title=_("How did “%(theme)s” go?") % {"theme": activity.title},
        url=reverse("matching:afterwards", args=[visit_token(activity, person, Side.VISITOR)]),
        why=joined(activity.host.name, in_words(activity.starts_at, activity.time_zone)),
        action=_("Say what happened"),
        kind="info",
        until=activity.ends_at,
    )


def _finish(offer: Offer) -> Task:
    return Task(
        title=_("Finish “%(title)s”") % {"title": offer.title},
        url=reverse("matching:induction", args=[offer.pk]),
        why=_("Schools find you once you have read how a visit goes."),
        action=_("Go on"),
        kind="info",
    )


def _visit(row: Contribution) -> Coming:
    activity = row.activity
    is_confirmed = activity.status == ActivityStatus.CONFIRMED
    return Coming(
        starts_at=activity.starts_at,
        when=in_words(activity.starts_at, activity.time_zone),
        title=activity.title,
        detail=joined(activity.host.name, activity.host.municipality_name),
        url=activity.get_absolute_url(),
        language=activity.language,
        status=_("Confirmed") if is_confirmed else _("Not confirmed yet"),
        kind="success" if is_confirmed else "waiting",
    )


def _reserve(invitation: Invitation) -> Coming:
    need = invitation.need
    starts_at = need.activity.starts_at if need.activity else invitation.expires_at
    return Coming(
        starts_at=starts_at,
        when=in_words(starts_at, need.network.time_zone),
        title=need.theme,
        detail=joined(need.school.name, _("You keep the time free, in case.")),
        url=invitation_url(invitation).removeprefix(settings.SITE_URL),
        language=need.language,
        status=_("In reserve"),
        kind="neutral",
    )


def _deeds(offers: list[OfferYear]) -> list[Deed]:
    if not offers:
        return [
            Deed(
                _("Say what you offer"),
                reverse("matching:new-offer"),
                _("Ten minutes. You can be found after the first page."),
                is_first=True,
            )
        ]
    return [
        Deed(_("Change what you offer"), reverse("matching:offers"), _("Days, places, limits.")),
    ]
