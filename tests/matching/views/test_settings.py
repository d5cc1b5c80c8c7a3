"""How a network matches: deadlines and weights within sensible limits."""

from typing import Any

import pytest
from django.test import Client

from ecotone.core.audit import history_of
from ecotone.matching.brokerage import BrokerageSettings
from ecotone.matching.ranking import Preference
from tests.factories import Cast
from tests.matching.views.conftest import SignIn


@pytest.fixture
def lead(as_: SignIn, cast: Cast) -> Client:
    return as_(cast.lead)


def url_of(cast: Cast) -> str:
    return f"/networks/{cast.network.slug}/matching/"


@pytest.fixture
def form(lead: Client, cast: Cast) -> dict[str, Any]:
    """The form as it comes, nothing changed."""
    shown = lead.get(url_of(cast)).context["form"]
    return {name: str(shown[name].value()) for name in shown.fields}


def test_form_shows_the_defaults_and_keeps_them(
    lead: Client, cast: Cast, form: dict[str, Any]
) -> None:
    assert form["wave_size"] == "3"
    page = lead.post(url_of(cast), form, follow=True)
    assert "The queue uses the new settings from now on." in page.content.decode()
    cast.network.refresh_from_db()
    assert BrokerageSettings.from_mapping(cast.network.matching_settings) == BrokerageSettings()


def test_change_is_kept_and_traced_and_other_settings_stay(
    lead: Client, cast: Cast, form: dict[str, Any]
) -> None:
    cast.network.matching_settings = {"something_else": 7}
    cast.network.save()
    lead.post(url_of(cast), {**form, "wave_size": "5"})
    cast.network.refresh_from_db()
    stored = cast.network.matching_settings
    assert (stored["wave_size"], stored["something_else"]) == (5, 7)
    entry = history_of(cast.network).get(action="network.matching_changed")
    assert entry.before == {"something_else": 7}
    assert (entry.after or {})["wave_size"] == 5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("wave_size", "0"),
        ("wave_size", "21"),
        ("wave_size", "-3"),
        ("wave_size", "2.5"),
        ("wave_size", ""),
        ("answer_hours", "3"),
        ("answer_hours", "10000"),
        ("answer_due_days", "0"),
        ("min_days_between", "366"),
        ("reserve_until_days", "31"),
        ("call_up_hours", "0"),
        ("tell_school_hours", "97"),
        ("tell_school_hours", "soon"),
        (f"weight_{next(iter(Preference))}", "-1"),
        (f"weight_{next(iter(Preference))}", "nan"),
        (f"weight_{next(iter(Preference))}", "inf"),
        (f"weight_{next(iter(Preference))}", "1001"),
    ],
)
def test_out_of_range_is_refused_and_what_was_typed_stays(
    lead: Client, cast: Cast, form: dict[str, Any], name: str, value: str
) -> None:
    page = lead.post(url_of(cast), {**form, name: value})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [name]
    assert page.context["form"][name].value() == value
    cast.network.refresh_from_db()
    assert cast.network.matching_settings == {}


def test_at_least_one_weight_is_above_zero(lead: Client, cast: Cast, form: dict[str, Any]) -> None:
    nothing = {f"weight_{one}": "0" for one in Preference}
    page = lead.post(url_of(cast), {**form, **nothing})
    assert page.status_code == 422
    assert page.context["form"].non_field_errors() == ["At least one weight must be above zero."]
    assert "At least one weight must be above zero." in page.content.decode()


def test_only_who_may_change_settings_opens_it(as_: SignIn, cast: Cast) -> None:
    opened = {
        name for name, one in cast.people().items() if as_(one).get(url_of(cast)).status_code == 200
    }
    assert opened == {"lead"}
