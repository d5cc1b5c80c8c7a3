"""Signing in by a code from a mail: how allauth speaks through our own outbox and pages."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from ecotone.accounts.models import User
from ecotone.core.api import Recipient, queue_from_template

# allauth's names for its mails, and our letter for each. A mail that is not here has no page that
# sends it (there are no passwords).
LETTERS = {
    "account/email/login_code": "sign_in_code",
    "account/email/email_confirmation": "address_code",
    "account/email/email_confirmation_signup": "address_code",
    "account/email/account_already_exists": "already_known",
    "account/email/unknown_account": "unknown_address",
}
# What a mail may show; the rest of allauth's context holds the request.
_SHOWN = ("code", "signup_url")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sends allauth's mails through our outbox, and says who may sign up."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue our letter in the language of the person, or of the page for strangers."""
        person = User.objects.filter(email__iexact=email).first()
        if person is not None:
            make_address_known(person)
        shown = {name: context[name] for name in _SHOWN if name in context}
        queue_from_template(
            key=f"sign-in:{uuid.uuid4()}",
            kind="accounts.sign_in",
            to=Recipient(
                email=email,
                name=person.name if person else "",
                language=(person.language if person else "") or get_language() or "en",
            ),
            template=f"accounts/mails/{LETTERS[template_prefix]}",
            context={
                **shown,
                "name": person.name if person else "",
                "sign_in_url": settings.SITE_URL + reverse("account_login"),
            },
        )

    def send_account_already_exists_mail(self, email: str) -> None:
        """Somebody signs up with an address that we know: tell its owner how to sign in."""
        self.send_mail("account/email/account_already_exists", email, {})

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """A host may close self-registration; people then come in by invitation only."""
        return bool(getattr(settings, "SELF_REGISTRATION", True))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Somebody without a name is asked for it first; everybody else goes to their desk."""
        if not request.user.name:  # type: ignore[union-attr]
            return reverse("accounts:me")
        return str(super().get_login_redirect_url(request))

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:me")

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Also keep the name and the language of the page."""
        user.name = form.cleaned_data.get("name", "")
        user.language = get_language() or "en"
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]


def make_address_known(person: User) -> None:
    """Tell allauth of the address, so that the code we send to it counts as its proof.

    Without this, somebody who was invited would be asked for a second code after the first.
    """
    EmailAddress.objects.get_or_create(
        user=person, primary=True, defaults={"email": person.email, "verified": False}
    )


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """A passkey is one more key to the same door, never a second lock on it.

    Who loses the phone with the passkey still gets in by e-mail code (docs/adr/0005).
    """

    def is_mfa_enabled(self, user: User, types: Any = None) -> bool:
        return False
