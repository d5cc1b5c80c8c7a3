"""Files that were sent, kept under the home folder until they are written or a day has passed."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ecotone.networks.importing.problems import FileRefused
from ecotone.networks.importing.reading import Limits

KEPT_FOR = dt.timedelta(hours=24)
FOLDER = "imports"


class KeptFile(NamedTuple):
    stored_as: str
    sha256: str


def keep_file(chunks: Iterable[bytes], *, limits: Limits = Limits()) -> KeptFile:
    """Write the chunks to a file with an unguessable name. Raises FileRefused when too large."""
    digest = hashlib.sha256()
    size = 0
    stored_as = default_storage.save(f"{FOLDER}/{secrets.token_urlsafe(16)}", ContentFile(b""))
    with Path(default_storage.path(stored_as)).open("wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > limits.megabytes * 1_000_000:
                break
            digest.update(chunk)
            file.write(chunk)
    if size == 0 or size > limits.megabytes * 1_000_000:
        drop_file(stored_as)
        if size == 0:
            raise FileRefused("empty_file")
        raise FileRefused("too_large", size=f"> {limits.megabytes}", limit=limits.megabytes)
    return KeptFile(stored_as, digest.hexdigest())


def path_of_file(stored_as: str) -> Path:
    """Where the file lies. Raises FileRefused when it is no longer kept."""
    if not stored_as or not default_storage.exists(stored_as):
        raise FileRefused("file_gone")
    return Path(default_storage.path(stored_as))


def drop_file(stored_as: str) -> None:
    """Remove the file; one that is gone already is no fault."""
    if stored_as:
        default_storage.delete(stored_as)


def sha256_of(path: Path) -> str:
    """The digest of a file's content, as hexadecimal text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def shown_name(name: str) -> str:
    """The name of a file as it is kept and shown: without its folders, not too long."""
    return PurePath(name.replace("\\", "/")).name[-200:]
