"""Giving and withdrawing consent, one purpose at a time."""

import datetime as dt

from django.db import transaction

from ecotone.accounts.enums import ConsentPurpose, Gender
from ecotone.accounts.models import Consent, User
from ecotone.core.api import record

# The version of each purpose's words. When the words change, so does this, and people are asked
# anew: what they agreed to is what they read.
VERSION = "2026-1"


def give_consent(*, purpose: ConsentPurpose, now: dt.datetime, by: User) -> Consent:
    """Keep that the person agreed; a second time changes nothing."""
    with transaction.atomic():
        consent, made = Consent.objects.get_or_create(
            person=by,
            purpose=purpose,
            withdrawn_at=None,
            defaults={"given_at": now, "version": VERSION},
        )
        if made:
            record(action="consent.given", subject=by, by=by, after={"purpose": purpose})
    return consent


def withdraw_consent(*, purpose: ConsentPurpose, now: dt.datetime, by: User) -> None:
    """Keep that the person no longer agrees; what it allowed us to hold goes at once."""
    with transaction.atomic():
        for consent in Consent.objects.filter(person=by, purpose=purpose, withdrawn_at=None):
            consent.withdrawn_at = now
            consent.save(update_fields=["withdrawn_at"])
            record(action="consent.withdrawn", subject=by, by=by, after={"purpose": purpose})
        if purpose == ConsentPurpose.GENDER_BALANCE:
            _forget_gender(by)


def declare_gender(*, gender: Gender | None, agrees: bool, now: dt.datetime, by: User) -> None:
    """Keep a gender only together with the consent to use it for balance figures.

    No gender, or no consent, clears both. What was declared never goes into the log.
    """
    if gender is None or not agrees:
        withdraw_consent(purpose=ConsentPurpose.GENDER_BALANCE, now=now, by=by)
        return
    with transaction.atomic():
        give_consent(purpose=ConsentPurpose.GENDER_BALANCE, now=now, by=by)
        by.gender = gender
        by.save(update_fields=["gender"])


def _forget_gender(person: User) -> None:
    person.gender = ""
    person.save(update_fields=["gender"])
