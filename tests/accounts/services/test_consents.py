import datetime as dt

from ecotone.accounts.enums import ConsentPurpose, Gender
from ecotone.accounts.models import Consent
from ecotone.accounts.services.consents import declare_gender, give_consent, withdraw_consent
from ecotone.core.api import history_of
from tests.factories import Cast


def test_gender_is_kept_only_with_consent(cast: Cast, now: dt.datetime) -> None:
    declare_gender(gender=Gender.WOMAN, agrees=False, now=now, by=cast.professional)
    cast.professional.refresh_from_db()
    assert cast.professional.gender == ""
    declare_gender(gender=Gender.WOMAN, agrees=True, now=now, by=cast.professional)
    cast.professional.refresh_from_db()
    assert cast.professional.gender == Gender.WOMAN


def test_withdrawing_clears_the_gender_and_keeps_the_proof(cast: Cast, now: dt.datetime) -> None:
    declare_gender(gender=Gender.MAN, agrees=True, now=now, by=cast.professional)
    later = now + dt.timedelta(days=1)
    withdraw_consent(purpose=ConsentPurpose.GENDER_BALANCE, now=later, by=cast.professional)
    cast.professional.refresh_from_db()
    assert cast.professional.gender == ""
    consent = Consent.objects.get(person=cast.professional)
    assert (consent.given_at, consent.withdrawn_at) == (now, later)


def test_consent_given_twice_is_one_consent(cast: Cast, now: dt.datetime) -> None:
    first = give_consent(purpose=ConsentPurpose.PUBLIC_PROFILE, now=now, by=cast.teacher)
    second = give_consent(purpose=ConsentPurpose.PUBLIC_PROFILE, now=now, by=cast.teacher)
    assert first == second


def test_gender_never_reaches_the_log(cast: Cast, now: dt.datetime) -> None:
    declare_gender(gender=Gender.WOMAN, agrees=True, now=now, by=cast.professional)
    assert [entry.after for entry in history_of(cast.professional)] == [
        {"purpose": "gender_balance"}
    ]
