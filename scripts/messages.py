"""Gathers the texts to translate, compiles translations, and checks that they are complete.

    python scripts/messages.py update    write locale/<language>/LC_MESSAGES/django.po of each room
    python scripts/messages.py compile   make the .mo files that Django reads, where they are old
    python scripts/messages.py check     fail when a catalogue is behind, incomplete or inconsistent

Needs no GNU gettext. The texts of a room stay with the room. English is the source: its catalogue
may leave a translation empty, which means "as it stands in the code". Dutch must be complete.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages import Catalog, Message

ROOMS = Path(__file__).resolve().parents[1] / "src" / "ecotone"
LANGUAGES = ["en", "nl", "de", "fr", "es", "pt"]
COMPLETE = ["nl"]
NOT_A_ROOM = {"config", "demo"}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!\{)\{\w*\}(?!\})")
HEADER_KEPT = ("Language:", "Plural-Forms:", "MIME-Version:", "Content-Type:", "Content-Transfer")


def rooms(root: Path = ROOMS) -> list[Path]:
    """The folders that keep their own translations."""
    found = (path.parent for path in root.glob("*/__init__.py"))
    return sorted(room for room in found if room.name not in NOT_A_ROOM)


# --- gathering ------------------------------------------------------------------------------------


def gather(room: Path) -> "Catalog":
    """All texts of the room's code and templates, with the files they stand in."""
    from babel.messages import Catalog

    catalog = Catalog(charset="utf-8")
    for path in sorted(room.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            source = path.read_text(encoding="utf-8")
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            source = template_as_code(path.read_text(encoding="utf-8"), path)
        else:
            continue
        place = path.relative_to(room).as_posix()
        for text, comments, context in texts_of(source):
            catalog.add(text, locations=[(place, 0)], auto_comments=comments, context=context)
    return catalog


def texts_of(code: str) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    """The texts in Python code: text (or singular and plural), comments, context."""
    from babel.messages.extract import extract

    file = io.BytesIO(code.encode("utf-8"))
    for _, text, comments, context in extract(
        "python", file, keywords=KEYWORDS, comment_tags=["Translators:"], strip_comment_tags=True
    ):
        yield text, comments, context


def template_as_code(template: str, path: Path) -> str:
    """The calls that a template would make, as code; everything else blanked out by Django."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    code = templatize(template, origin=str(path))
    return "\n".join(line.strip() for line in code.splitlines())


# --- catalogues -----------------------------------------------------------------------------------


def po_path(room: Path, language: str) -> Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path, language: str) -> "Catalog":
    """The catalogue in the file; an empty one when there is no file yet."""
    from babel.messages import Catalog
    from babel.messages.pofile import read_po

    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def write_catalogue(path: Path, catalog: "Catalog") -> None:
    """Write the catalogue so that the file changes only when a text does: no dates, no tool."""
    from babel.messages.pofile import write_po

    buffer = io.BytesIO()
    write_po(
        buffer, catalog, width=100, omit_header=False, sort_output=True, include_lineno=False,
        ignore_obsolete=True,
    )  # fmt: skip
    lines = buffer.getvalue().decode("utf-8").splitlines()
    first = lines.index('msgid ""')
    blank = lines.index("", first)
    header = [line for line in lines[first:blank] if is_kept(line)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*header, *lines[blank:]]).rstrip() + "\n", encoding="utf-8")


def is_kept(header_line: str) -> bool:
    return header_line.startswith(("msg", *(f'"{name}' for name in HEADER_KEPT)))


def update(root: Path = ROOMS) -> None:
    """Bring every catalogue in line with code and templates; translations that fit stay."""
    for room in rooms(root):
        template = gather(room)
        if not len(template):
            continue
        for language in LANGUAGES:
            catalog = read_catalogue(po_path(room, language), language)
            catalog.update(template, no_fuzzy_matching=True)
            write_catalogue(po_path(room, language), catalog)


def compile_all(root: Path = ROOMS) -> int:
    """Make the ``.mo`` files that are missing or older than their source; answers how many."""
    old = [path for path in root.glob("*/locale/*/LC_MESSAGES/django.po") if is_old(path)]
    for path in old:
        from babel.messages.mofile import write_mo

        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read_catalogue(path, path.parts[-3]))
    return len(old)


def is_old(path: Path) -> bool:
    made = path.with_suffix(".mo")
    return not made.exists() or made.stat().st_mtime < path.stat().st_mtime


# --- checking -------------------------------------------------------------------------------------


def faults(root: Path = ROOMS) -> Iterator[str]:
    """What is wrong with the catalogues, one line a fault, in a stable order."""
    for room in rooms(root):
        template = gather(room)
        wanted = {key(message) for message in template if message.id}
        for language in LANGUAGES if wanted else []:
            catalog = read_catalogue(po_path(room, language), language)
            where = f"{room.name} {language}"
            known = {key(message) for message in catalog if message.id}
            for text in sorted(known ^ wanted):
                yield f"{where}: {text[0]!r} is {'missing' if text in wanted else 'not used'}"
            for message in catalog:
                if message.id and key(message) in wanted:
                    yield from (f"{where}: {fault}" for fault in faults_of(message, language))


def faults_of(message: "Message", language: str) -> Iterator[str]:
    """What is wrong with one translation."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    if message.fuzzy:
        yield f"{ids[0]!r} is marked fuzzy"
    if not all(strings):
        if language in COMPLETE or any(strings):
            yield f"{ids[0]!r} is not translated"
        return
    allowed = [set(PLACEHOLDER.findall(text)) for text in ids]
    for string in strings:
        if set(PLACEHOLDER.findall(string)) not in allowed:
            yield f"{ids[0]!r} has other placeholders in its translation {string!r}"


def key(message: "Message") -> tuple[str, str]:
    """What makes a message one of its kind: its text and its context."""
    return (message.id if isinstance(message.id, str) else message.id[0]), message.context or ""


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            update()
        case ["compile"]:
            compile_all()
        case ["check"]:
            found = list(faults())
            for fault in found:
                print(fault)
            return 1 if found else 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
