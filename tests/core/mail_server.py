"""A mail server small enough to read, that can be told to misbehave."""

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import cast

from django.conf import LazySettings


@dataclass
class MailServer:
    """What it received, and how it answers: the replies to RCPT and to the end of DATA.

    A reply of "" hangs up instead.
    """

    port: int
    to_recipient: str = "250 OK"
    to_message: str = "250 OK"
    received: list[EmailMessage] = field(default_factory=list)


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = cast("_Server", self.server).state
        self._say("220 test")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self._say("354 go on")
                server.received.append(self._message())
                reply = server.to_message
            elif verb == b"RCPT":
                reply = server.to_recipient
            else:
                reply = "221 bye" if verb == b"QUIT" else "250 OK"
            if not reply:
                return
            self._say(reply)

    def _say(self, reply: str) -> None:
        self.wfile.write(f"{reply}\r\n".encode())

    def _message(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    state: MailServer


@contextmanager
def mail_server(settings: LazySettings) -> Iterator[MailServer]:
    """A running mail server that the settings point to."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.state = MailServer(port=server.server_address[1])
        point_to(settings, server.state.port)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server.state
        finally:
            server.shutdown()
            thread.join()


def point_to(settings: LazySettings, port: int) -> None:
    """Send mails to this port of this machine."""
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5},
        }
    }
