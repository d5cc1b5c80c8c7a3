"""Signed links to one visit for one person of one side, so that nobody needs an account for it.

A link opens the visit's sheet and the acts of that side. It says who is acting, ends sixty days
after the visit, and stops working when the person is no longer part of it.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from ecotone.accounts.api import User
from ecotone.activities.enums import Side
from ecotone.activities.models import Activity

SALT = "ecotone.visit"
OPEN_AFTERWARDS = dt.timedelta(days=60)


class LinkNotValid(Exception):
    """The link was changed, has ended, or its person is no longer part of the visit."""


class SteppedBack(LinkNotValid):
    """The link was the person's own, and they no longer come: they cancelled or were replaced."""


@dataclass(frozen=True)
class VisitPass:
    """What a valid link stands for."""

    activity: Activity
    person: User
    side: Side
    token: str


def visit_token(activity: Activity, person: User, side: Side) -> str:
    """The signed part of a link; the same each time, so that all mails carry one link."""
    return signing.Signer(salt=SALT).sign_object(
        {"a": activity.pk, "p": person.pk, "s": str(side)}, compress=False
    )


def visit_url(activity: Activity, person: User, side: Side, page: str = "sheet") -> str:
    """The whole address of a page of the visit: sheet, cancel, confirm or afterwards."""
    names = {
        "sheet": "activities:sheet",
        "cancel": "matching:cancel",
        "confirm": "matching:confirm",
        "afterwards": "matching:afterwards",
    }
    return settings.SITE_URL + reverse(names[page], args=[visit_token(activity, person, side)])


def read_visit_token(token: str, *, now: dt.datetime) -> VisitPass:
    """The pass that the token stands for. Raises LinkNotValid, SteppedBack."""
    try:
        content = signing.Signer(salt=SALT).unsign_object(token)
        activity = Activity.objects.for_sheet().get(pk=content["a"])
        person = User.objects.get(pk=content["p"], is_active=True)
        side = Side(content["s"])
    except (signing.BadSignature, KeyError, ValueError) as error:
        raise LinkNotValid from error
    except (Activity.DoesNotExist, User.DoesNotExist) as error:
        raise LinkNotValid from error
    if now > activity.ends_at + OPEN_AFTERWARDS:
        raise LinkNotValid
    if not is_part_of(activity, person, side):
        raise SteppedBack if _was_visitor(activity, person, side) else LinkNotValid
    return VisitPass(activity=activity, person=person, side=side, token=token)


def is_part_of(activity: Activity, person: User, side: Side) -> bool:
    """Whether the person is the school's contact, or a visitor who has not stepped back."""
    if side == Side.SCHOOL:
        return activity.host_contact_id == person.pk
    return any(
        row.person_id == person.pk and row.withdrawn_at is None
        for row in activity.contributions.all()
    )


def _was_visitor(activity: Activity, person: User, side: Side) -> bool:
    return side == Side.VISITOR and any(
        row.person_id == person.pk for row in activity.contributions.all()
    )
