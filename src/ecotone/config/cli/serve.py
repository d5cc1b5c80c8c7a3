import errno
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer

from ecotone.config.cli.console import out, stop
from ecotone.config.cli.home import DEFAULT_HOME, HomeOption, open_home

PortOption = Annotated[int, typer.Option("--port", min=1, max=65535)]
HostOption = Annotated[str, typer.Option("--host", help="0.0.0.0 serves other machines too.")]


def serve(
    home: HomeOption = DEFAULT_HOME,
    port: PortOption = 8000,
    host: HostOption = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer requests.")] = 2,
    worker: Annotated[bool, typer.Option(help="Also do the work in the background.")] = True,
) -> None:
    """Serve the pages, and do the background work beside them, until Ctrl+C."""
    full = open_home(home, site_url=f"http://{host}:{port}")
    check_port_is_free(host, port)
    from ecotone.config.cli.database import bring_up_to_date
    from ecotone.config.cli.staticfiles import gather_static_files

    bring_up_to_date()
    gather_static_files()
    serve_until_stopped(full, host=host, port=port, workers=workers, with_worker=worker)


def serve_until_stopped(
    home: Path, *, host: str, port: int, workers: int = 2, with_worker: bool = True
) -> None:
    """Run the web server in this process, with a worker beside it; both end together."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connections.close_all()
    companion = Companion(home) if with_worker else None
    out.print(f"Serving [bold]http://{host}:{port}[/] from {home}. Stop with Ctrl+C.")
    server = Granian(
        "ecotone.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    try:
        server.serve()
    finally:
        if companion is not None:
            companion.stop()


def check_port_is_free(host: str, port: int) -> None:
    """Stop with a clear message when something else answers there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                stop(f"Port {port} is in use.", mend=f"Choose another: --port {port + 1}")
            stop(f"Cannot serve on {host}:{port}: {error.strerror}")


class Companion:
    """The background worker as a process of its own, started again when it falls over."""

    def __init__(self, home: Path) -> None:
        self._command = [sys.executable, "-m", "ecotone", "worker", "--home", str(home)]
        self._command += ["--parent", str(os.getpid())]
        self._ending = threading.Event()
        self._process = self._start()
        self._watch = threading.Thread(target=self._restart_when_dead, daemon=True)
        self._watch.start()

    def stop(self) -> None:
        """Ask the worker to finish the task in hand; insist after ten seconds."""
        self._ending.set()
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _start(self) -> "subprocess.Popen[bytes]":
        # A session of its own, so that Ctrl+C reaches it through us, once.
        return subprocess.Popen(self._command, start_new_session=True)  # noqa: S603 (our own)

    def _restart_when_dead(self) -> None:
        while not self._ending.wait(3):
            if self._process.poll() is not None and not self._ending.is_set():
                self._process = self._start()
