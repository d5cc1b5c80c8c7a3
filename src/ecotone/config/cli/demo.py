import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from ecotone.config.cli.console import err, out, stop
from ecotone.config.cli.home import DEFAULT_HOME, HomeOption, open_home
from ecotone.config.cli.serve import HostOption, PortOption, check_port_is_free, serve_until_stopped
from ecotone.config.environment import has_demo_mark, set_demo_mark

if TYPE_CHECKING:
    from ecotone.demo.api import DemoSummary


def demo(
    home: HomeOption = DEFAULT_HOME,
    scale: Annotated[
        int,
        typer.Option(min=1, help="Multiply schools, offers, needs and visits with synthetic ones."),
    ] = 1,
    serve: Annotated[bool, typer.Option(help="Serve the demo when it is built.")] = True,
    port: PortOption = 8000,
    host: HostOption = "127.0.0.1",
) -> None:
    """Build the demonstration from scratch, say what is in it, and serve it."""
    started = time.monotonic()
    if serve:
        check_port_is_free(host, port)
    os.environ["ECOTONE_DEMO"] = "1"
    site_url = f"http://{host}:{port}"
    full = open_home(home, site_url=site_url)
    _start_afresh(full)
    summary = _build(scale)
    _print_summary(summary, site_url, time.monotonic() - started)
    if serve:
        serve_until_stopped(full, host=host, port=port)


def _start_afresh(home: Path) -> None:
    """An empty, up-to-date database; refused when the home holds anything but a demo."""
    from django.core.management import call_command
    from django.db import connection

    from ecotone.config.cli.database import bring_up_to_date

    if not has_demo_mark(home) and connection.introspection.table_names():
        stop(
            "This home holds a real installation; the demo would wipe it.",
            mend="Choose another folder: ecotone demo --home DIR",
        )
    set_demo_mark(home)
    if connection.vendor == "sqlite":
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{suffix}").unlink(missing_ok=True)
    bring_up_to_date()
    if connection.vendor != "sqlite":
        call_command("flush", interactive=False, verbosity=0)


def _build(scale: int) -> "DemoSummary":
    from ecotone.config.cli.staticfiles import gather_static_files
    from ecotone.demo.api import build_demo

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err) as bar:
        line = bar.add_task("Building the demo", total=None)

        def report(message: str, done: int, total: int) -> None:
            bar.update(line, description=message, completed=done, total=total or None)

        summary = build_demo(scale=scale, report=report)
        bar.update(line, description="Gathering styles and pictures")
        gather_static_files()
        bar.update(line, description="The demo is built")
    return summary


def _print_summary(summary: "DemoSummary", site_url: str, seconds: float) -> None:
    contents = Table("In the demo", "How many", title=f"Built in {seconds:.0f} s")
    contents.columns[1].justify = "right"
    for what, count in summary.counts:
        contents.add_row(what, f"{count:,}".replace(",", " "))
    out.print(contents)
    places = Table("Where to look", "What is there")
    for path, what in summary.places:
        places.add_row(f"{site_url}{path}", what)
    out.print(places)
