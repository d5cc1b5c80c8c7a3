"""Loading code lists: as often as one likes, all or nothing, nothing ever lost."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from freezegun import freeze_time

from ecotone.core.audit import history_of
from ecotone.core.codelists.loading import LoadReport, load_code_lists
from ecotone.core.codelists.reading import InvalidCodeLists
from ecotone.core.codelists.selectors import choices, forget_code_lists, label
from ecotone.core.models.codelists import Code, CodeList

TODAY = dt.date(2026, 11, 22)
LANGUAGES = ("en", "nl", "de", "fr", "es", "pt")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    forget_code_lists()
    yield
    forget_code_lists()


def write(
    folder: Path,
    codes: dict[str, str],
    *,
    code: str = "colour",
    version: str = "2026-1",
    since: dt.date = dt.date(2026, 9, 1),
) -> None:
    lines = [f'code = "{code}"', f'version = "{version}"', f"valid_from = {since}", "[labels]"]
    lines += [f'{language} = "Colour"' for language in LANGUAGES]
    for key, text in codes.items():
        lines += [f"[codes.{key}]", *(f'{language} = "{text}"' for language in LANGUAGES)]
    (folder / f"{code}.toml").write_text("\n".join(lines), encoding="utf-8")


def load(folder: Path, today: dt.date = TODAY) -> LoadReport:
    return load_code_lists(folder=folder, today=today)


def test_loading_again_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"RED": "red", "BLUE": "blue"})
    assert load(tmp_path) == LoadReport(lists=1, added=2)
    before = list(Code.objects.filter(code_list__code="colour").values())
    assert load(tmp_path) == LoadReport(lists=1)
    assert list(Code.objects.filter(code_list__code="colour").values()) == before
    entries = history_of(CodeList.objects.get(code="colour"))
    assert [(entry.action, entry.after) for entry in entries] == [
        ("code_list.loaded", {"added": 2, "changed": 0, "closed": 0})
    ]


def test_changed_label_is_taken_over_in_place(tmp_path: Path) -> None:
    write(tmp_path, {"RED": "red"})
    load(tmp_path)
    first = Code.objects.get(code_list__code="colour")
    write(tmp_path, {"RED": "crimson"})
    assert load(tmp_path) == LoadReport(lists=1, changed=1)
    assert Code.objects.get(code_list__code="colour").pk == first.pk
    assert label("colour", "RED", "nl") == "crimson"


def test_code_that_left_the_file_is_closed_and_keeps_its_label(tmp_path: Path) -> None:
    write(tmp_path, {"RED": "red", "BLUE": "blue"})
    load(tmp_path)
    write(tmp_path, {"BLUE": "blue"})
    assert load(tmp_path) == LoadReport(lists=1, changed=1, closed=1)
    assert Code.objects.get(code="RED").valid_to == dt.date(2026, 11, 21)
    assert label("colour", "RED", "en") == "red"
    assert choices("colour", "en", on_date=TODAY) == [("BLUE", "blue")]
    assert choices("colour", "en", on_date=dt.date(2026, 11, 21)) == [
        ("BLUE", "blue"),
        ("RED", "red"),
    ]


def test_closing_is_done_once_and_a_code_that_comes_back_is_opened(tmp_path: Path) -> None:
    write(tmp_path, {"RED": "red", "BLUE": "blue"})
    load(tmp_path)
    write(tmp_path, {"BLUE": "blue"})
    load(tmp_path)
    later = TODAY + dt.timedelta(days=30)
    assert load(tmp_path, later) == LoadReport(lists=1)
    write(tmp_path, {"RED": "red", "BLUE": "blue"})
    assert load(tmp_path, later) == LoadReport(lists=1, changed=2)
    assert choices("colour", "en", on_date=later) == [("RED", "red"), ("BLUE", "blue")]


def test_code_closed_before_it_began_ends_on_its_first_day(tmp_path: Path) -> None:
    write(tmp_path, {"RED": "red", "BLUE": "blue"})
    load(tmp_path, dt.date(2026, 8, 1))
    write(tmp_path, {"BLUE": "blue"})
    load(tmp_path, dt.date(2026, 8, 2))
    assert Code.objects.get(code="RED").valid_to == dt.date(2026, 9, 1)


def test_new_version_stands_beside_the_old_one(tmp_path: Path) -> None:
    write(tmp_path, {"RED": "red", "BLUE": "blue"})
    load(tmp_path)
    write(tmp_path, {"RED": "scarlet"}, version="2027-1", since=dt.date(2027, 9, 1))
    assert load(tmp_path) == LoadReport(lists=1, added=1)
    assert list(
        CodeList.objects.filter(code="colour").values_list("version", "valid_from", "valid_to")
    ) == [
        ("2026-1", dt.date(2026, 9, 1), dt.date(2027, 8, 31)),
        ("2027-1", dt.date(2027, 9, 1), None),
    ]
    assert label("colour", "BLUE", "en") == "blue"


def test_each_version_holds_in_its_own_time(tmp_path: Path) -> None:
    write(tmp_path, {"RED": "red", "BLUE": "blue"})
    load(tmp_path)
    write(tmp_path, {"RED": "scarlet"}, version="2027-1", since=dt.date(2027, 9, 1))
    load(tmp_path)
    assert choices("colour", "en", on_date=TODAY) == [("RED", "red"), ("BLUE", "blue")]
    assert choices("colour", "en", on_date=dt.date(2027, 9, 1)) == [("RED", "scarlet")]
    with freeze_time("2026-11-22"):
        assert label("colour", "RED", "en") == "red"
    with freeze_time("2027-09-02"):
        assert label("colour", "RED", "en") == "scarlet"


def test_older_version_is_refused_once_a_newer_one_is_loaded(tmp_path: Path) -> None:
    write(tmp_path, {"RED": "scarlet"}, version="2027-1", since=dt.date(2027, 9, 1))
    load(tmp_path)
    write(tmp_path, {"RED": "red"})
    with pytest.raises(InvalidCodeLists) as error:
        load(tmp_path)
    assert error.value.problems == [
        "colour.toml: version 2026-1 is older than version 2027-1, which is already loaded; "
        "use the newer file."
    ]


def test_one_bad_file_keeps_all_others_out(tmp_path: Path) -> None:
    write(tmp_path, {"RED": "red"})
    write(tmp_path, {"SMALL": "small"}, code="size")
    (tmp_path / "size.toml").write_text("code = ", encoding="utf-8")
    with pytest.raises(InvalidCodeLists):
        load(tmp_path)
    assert not CodeList.objects.filter(code__in=["colour", "size"]).exists()


def test_refusal_in_the_middle_takes_back_what_was_written(tmp_path: Path) -> None:
    write(tmp_path, {"SMALL": "small"}, code="size", version="2027-1", since=dt.date(2027, 9, 1))
    load(tmp_path)
    write(tmp_path, {"RED": "red"})
    write(tmp_path, {"SMALL": "small"}, code="size")
    with pytest.raises(InvalidCodeLists):
        load(tmp_path)
    assert not CodeList.objects.filter(code="colour").exists()


def test_shipped_lists_are_loaded_after_each_migration() -> None:
    assert load_code_lists(today=TODAY) == LoadReport(lists=25)
    assert CodeList.objects.count() == 25
