import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import ERROR, run_checks

from ecotone.config.cli.health.findings import Finding, broken, fine, look


def check_settings() -> Iterator[Finding]:
    """What the host set: mode, address, secret key."""
    yield from _own_checks()
    if settings.DEMO:
        yield look(
            "settings",
            "Demo: everybody may look around as anybody, and no mail leaves.",
            "For real use start with another --home.",
        )
    if settings.DEBUG:
        yield look("settings", "Debug is on: errors show code.", "Unset ECOTONE_DEBUG.")
    yield _address()
    yield _secret_key()


def _own_checks() -> Iterator[Finding]:
    """What Django and the libraries find by themselves; they load every page's code on the way."""
    try:
        messages = run_checks()
    except ImportError as error:
        yield broken(
            "code", f"a part is missing: {error}", "Install again: scripts/bootstrap.sh run"
        )
        return
    for message in messages:
        if message.level >= ERROR:
            yield broken("settings", str(message.msg), message.hint or "See the log.")


def _address() -> Finding:
    host = urlsplit(settings.SITE_URL).hostname or ""
    if host not in settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS:
        return broken(
            "address",
            f"Mails point to {settings.SITE_URL}, but {host or 'that host'} is not answered to.",
            f"Set ECOTONE_HOSTS={host} (several: with commas).",
        )
    is_local = settings.DEMO or host in {"127.0.0.1", "localhost", "::1"}
    if not is_local and not settings.SITE_URL.startswith("https://"):
        return look(
            "address",
            f"{settings.SITE_URL} is not encrypted.",
            "Put a proxy with TLS before it and set ECOTONE_URL=https://…",
        )
    return fine("address", settings.SITE_URL)


def _secret_key() -> Finding:
    file = Path(settings.HOME) / "secret_key"
    if len(settings.SECRET_KEY) < 40:
        return broken(
            "secret key",
            "ECOTONE_SECRET_KEY is too short to be safe.",
            "Unset it: a good one is made and kept in the home folder.",
        )
    if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
        return broken("secret key", f"Others on this machine can read {file}.", f"chmod 600 {file}")
    return fine("secret key", "long enough, and only ours to read")
