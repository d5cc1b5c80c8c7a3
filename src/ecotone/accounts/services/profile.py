"""What a person changes about themselves."""

from dataclasses import dataclass

from django.db import transaction

from ecotone.accounts.models import User
from ecotone.core.api import record


@dataclass(frozen=True)
class Profile:
    """Name, language of pages and mails, and the phone for the day of a visit."""

    name: str
    language: str
    phone: str


def change_profile(*, profile: Profile, by: User) -> User:
    """Keep it. The log says that, not what, was changed: a phone number is nobody's business."""
    changed = [field for field in vars(profile) if getattr(by, field) != getattr(profile, field)]
    if not changed:
        return by
    with transaction.atomic():
        for field in changed:
            setattr(by, field, getattr(profile, field))
        by.save(update_fields=changed)
        record(action="person.changed", subject=by, by=by, after={"fields": changed})
    return by
