"""Signed links with which an invitation is answered from the mail.

The link only opens the question. The answer is a form that a person sends, so a mail scanner that
opens every address changes nothing. Once answered, the same link shows what was answered.
"""

import datetime as dt

from django.conf import settings
from django.core import signing
from django.urls import reverse

from ecotone.matching.models import Invitation

SALT = "ecotone.invitation"
READABLE_FOR = dt.timedelta(days=90)


class InvitationLinkNotValid(Exception):
    """The link was changed, or is older than ninety days."""


def invitation_token(invitation: Invitation) -> str:
    return signing.TimestampSigner(salt=SALT).sign_object(
        {"i": invitation.pk, "k": invitation.link_key}
    )


def invitation_url(invitation: Invitation) -> str:
    """The whole address of the page that asks."""
    return settings.SITE_URL + reverse("matching:answer", args=[invitation_token(invitation)])


def read_invitation_token(token: str) -> Invitation:
    """The invitation that the token stands for. Raises InvitationLinkNotValid."""
    try:
        content = signing.TimestampSigner(salt=SALT).unsign_object(token, max_age=READABLE_FOR)
        return (
            Invitation.objects.select_related(
                "person",
                "offer",
                "slot",
                "need__school__school",
                "need__class_group",
                "need__network",
                "need__teacher",
                "need__activity",
            )
            .prefetch_related("need__slots")
            .get(pk=content["i"], link_key=content["k"], person__is_active=True)
        )
    except (signing.BadSignature, KeyError, ValueError, Invitation.DoesNotExist) as error:
        raise InvitationLinkNotValid from error
