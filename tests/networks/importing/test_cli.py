"""``ecotone import schools``: the same import, from the command line."""

import datetime as dt
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ecotone.config.cli.imports import app
from ecotone.core.api import AuditEntry
from ecotone.networks.enums import ImportStatus
from ecotone.networks.models import Enrolment, ImportRun, Membership, Organisation
from tests.factories import make_network
from tests.networks.importing.samples import register, school, write_csv
from tests.networks.importing.test_library import EXAMPLE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _wide_console(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("ECOTONE_HOME", str(tmp_path))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["schools", *map(str, arguments)])


def run_dutch(path: Path, *more: object) -> Result:
    return run(path, "--country", "NL", "--mapping", "nl-register", *more)


def numbers(result: Result) -> dict[str, str]:
    """The table of results, as label and number."""
    rows = [line.strip("│ ").split("│") for line in result.output.splitlines() if "│" in line]
    return {row[0].strip(): row[1].strip() for row in rows if len(row) == 2}


def test_a_file_is_imported_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "schools.csv", register(5))
    first = run_dutch(path)
    assert (first.exit_code, numbers(first)["New schools"]) == (0, "5")
    second = run_dutch(path)
    assert (second.exit_code, numbers(second)["Schools without changes"]) == (0, "5")
    assert Organisation.objects.count() == 5
    runs = ImportRun.objects.filter(network=None, status=ImportStatus.DONE)
    assert [run.file_name for run in runs] == ["schools.csv"] * 2
    assert AuditEntry.objects.filter(action="schools.imported", actor_id="").count() == 2


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    result = run_dutch(write_csv(tmp_path / "schools.csv", register(5)), "--dry-run")
    assert (result.exit_code, numbers(result)["New schools"]) == (0, "5")
    assert "Dry run, nothing written" in result.output
    assert (Organisation.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_a_bad_row_refuses_the_file_with_a_message(tmp_path: Path) -> None:
    rows = [*register(5), school("99AA00", leerlingen="-5")]
    result = run_dutch(write_csv(tmp_path / "schools.csv", rows))
    assert result.exit_code == 1
    assert "“-5” pupils is less than none." in result.output
    assert "Refused: 1 of 6 rows are wrong. Nothing was written." in result.output
    assert (numbers(result)["New schools"], Organisation.objects.count()) == ("5", 0)


def test_schools_join_a_network(tmp_path: Path) -> None:
    network = make_network(slug="hub")
    path = write_csv(tmp_path / "schools.csv", register(5))
    assert run_dutch(path, "--network", "hub").exit_code == 0
    assert Membership.objects.filter(network=network).count() == 5


def test_the_day_of_the_count_can_be_given(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "schools.csv", register(1))
    assert run_dutch(path, "--observed-on", "2025-10-01").exit_code == 0
    assert Enrolment.objects.get().observed_on == dt.date(2025, 10, 1)


def test_a_mapping_of_ones_own_is_a_small_toml_file(tmp_path: Path) -> None:
    mapping = tmp_path / "ours.toml"
    mapping.write_text(EXAMPLE)
    path = tmp_path / "schools.csv"
    path.write_text("number,school\n012345,De Bron\n")
    assert run(path, "--country", "be", "--mapping", mapping).exit_code == 0
    saved = Organisation.objects.get(identifiers__value="012345")
    assert (saved.name, saved.country, saved.sector) == ("De Bron", "BE", "SCH-PRI")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--country", "BE", "--mapping", "nl-register"], "The mapping is for schools in"),
        (["--country", "NL", "--mapping", "nothing"], "there is no mapping “nothing”"),
        (["--country", "NL", "--mapping", "absent.toml"], "No such file"),
        (
            ["--country", "NL", "--mapping", "nl-register", "--network", "no"],
            "There is no network no.",
        ),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, more: list[str], words: str) -> None:
    result = run(write_csv(tmp_path / "schools.csv", register(1)), *more)
    assert result.exit_code == 1
    assert words in result.output
    assert Organisation.objects.count() == 0


def test_an_absent_file_is_named() -> None:
    result = run_dutch(Path("absent.csv"))
    assert result.exit_code == 1
    assert "There is no file absent.csv." in result.output
