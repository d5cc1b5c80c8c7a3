"""Reads what the host sets by environment, so that ``settings`` stays a plain list."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

DEMO_MARK = "is_demo"


def flag(name: str) -> bool:
    """True when the variable is set to 1, true, yes or on."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str) -> list[str]:
    """The comma-separated words of a variable."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def home_folder() -> Path:
    """The one folder that holds all an installation keeps; made when missing."""
    home = Path(os.environ.get("ECOTONE_HOME", "var")).resolve()
    home.mkdir(parents=True, exist_ok=True)
    return home


def is_demo(home: Path) -> bool:
    """Whether this home was made by ``ecotone demo``: everybody may look around as anybody."""
    return flag("ECOTONE_DEMO") or has_demo_mark(home)


def has_demo_mark(home: Path) -> bool:
    """Whether ``ecotone demo`` built the very database that the settings now mean."""
    mark = home / DEMO_MARK
    return mark.is_file() and mark.read_text(encoding="ascii") == _database_fingerprint()


def set_demo_mark(home: Path) -> None:
    (home / DEMO_MARK).write_text(_database_fingerprint(), encoding="ascii")


def _database_fingerprint() -> str:
    return hashlib.sha256(os.environ.get("DATABASE_URL", "").encode()).hexdigest()


def secret_key(home: Path) -> str:
    """The key from the environment, else from a file in the home folder that only we can read."""
    if given := os.environ.get("ECOTONE_SECRET_KEY"):
        return given
    path = home / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key


def database(home: Path) -> dict[str, Any]:
    """Django's database settings from ``DATABASE_URL``, else SQLite in the home folder.

    Raises ImproperlyConfigured for a URL that is neither ``postgresql://`` nor ``sqlite:///``.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url or url.startswith("sqlite:///"):
        name = url.removeprefix("sqlite:///") if url else str(home / "db.sqlite3")
        return _sqlite(name)
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL starts with {parts.scheme!r}; use postgresql://user:password@host/name "
            "or sqlite:////path/to/file"
        )
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": str(query.pop("port", parts.port or "")),
        "OPTIONS": query,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=NORMAL;"
                "PRAGMA temp_store=MEMORY;"
                "PRAGMA mmap_size=134217728;"
                "PRAGMA cache_size=-32000;"
            ),
        },
    }


def mailer(demo: bool) -> dict[str, Any]:
    """The mailer of ``EMAIL_URL`` (``smtp://user:password@host:587/?tls=1`` or ``?ssl=1``).

    Without one, and always in the demo, mails go nowhere: they stay in the outbox to be read.
    Raises ImproperlyConfigured for a URL that is not ``smtp://``.
    """
    url = os.environ.get("EMAIL_URL", "")
    if demo or not url:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme != "smtp" or not parts.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL is not understood; use smtp://user:password@host:587/?tls=1"
        )
    query = dict(parse_qsl(parts.query))
    options = {
        "host": parts.hostname,
        "port": parts.port,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": query.get("tls") == "1",
        "use_ssl": query.get("ssl") == "1",
        "timeout": 20,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
