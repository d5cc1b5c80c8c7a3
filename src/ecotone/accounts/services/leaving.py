"""Leaving: the person goes, the counts stay (AD-2)."""

import datetime as dt

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from ecotone.accounts.leaving import leaving_rules
from ecotone.accounts.models import Affiliation, Clearance, Consent, RoleGrant, User
from ecotone.accounts.selectors.leaving import find_obstacles
from ecotone.core.api import forget_name, forget_recipient, record

NAME_OF_THE_ERASED = gettext_noop("Former participant")


class CannotLeaveYet(Exception):
    """Something must be settled first; ``obstacles`` says what, in words."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__("; ".join(obstacles))
        self.obstacles = obstacles


def erase_person(*, now: dt.datetime, by: User) -> None:
    """Erase the person who asks for it. Raises CannotLeaveYet.

    Name, address, phone, gender, clearances and their own words go; the number of the account
    stays behind a placeholder, so that visits that were held still count once. Roles and
    affiliations end. It cannot be undone.
    """
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=by.pk)
        if obstacles := find_obstacles(person, now=now):
            raise CannotLeaveYet(obstacles)
        for rule in leaving_rules():
            rule.forget(person, now)
        _end_ties(person, now.date())
        _withdraw_consents(person, now)
        Clearance.objects.filter(person=person).delete()
        EmailAddress.objects.filter(user=person).delete()
        Authenticator.objects.filter(user=person).delete()
        forget_recipient(person.email)
        _empty(person)
        record(action="person.erased", subject=person, by=person)
        forget_name(person)


def _end_ties(person: User, today: dt.date) -> None:
    last_day = today - dt.timedelta(days=1)
    for kind in (RoleGrant, Affiliation):
        kind.objects.filter(user=person, until=None, since__lte=last_day).update(until=last_day)
        kind.objects.filter(user=person, until=None).update(until=F("since"))


def _withdraw_consents(person: User, now: dt.datetime) -> None:
    Consent.objects.filter(person=person, withdrawn_at=None).update(withdrawn_at=now)


def _empty(person: User) -> None:
    person.email = f"erased-{person.pk}@erased.invalid"
    person.name = NAME_OF_THE_ERASED
    person.phone = ""
    person.gender = ""
    person.language = ""
    person.is_active = False
    person.is_staff = False
    person.set_unusable_password()
    person.save()
