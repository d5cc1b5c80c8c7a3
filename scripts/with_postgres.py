"""Runs a command with a PostgreSQL of its own, in a temporary folder that goes away afterwards.

    python scripts/with_postgres.py pytest -n 2

The command finds the server in ``DATABASE_URL``. Nothing of it stays: the folder is removed when
the command ends, fails or is interrupted. The server listens on a socket in that folder only, and
writes nothing safely to disk: for tests, never for data. ``--is-installed`` only answers, by the
exit code, whether there is a PostgreSQL to run.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

SERVER_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}
SECONDS_TO_START = 30


class PostgresFailed(Exception):
    """The server could not be made or started; the message says why."""


def main(arguments: Sequence[str]) -> int:
    """The exit code of the command, or 1 when there is no server to give it."""
    programs = find_programs()
    if list(arguments) == ["--is-installed"]:
        return 0 if programs else 1
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    if programs is None:
        print("PostgreSQL is not installed (Debian: apt install postgresql).", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with running_server(programs) as url:
            return run(arguments, {**os.environ, "DATABASE_URL": url})
    except PostgresFailed as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def find_programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres``: the newest in Debian's place first."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: float(folder.parent.name),
        reverse=True,
    )
    on_path = shutil.which("initdb")
    folders = [*debian, *([Path(on_path).parent] if on_path else [])]
    return next((folder for folder in folders if (folder / "initdb").is_file()), None)


@contextmanager
def running_server(programs: Path) -> Iterator[str]:
    """A fresh server for as long as the block runs; its ``DATABASE_URL``. Raises PostgresFailed."""
    # Straight below /tmp: the path of a socket must stay short.
    folder = Path(tempfile.mkdtemp(prefix="ecotone-pg-", dir="/tmp"))
    owner = _owner(folder)
    try:
        _initialise(programs, folder, owner)
        settings = [f"--{name}={value}" for name, value in SERVER_SETTINGS.items()]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [str(programs / "postgres"), f"-D{folder / 'data'}", f"-k{folder}", *settings],
                stdout=log,
                stderr=log,
                # In a session of its own, so that Ctrl+C reaches the command and not the server.
                start_new_session=True,
                **owner,
            )
        try:
            _wait_until_ready(programs, folder, server)
            yield f"postgresql://ecotone@/ecotone?host={folder}"
        finally:
            _end(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(command: Sequence[str], environment: dict[str, str]) -> int:
    """Run the command to its end; an interruption is passed on, waited for, and raised."""
    child = subprocess.Popen(list(command), env=environment)
    try:
        return child.wait()
    except KeyboardInterrupt:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()
        raise


def _owner(folder: Path) -> dict[str, Any]:
    """Who runs the server: PostgreSQL refuses root, so root hands the folder to ``postgres``."""
    if os.geteuid() != 0:
        return {}
    try:
        account = pwd.getpwnam("postgres")
    except KeyError:
        raise PostgresFailed("There is no user 'postgres' to run the server as.") from None
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _initialise(programs: Path, folder: Path, owner: dict[str, Any]) -> None:
    initdb = [str(programs / "initdb"), f"--pgdata={folder / 'data'}", "--username=ecotone"]
    made = subprocess.run(
        [*initdb, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        **owner,
    )
    if made.returncode:
        raise PostgresFailed(f"initdb failed:\n{made.stderr}")


def _wait_until_ready(programs: Path, folder: Path, server: "subprocess.Popen[bytes]") -> None:
    """Wait until the server answers, then make the database."""
    deadline = time.monotonic() + SECONDS_TO_START
    create = [str(programs / "createdb"), f"--host={folder}", "--username=ecotone", "ecotone"]
    while subprocess.run(create, capture_output=True, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            log = (folder / "log").read_text(errors="replace")
            raise PostgresFailed(f"PostgreSQL did not start:\n{log}")
        time.sleep(0.05)


def _end(server: "subprocess.Popen[bytes]") -> None:
    """Stop the server fast: clients are disconnected, nothing is waited for."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=SECONDS_TO_START)
    except subprocess.TimeoutExpired:
        server.kill()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
