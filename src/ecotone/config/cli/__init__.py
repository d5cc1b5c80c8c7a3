"""The command line of an installation: one module a command.

Everything an installation keeps lies below ``--home DIR`` (or ``ECOTONE_HOME``; default ``var``).
Django is set up only when a command knows its home.
"""

import typer

from ecotone.config.cli import demo, doctor, imports, manage, migrate, serve, worker

app = typer.Typer(
    help="Ecotone: from a class's need to a visit that counts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
app.command("demo")(demo.demo)
app.command("serve")(serve.serve)
app.command("worker")(worker.worker)
app.add_typer(imports.app, name="import")
app.command("migrate")(migrate.migrate)
app.command("doctor")(doctor.doctor)
app.command("manage", context_settings=manage.PASS_ON, add_help_option=False)(manage.manage)
