import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from ecotone.config.cli.database import pending_migrations
from ecotone.config.cli.health.findings import Finding, broken, fine, look
from ecotone.core.models import CodeList

MIB = 1024 * 1024
DISK_LOW = 2048 * MIB
DISK_FULL = 200 * MIB
ROOMS = Path(__file__).resolve().parents[3]


def check_database() -> Iterator[Finding]:
    """Whether the database answers, is up to date, and holds the code lists."""
    try:
        connection.ensure_connection()
        pending = pending_migrations()
    except DatabaseError as error:
        yield broken(
            "database",
            f"{_database_name()} does not answer: {str(error).strip()}",
            "Check DATABASE_URL, that the server runs, and that user and database exist.",
        )
        return
    yield fine("database", _database_name())
    if pending:
        yield broken("migrations", f"{len(pending)} not applied yet", "Run: ecotone migrate")
        return
    yield fine("migrations", "up to date")
    lists = CodeList.objects.values("code").distinct().count()
    if lists:
        yield fine("code lists", f"{lists} loaded")
    else:
        yield broken("code lists", "none loaded", "Run: ecotone migrate")


def check_disk() -> Iterator[Finding]:
    """Whether there is room to write, and whether the files that pages need are there."""
    free = shutil.disk_usage(settings.HOME).free
    says = f"{free // MIB:,} MiB free at {settings.HOME}"
    mend = "Make room, or move the home to a larger disk."
    if free < DISK_FULL:
        yield broken("disk", says, mend)
    elif free < DISK_LOW:
        yield look("disk", says, mend)
    else:
        yield fine("disk", says)
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        yield look("styles", "not gathered yet", "'ecotone serve' does so when it starts.")
    if not list(ROOMS.glob("*/locale/*/LC_MESSAGES/django.mo")):
        yield look("languages", "only English is ready", "Run: make messages")


def _database_name() -> str:
    details = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"SQLite at {details['NAME']}"
    return f"PostgreSQL {details['NAME']!r} at {details['HOST'] or 'the local socket'}"
