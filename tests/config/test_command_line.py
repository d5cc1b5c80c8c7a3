"""The command line as a host meets it: processes of their own, on a home of their own."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecotone.config import environment

NOT_PASSED_ON = {"DATABASE_URL", "EMAIL_URL", "ECOTONE_DEMO", "ECOTONE_SECRET_KEY", "ECOTONE_URL"}
COMMAND = [sys.executable, "-m", "ecotone"]


def clean_environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in NOT_PASSED_ON}
    return {**kept, "COLUMNS": "500", "PYTHONPATH": "src", **more}


def ecotone(*arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*COMMAND, *arguments],
        env=clean_environment(**more),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an up-to-date database."""
    folder = tmp_path_factory.mktemp("home")
    done = ecotone("migrate", "--home", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def test_help_lists_the_commands_without_a_home(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "--help"],
        cwd=tmp_path,
        env=clean_environment(PYTHONPATH=str(Path("src").resolve())),
        capture_output=True,
        text=True,
        check=True,
    )
    for command in ("demo", "serve", "worker", "import", "migrate", "doctor", "manage"):
        assert f" {command} " in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_everything_is_kept_below_the_home(home: Path) -> None:
    kept = {path.name for path in home.iterdir()}
    assert {"db.sqlite3", "secret_key"} <= kept
    assert sqlite3.connect(home / "db.sqlite3").execute("PRAGMA journal_mode").fetchone() == (
        "wal",
    )


def test_migrating_again_changes_nothing(home: Path) -> None:
    done = ecotone("migrate", "--home", str(home))
    assert (done.returncode, done.stdout.strip()) == (0, "The database is up to date.")


def test_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = ecotone("migrate", "--home", str(tmp_path / "file" / "home"))
    assert done.returncode == 1
    assert "cannot be made" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_setting_is_told_without_a_traceback(home: Path) -> None:
    done = ecotone("migrate", "--home", str(home), DATABASE_URL="mysql://x")
    assert done.returncode == 1
    assert "use postgresql://" in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_says_what_is_missing_and_how_to_mend_it(home: Path) -> None:
    done = ecotone("doctor", "--home", str(home))
    assert done.returncode == 1
    assert "no worker runs" in done.stdout
    assert "Start one: ecotone worker" in done.stdout


def test_doctor_tells_a_database_that_does_not_answer(tmp_path: Path) -> None:
    url = f"postgresql://eco@/none?host={tmp_path}"
    done = ecotone("doctor", "--home", str(tmp_path), DATABASE_URL=url)
    assert done.returncode == 1
    assert "does not answer" in done.stdout
    assert "Check DATABASE_URL" in done.stdout


def test_doctor_tells_a_key_that_others_can_read(tmp_path: Path) -> None:
    environment.secret_key(tmp_path)
    (tmp_path / "secret_key").chmod(0o644)
    done = ecotone("doctor", "--home", str(tmp_path))
    assert "chmod 600" in done.stdout


def test_demo_refuses_to_wipe_a_real_installation(home: Path) -> None:
    before = (home / "db.sqlite3").stat().st_ino
    done = ecotone("demo", "--home", str(home), "--no-serve")
    assert done.returncode == 1
    assert "the demo would wipe it" in done.stderr
    assert (home / "db.sqlite3").stat().st_ino == before
    assert not environment.has_demo_mark(home)


def test_manage_runs_the_commands_of_django(home: Path) -> None:
    done = ecotone("manage", "--home", str(home), "shell", "--no-imports", "-c", "print(6 * 7)")
    assert done.stdout.strip().splitlines()[-1] == "42"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def test_port_in_use_is_told(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = ecotone("serve", "--home", str(home), "--port", port)
    assert done.returncode == 1
    assert f"Port {port} is in use" in done.stderr


@contextlib.contextmanager
def serving(home: Path, port: int) -> "Iterator[subprocess.Popen[str]]":
    """A server that is stopped as a host would, and killed when that does not help."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--home", str(home), "--port", str(port), "--workers", "1"],
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=30)
        finally:
            process.kill()


def test_served_pages_answer_with_a_worker_beside_them_and_all_ends_together(home: Path) -> None:
    port = free_port()
    with serving(home, port) as process:
        assert status_of(f"http://127.0.0.1:{port}/", process) == 200
        worker = worker_of(home, process)
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def status_of(url: str, process: "subprocess.Popen[str]") -> int:
    """The status of the page, as soon as somebody answers; within half a minute."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        give_time(process)
        try:
            with urllib.request.urlopen(url, timeout=10) as page:  # noqa: S310 (this machine)
                status: int = page.status
                return status
        except urllib.error.HTTPError as error:
            return error.code
        except (ConnectionError, urllib.error.URLError):
            continue
    pytest.fail("nobody answered")


def worker_of(home: Path, process: "subprocess.Popen[str]") -> int:
    """The process id of the worker, as its heartbeat says; within half a minute."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        give_time(process)
        with contextlib.closing(sqlite3.connect(home / "db.sqlite3")) as database:
            row = database.execute("SELECT process FROM core_workerheartbeat").fetchone()
        if row:
            number: int = row[0]
            return number
    pytest.fail("no worker came to life")


def give_time(process: "subprocess.Popen[str]") -> None:
    """Let a tenth of a second pass; fail when the process ended in it."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=0.1)
        pytest.fail(f"the process ended:\n{process.communicate()[0]}")
