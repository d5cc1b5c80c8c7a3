"""The pages of allauth that we use, each marked with who may open it.

Named as allauth names them, so that it finds them. Its password pages are left out: there are no
passwords, and their addresses answer 404. So are its pages for a second factor.
"""

from allauth.account import views as account
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from ecotone.core.access import public, signed_in

ask_for_code = public(account.request_login_code)
passkeys = signed_in(webauthn.list_webauthn)

urlpatterns = [
    path("login/", ask_for_code, name="account_login"),
    path("login/", ask_for_code, name="account_request_login_code"),
    path("login/code/", public(account.confirm_login_code), name="account_confirm_login_code"),
    path("login/passkey/", public(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("logout/", public(account.logout), name="account_logout"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path("signup/", public(account.signup), name="account_signup"),
    path(
        "address/code/",
        public(account.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path("address/", signed_in(account.email), name="account_email"),
    path("passkeys/", passkeys, name="mfa_index"),
    path("passkeys/", passkeys, name="mfa_list_webauthn"),
    path("passkeys/add/", signed_in(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/name/", signed_in(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "passkeys/<int:pk>/remove/",
        signed_in(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
]
