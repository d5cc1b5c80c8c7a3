"""``ecotone import``: brings what registers know into an installation."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from ecotone.config.cli.console import err, out, stop
from ecotone.config.cli.home import DEFAULT_HOME, HomeOption, open_home

if TYPE_CHECKING:
    from ecotone.networks.importing.command import ImportOrder
    from ecotone.networks.importing.problems import Problem
    from ecotone.networks.models import Network

PROBLEMS_SHOWN = 50
app = typer.Typer(help="Bring in what registers know.", no_args_is_help=True)


@app.callback()
def imports() -> None:
    """Bring in what registers know."""


@app.command("schools")
def schools(
    file: Annotated[Path, typer.Argument(help="CSV, XLSX or GeoJSON.", dir_okay=False)],
    country: Annotated[str, typer.Option(help="Two letters, such as NL.")],
    mapping: Annotated[str, typer.Option(help="A mapping's name, or the path of a TOML file.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only; write nothing.")] = False,
    network: Annotated[str, typer.Option(help="The schools join this network (its slug).")] = "",
    observed_on: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day on which pupils were counted."),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Import the schools of a register's file: all of it, or nothing.

    Schools that are known by their identifier are updated, so importing twice adds nothing twice.
    """
    open_home(home)
    from django.db import DatabaseError

    from ecotone.config.cli.database import bring_up_to_date
    from ecotone.networks.importing.command import ImportOrder, get_definition
    from ecotone.networks.importing.problems import FileRefused

    if not file.is_file():
        stop(f"There is no file {escape(str(file))}.")
    bring_up_to_date()
    try:
        joins = _find_network(network)
        order = ImportOrder(
            path=file,
            country=country.upper(),
            definition=get_definition(mapping, joins),
            observed_on=observed_on.date() if observed_on else None,
            network=joins,
        )
        _run(order, dry_run=dry_run)
    except FileRefused as refused:
        stop(escape(refused.problem.what), mend=escape(refused.problem.mend))
    except DatabaseError as error:
        stop(
            f"The database refused it; nothing was written: {escape(str(error).strip())}",
            mend="See what ecotone doctor says, then try again.",
        )


def _find_network(slug: str) -> "Network | None":
    from ecotone.networks.models import Network

    if not slug:
        return None
    found = Network.objects.filter(slug=slug).first()
    if found is None:
        stop(f"There is no network {escape(slug)}.", mend="Give the slug from its address.")
    return found


def _run(order: "ImportOrder", *, dry_run: bool) -> None:
    from django.utils import timezone

    from ecotone.networks.importing.command import check_order, plan_order, write_order
    from ecotone.networks.importing.comparing import counts_of

    today = timezone.localdate()
    with _progress() as progress:
        step = progress.add_task("Reading the file", total=None)
        checked = check_order(
            order,
            report=lambda rows: progress.update(step, description=f"Reading the file: {rows} rows"),
        )
        if dry_run or not checked.is_fine:
            progress.update(step, description="Comparing with what is known")
            plan = plan_order(order, checked, today=today)
        else:
            progress.update(step, description=f"Writing {len(checked.schools)} schools")
            plan = write_order(order, checked, today=today, by=None)
    title = "Dry run, nothing written" if dry_run else "Imported"
    title = title if checked.is_fine else "Refused, nothing written"
    _print_counts(f"{title}: {order.path.name} ({checked.reading})", counts_of(checked, plan))
    if not checked.is_fine:
        _print_problems(checked.problems)
        stop(
            f"Refused: {checked.bad_rows} of {checked.rows} rows are wrong. Nothing was written.",
            mend="Mend the rows in the file and import it again.",
        )


def _progress() -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    )


def _print_counts(title: str, counts: dict[str, int]) -> None:
    from ecotone.networks.importing.report import count_lines

    table = Table(title=escape(title))
    table.add_column("What")
    table.add_column("Number", justify="right")
    for line in count_lines(counts):
        table.add_row(escape(str(line.label)), f"{line.value:,}")
    out.print(table)


def _print_problems(problems: "list[Problem]") -> None:
    table = Table(title="What is wrong")
    for heading in ("Row", "Column", "What is wrong", "How to mend it"):
        table.add_column(heading)
    for problem in problems[:PROBLEMS_SHOWN]:
        cells = (str(problem.row), problem.column, problem.what, problem.mend)
        table.add_row(*map(escape, cells))
    err.print(table)
    if len(problems) > PROBLEMS_SHOWN:
        err.print(f"and {len(problems) - PROBLEMS_SHOWN} more.")
