"""An installation on disk that the test and other processes share, to be cruel to.

Tests run on a database in memory (SQLite) or of their own (PostgreSQL). A worker is a process, so
here it gets a file with the same tables, or the address of the same database.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, connections


@dataclass(frozen=True)
class Installation:
    home: Path
    environment: dict[str, str]

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """``ecotone <arguments>`` on this installation, as a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "ecotone", *arguments, "--home", str(self.home)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str) -> "tuple[int, str]":
        """The exit code and the output of ``ecotone <arguments>``, within a minute."""
        with self.start(*arguments) as process:
            output, _ = process.communicate(timeout=60)
        return process.returncode, output


@contextmanager
def shared_installation(home: Path) -> Iterator[Installation]:
    """The test's database, reachable from other processes while the block runs."""
    if connection.vendor == "sqlite":
        with _database_file(home / "db.sqlite3"):
            yield Installation(home, _environment(home, ""))
        return
    details = connection.settings_dict
    url = f"postgresql://{details['USER']}@/{details['NAME']}?host={details['HOST']}"
    yield Installation(home, _environment(home, url))


def _environment(home: Path, database_url: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    more = {"ECOTONE_HOME": str(home), "PYTHONPATH": os.pathsep.join(["src", "."])}
    if database_url:
        more["DATABASE_URL"] = database_url
    return {**kept, **more}


@contextmanager
def _database_file(path: Path) -> Iterator[None]:
    """Copy the test's tables into a file, and let the test itself work on that file too."""
    in_memory = connections["default"]
    in_memory.ensure_connection()
    with sqlite3.connect(path) as file:
        in_memory.connection.backup(file)
    file.close()
    on_disk = connections.create_connection("default")
    on_disk.settings_dict = {**in_memory.settings_dict, "NAME": str(path)}
    connections["default"] = on_disk
    try:
        yield
    finally:
        on_disk.close()
        connections["default"] = in_memory
