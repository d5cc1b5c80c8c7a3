"""Which encoding a text file has, found from its bytes alone."""

import codecs
from pathlib import Path

from ecotone.networks.importing.problems import FileRefused

_MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the start of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_CHUNK = 1 << 16


def detect_encoding(path: Path) -> str:
    """The name of a codec that decodes the whole file.

    A byte-order mark decides; then zero bytes (UTF-16 without a mark); then whether all is valid
    UTF-8; else Windows-1252, or Latin-1 when the file holds bytes that Windows-1252 lacks.
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return _decodable(path, name)
    if b"\0" in head:
        return _decodable(path, _utf16_without_mark(head))
    return next(name for name in ("utf-8", "cp1252", "latin-1") if _decodes(path, name))


def _utf16_without_mark(head: bytes) -> str:
    high, low = head[0::2].count(0), head[1::2].count(0)
    if low > 4 * high and low * 10 > len(head) // 2:
        return "utf-16-le"
    if high > 4 * low and high * 10 > len(head) // 2:
        return "utf-16-be"
    raise FileRefused("not_a_table", kind="binary")


def _decodable(path: Path, name: str) -> str:
    if _decodes(path, name):
        return name
    raise FileRefused("damaged")


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True
