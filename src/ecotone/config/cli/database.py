"""The state of the database, and bringing it up to date."""

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from rich.markup import escape

from ecotone.config.cli.console import out, stop


def pending_migrations() -> list[str]:
    """The migrations that were not applied yet, in order. Raises DatabaseError."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def bring_up_to_date(*, always: bool = False) -> None:
    """Apply what is pending, or stop with a clear message.

    ``always`` also does, when nothing is pending, what follows a migration (loading code lists).
    """
    try:
        pending = pending_migrations()
    except DatabaseError as error:
        stop(
            f"The database does not answer: {escape(str(error))}",
            mend="Run 'ecotone doctor' to see which database is meant and what to do.",
        )
    if pending:
        out.print(f"Bringing the database up to date ({len(pending)} steps) …")
    if pending or always:
        call_command("migrate", interactive=False, verbosity=0)
