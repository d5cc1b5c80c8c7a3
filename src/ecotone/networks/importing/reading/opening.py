"""Opens any file that we can read, by what it holds and not by what it is called."""

from pathlib import Path

from ecotone.networks.importing.problems import FileRefused
from ecotone.networks.importing.reading.delimited import open_delimited
from ecotone.networks.importing.reading.geojson import open_geojson
from ecotone.networks.importing.reading.table import Limits, Table
from ecotone.networks.importing.reading.workbook import open_workbook

_KINDS = {
    b"%PDF": "PDF",
    b"\x1f\x8b": "GZIP",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"SQLite format 3": "SQLite",
    b"<!DOCTYPE": "HTML",
    b"<html": "HTML",
    b"<?xml": "XML",
    b"{\\rtf": "RTF",
}
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"  # XLS, and XLSX behind a password
_MARKS = "\ufeff \t\r\n"


def open_table(path: Path, *, limits: Limits = Limits()) -> Table:
    """Open the file and read its column names. Raises FileRefused with how to mend it."""
    size = path.stat().st_size
    if size == 0:
        raise FileRefused("empty_file")
    if size > limits.megabytes * 1_000_000:
        raise FileRefused("too_large", size=-(-size // 1_000_000), limit=limits.megabytes)
    with path.open("rb") as file:
        head = file.read(256)
    if head.startswith(b"PK\x03\x04"):
        return open_workbook(path, limits)
    if head.startswith(_OLD_WORKBOOK):
        raise FileRefused("locked_workbook")
    for mark, kind in _KINDS.items():
        if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(mark):
            raise FileRefused("not_a_table", kind=kind)
    if head.decode("utf-8", "replace").lstrip(_MARKS).startswith("{"):
        return open_geojson(path, limits)
    return open_delimited(path, limits)
