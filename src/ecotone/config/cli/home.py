"""The home of an installation: chosen first, since all settings follow from it."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from ecotone.config.cli.console import stop

HomeOption = Annotated[
    Path,
    typer.Option(
        "--home",
        envvar="ECOTONE_HOME",
        help="The folder that holds everything this installation keeps.",
        file_okay=False,
    ),
]
DEFAULT_HOME = Path("var")


def open_home(home: Path, *, site_url: str = "") -> Path:
    """Make the home if need be, and set Django up on it. Answers its full path.

    ``site_url`` is the address to write into mails when the host did not set ``ECOTONE_URL``.
    """
    # What an installation keeps is personal data: nobody else on the machine may read it.
    os.umask(0o077)
    full = home.expanduser().resolve()
    try:
        full.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        stop(f"The folder {full} cannot be made: {error.strerror}", mend="Choose another --home.")
    if not os.access(full, os.W_OK):
        stop(f"The folder {full} cannot be written to.", mend="Choose another --home.")
    os.environ["ECOTONE_HOME"] = str(full)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecotone.config.settings")
    if site_url:
        os.environ.setdefault("ECOTONE_URL", site_url)
    _set_up_django()
    return full


def _set_up_django() -> None:
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        stop(f"A setting is wrong: {escape(str(error))}")
