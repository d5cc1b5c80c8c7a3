import typer

from ecotone.config.cli.home import DEFAULT_HOME, HomeOption, open_home

PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True}


def manage(context: typer.Context, home: HomeOption = DEFAULT_HOME) -> None:
    """Run one of Django's own commands on this installation, such as "manage shell"."""
    open_home(home)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ecotone manage", *context.args])
