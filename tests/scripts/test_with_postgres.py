import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.with_postgres import find_programs

SCRIPT = [sys.executable, "scripts/with_postgres.py"]
ASK = (
    "import os, psycopg;"
    "url = os.environ['DATABASE_URL'];"
    "print(url.partition('host=')[2]);"
    "print(psycopg.connect(url).execute('select 6 * 7').fetchone()[0])"
)

needs_postgres = pytest.mark.skipif(find_programs() is None, reason="PostgreSQL is not installed")


@needs_postgres
def test_command_finds_a_server_that_leaves_nothing_behind() -> None:
    done = subprocess.run(
        [*SCRIPT, sys.executable, "-c", ASK], capture_output=True, text=True, check=True
    )
    folder, answer = done.stdout.split()
    assert answer == "42"
    assert not Path(folder).exists()


@needs_postgres
def test_exit_code_is_that_of_the_command() -> None:
    done = subprocess.run([*SCRIPT, sys.executable, "-c", "raise SystemExit(7)"], check=False)
    assert done.returncode == 7


@needs_postgres
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_stops_the_server_and_removes_its_folder(number: signal.Signals) -> None:
    wait = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(60)"
    with subprocess.Popen(
        [*SCRIPT, sys.executable, "-c", wait],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip().partition("host=")[2])
        server = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        process.send_signal(number)
        assert process.wait(timeout=30) == 130
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)


def test_usage_is_told_when_no_command_is_given() -> None:
    done = subprocess.run(SCRIPT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
