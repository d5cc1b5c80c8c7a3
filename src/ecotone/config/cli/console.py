"""Where the command line speaks: results to standard output, the rest to standard error."""

from typing import NoReturn

import typer
from rich.console import Console

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def stop(message: str, *, mend: str = "") -> NoReturn:
    """End the command with exit code 1, saying what is wrong and how to mend it."""
    err.print(f"[bold red]{message}[/]")
    if mend:
        err.print(mend)
    raise typer.Exit(1)
