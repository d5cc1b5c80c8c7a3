from typing import TYPE_CHECKING

import typer
from rich.markup import escape
from rich.table import Table

from ecotone.config.cli.console import out
from ecotone.config.cli.home import DEFAULT_HOME, HomeOption, open_home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecotone.config.cli.health.findings import Finding


def doctor(home: HomeOption = DEFAULT_HOME) -> None:
    """Check settings, database, worker, mail and disk, and say how to mend what is wrong."""
    open_home(home)
    from ecotone.config.cli.health.findings import Verdict

    findings = list(_examine())
    _print(findings)
    broken = sum(finding.verdict == Verdict.BROKEN for finding in findings)
    if broken:
        out.print(f"[bold red]{broken} to mend.[/]")
        raise typer.Exit(1)
    out.print("[bold green]All in order.[/]")


def _examine() -> "Iterator[Finding]":
    """All findings; what needs the database is left out when the database is what is broken."""
    from ecotone.config.cli.health import background, configuration, storage
    from ecotone.config.cli.health.findings import Verdict

    yield from configuration.check_settings()
    yield from storage.check_disk()
    database = list(storage.check_database())
    yield from database
    if not any(f.verdict == Verdict.BROKEN and f.area != "code lists" for f in database):
        yield from background.check_worker()
        yield from background.check_mail()


def _print(findings: "list[Finding]") -> None:
    marks = {"fine": "[green]fine[/]", "look": "[yellow]look[/]", "broken": "[bold red]broken[/]"}
    table = Table("", "What", "What we saw", "How to mend it")
    for finding in findings:
        table.add_row(
            marks[finding.verdict], finding.area, escape(finding.says), escape(finding.mend)
        )
    out.print(table)
