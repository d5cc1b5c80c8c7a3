"""The three-minute form (TE-1), filled in by people in a hurry and by people who mean harm."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecotone.core.models import OutgoingMail
from ecotone.matching.enums import NeedState
from ecotone.matching.models import Need, NeedSlot
from tests.factories import Cast, make_class, next_weekday
from tests.matching.views.conftest import SignIn, queries_of

URL = "/needs/new/"


@pytest.fixture
def teacher(as_: SignIn, cast: Cast) -> Client:
    return as_(cast.teacher)


@pytest.fixture
def form(cast: Cast) -> dict[str, Any]:
    """A form as a teacher sends it, with one time."""
    return {
        "form_key": "key-of-the-form",
        "format": "CAREER_TALK",
        "class_group": str(cast.class_group.pk),
        "theme": "De beek achter onze school",
        "duration": "50",
        "day_1": next_weekday(timezone.localdate()).isoformat(),
        "time_1": "10:15",
        "mode": "HYBRID",
        "language": "nl",
        "already_done": "We measured the pH",
    }


def test_form_is_filled_in_before_the_teacher_comes(teacher: Client, cast: Cast) -> None:
    page = teacher.get(URL)
    assert page.status_code == 200
    shown = page.context["form"]
    assert shown["class_group"].field.queryset.get() == cast.class_group
    assert shown["language"].value() == "en"
    assert len(shown["form_key"].value()) == 32


def test_request_ends_with_a_number_and_the_date_of_an_answer(
    teacher: Client, form: dict[str, Any]
) -> None:
    page = teacher.post(URL, form, follow=True)
    need = Need.objects.get()
    text = page.content.decode()
    assert page.redirect_chain == [(f"/needs/{need.pk}/?sent=1", 302)]
    assert need.number in text
    assert "Your request has arrived" in text
    assert need.state == NeedState.OPEN
    [slot] = need.slots.all()
    assert slot.ends_at - slot.starts_at == dt.timedelta(minutes=50)
    assert timezone.localtime(slot.starts_at).strftime("%H:%M") == "10:15"


def test_second_request_is_filled_in_as_the_first_was(
    teacher: Client, form: dict[str, Any]
) -> None:
    teacher.post(URL, {**form, "room": "B12", "mode": "ONSITE"})
    shown = teacher.get(URL).context["form"]
    assert [shown[name].value() for name in ("room", "mode", "language")] == ["B12", "ONSITE", "nl"]
    assert shown["theme"].value() is None


def test_pressed_twice_is_filed_once(teacher: Client, form: dict[str, Any]) -> None:
    first, second = teacher.post(URL, form), teacher.post(URL, form)
    assert first["Location"] == second["Location"]
    assert Need.objects.count() == 1
    assert OutgoingMail.objects.filter(kind="matching.need_received").count() == 1


def test_back_button_and_another_theme_is_another_request(
    teacher: Client, form: dict[str, Any]
) -> None:
    """The browser shows the old form with its old key; what is new in it must not be lost."""
    first = teacher.post(URL, form)
    second = teacher.post(URL, {**form, "theme": "Wind energy"})
    assert first["Location"] != second["Location"]
    themes = sorted(Need.objects.values_list("theme", flat=True))
    assert themes == ["De beek achter onze school", "Wind energy"]


def test_same_key_of_another_teacher_is_another_request(
    teacher: Client, as_: SignIn, cast: Cast, form: dict[str, Any]
) -> None:
    teacher.post(URL, form)
    as_(cast.colleague).post(URL, form)
    assert set(Need.objects.values_list("teacher", flat=True)) == {
        cast.teacher.pk,
        cast.colleague.pk,
    }


def test_three_times_and_one_of_them_half_empty(teacher: Client, form: dict[str, Any]) -> None:
    day = form["day_1"]
    page = teacher.post(URL, {**form, "day_2": day, "time_2": "", "day_3": "", "time_3": "13:00"})
    assert page.status_code == 422
    shown = page.context["form"]
    assert shown.errors == {
        "time_2": ["Say at what time the lesson starts."],
        "day_3": ["Say on which day."],
    }
    assert shown["theme"].value() == form["theme"]
    assert form["already_done"] in page.content.decode()
    page = teacher.post(
        URL, {**form, "day_2": day, "time_2": "11:15", "day_3": day, "time_3": "13:00"}
    )
    assert page.status_code == 302
    assert list(NeedSlot.objects.values_list("rank", flat=True)) == [1, 2, 3]


def test_two_times_that_are_the_same(teacher: Client, form: dict[str, Any]) -> None:
    page = teacher.post(URL, {**form, "day_2": form["day_1"], "time_2": form["time_1"]})
    assert page.context["form"].non_field_errors() == [
        "Two of the times are the same. Change or empty one of them."
    ]
    assert "Two of the times are the same" in page.content.decode()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("", "This field is required."),
        ("soon", "Enter a valid date."),
        ("2027-02-30", "Enter a valid date."),
        ("0001-01-01", "This moment has gone by. Choose a later day."),
        ("2020-02-03", "This moment has gone by. Choose a later day."),
        ("9999-12-31", "That is more than a year away. Please check the year."),
        ("20261-12-03", "Enter a valid date."),
    ],
)
def test_day_that_cannot_be(teacher: Client, form: dict[str, Any], day: str, words: str) -> None:
    page = teacher.post(URL, {**form, "day_1": day})
    assert page.status_code == 422
    assert page.context["form"].errors == {"day_1": [words]}
    assert page.context["form"]["day_1"].value() == day
    assert Need.objects.count() == 0


def test_earlier_today_has_gone_by(teacher: Client, form: dict[str, Any]) -> None:
    earlier = timezone.localtime() - dt.timedelta(minutes=5)
    typed = {"day_1": earlier.date().isoformat(), "time_1": earlier.strftime("%H:%M")}
    page = teacher.post(URL, {**form, **typed})
    assert list(page.context["form"].errors) == ["day_1"]


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"theme": ""}, ["theme"]),
        ({"theme": "   "}, ["theme"]),
        ({"theme": "x" * 201}, ["theme"]),
        ({"theme": "zero\x00byte"}, ["theme"]),
        ({"already_done": "x" * 10_000}, ["already_done"]),
        ({"format": "PARTY"}, ["format"]),
        ({"format": "", "mode": ""}, ["format", "mode"]),
        ({"language": "xx"}, ["language"]),
        ({"duration": "-50"}, ["duration"]),
        ({"duration": "99999999"}, ["duration"]),
        ({"class_group": "0"}, ["class_group"]),
        ({"class_group": "1 OR 1=1"}, ["class_group"]),
        ({"wish": "anybody rich"}, ["wish"]),
        ({"time_1": "25:00"}, ["time_1"]),
        ({"form_key": "k" * 41}, ["form_key"]),
    ],
)
def test_nonsense_is_refused_field_by_field(
    teacher: Client, form: dict[str, Any], typed: dict[str, str], fields: list[str]
) -> None:
    page = teacher.post(URL, {**form, **typed})
    assert page.status_code == 422
    assert sorted(page.context["form"].errors) == fields
    assert 'role="alert"' in page.content.decode()
    assert Need.objects.count() == 0


def test_empty_form_says_what_is_missing(teacher: Client) -> None:
    page = teacher.post(URL, {"theme": ""})
    assert page.status_code == 422
    assert {"theme", "day_1", "time_1", "format"} <= set(page.context["form"].errors)


def test_class_of_another_school_cannot_be_chosen(
    teacher: Client, form: dict[str, Any], cast: Cast
) -> None:
    foreign = make_class(cast.other_school, "3C")
    page = teacher.post(URL, {**form, "class_group": str(foreign.pk)})
    assert list(page.context["form"].errors) == ["class_group"]
    assert "3C" not in page.content.decode()


def test_html_in_a_theme_is_text_everywhere(
    teacher: Client, as_: SignIn, cast: Cast, form: dict[str, Any]
) -> None:
    evil = "<script>alert(1)</script>{{ 7|add:1 }}"
    page = teacher.post(URL, {**form, "theme": evil, "already_done": evil}, follow=True)
    need = Need.objects.get()
    coordinator = as_(cast.coordinator)
    pages = [
        page,
        teacher.get("/needs/"),
        coordinator.get(reverse("matching:queue", args=[cast.network.slug])),
        coordinator.get(reverse("matching:candidates", args=[cast.network.slug, need.pk])),
    ]
    for one in pages:
        assert one.status_code == 200
        assert "<script>alert" not in one.content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:1 }}" in one.content.decode()


def test_who_has_no_school_is_told_what_to_do(as_: SignIn, cast: Cast) -> None:
    page = as_(cast.stranger).get(URL)
    assert "You are not yet linked to a school" in page.content.decode()
    page = as_(cast.other_teacher).get(URL)
    assert "No class of this school year yet" in page.content.decode()


def test_times_are_those_of_the_school_in_lisbon(
    teacher: Client, cast: Cast, form: dict[str, Any]
) -> None:
    cast.network.time_zone = "Europe/Lisbon"
    cast.network.save()
    page = teacher.post(URL, form, follow=True)
    [slot] = NeedSlot.objects.all()
    assert slot.starts_at.astimezone(dt.UTC).strftime("%H:%M") == "10:15"
    assert "10:15–11:05" in page.content.decode()


def test_day_on_which_the_clocks_change(teacher: Client, form: dict[str, Any]) -> None:
    """28 March 2027 has 23 hours; a lesson of that day and of the next keeps its length."""
    for day, hour in (("2027-03-28", "02:30"), ("2027-03-29", "10:00"), ("2027-10-31", "02:30")):
        page = teacher.post(URL, {**form, "form_key": day, "day_1": day, "time_1": hour})
        assert page.status_code == 302
    lengths = {slot.ends_at - slot.starts_at for slot in NeedSlot.objects.all()}
    assert lengths == {dt.timedelta(minutes=50)}
    monday = NeedSlot.objects.get(need__form_key="2027-03-29")
    assert monday.starts_at == dt.datetime(2027, 3, 29, 8, 0, tzinfo=dt.UTC)


def test_list_asks_the_same_number_of_queries_for_one_and_three(
    teacher: Client, form: dict[str, Any]
) -> None:
    counts = []
    for number in range(3):
        teacher.post(URL, {**form, "form_key": f"k{number}", "theme": f"Theme {number}"})
        counts.append(queries_of(teacher, "/needs/"))
    assert counts[0] == counts[2]
