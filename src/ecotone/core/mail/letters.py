"""What a mail says: written from a template, perhaps reworded by a person, then laid out.

A template is one plain text file, ``<name>.txt``, rendered in the language of the recipient. Its
first line is the subject, an empty line follows. The text is the mail; its HTML is laid out from
the text, so that both always say the same and a person edits words, not markup:

- an empty line parts paragraphs, and single line breaks stay;
- lines that start with ``- `` make a list;
- a paragraph of a label with a colon and, on the next line, one of our own addresses becomes a
  button with that label.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.utils import translation

LAYOUT = "core/mail/letter.html"
_PLACE = re.compile(r"\[\[([a-z_ ]+)\]\]")


class LetterHasNoSubject(ValueError):
    """The template does not start with a subject line and an empty line."""


@dataclass(frozen=True)
class Block:
    """One piece of the layout: ``kind`` is paragraph, list or button."""

    kind: str
    lines: tuple[str, ...]
    href: str = ""


@dataclass(frozen=True)
class Letter:
    """Subject and text of a mail in one language. Its HTML follows from the text."""

    subject: str
    text: str
    language: str

    def reworded(self, *, subject: str, text: str) -> "Letter":
        """The same letter in the words of a person, with line ends made plain."""
        return replace(
            self, subject=one_line(subject), text=text.replace("\r\n", "\n").strip() + "\n"
        )

    def filled(self, places: Mapping[str, str]) -> "Letter":
        """The letter with each ``[[place]]`` that is given filled in; others stay as they are.

        Places are what a person must not retype in a mail to several people: the name and the
        link of each. The values are taken as they are and never searched for places themselves.
        """

        def value(match: re.Match[str]) -> str:
            return places.get(match[1], match[0])

        return replace(
            self,
            subject=one_line(_PLACE.sub(value, self.subject)),
            text=_PLACE.sub(value, self.text),
        )

    def missing_places(self, wanted: Mapping[str, str] | set[str]) -> set[str]:
        """The wanted places that the text does not hold (any more)."""
        return set(wanted) - set(_PLACE.findall(self.text))

    @property
    def html(self) -> str:
        with translation.override(self.language):
            return render_to_string(
                LAYOUT,
                {
                    "subject": self.subject,
                    "language": self.language,
                    "blocks": blocks_of(self.text, site_url=settings.SITE_URL),
                    "site_name": settings.SITE_NAME,
                    "site_url": settings.SITE_URL,
                },
            )


def write_letter(*, template: str, context: Mapping[str, Any], language: str) -> Letter:
    """The letter of ``<template>.txt`` in the language, such as ``matching/mail/invitation``.

    The context also holds ``site_url`` and ``site_name``. Raises LetterHasNoSubject.
    """
    with translation.override(language):
        values = {"site_url": settings.SITE_URL, "site_name": str(settings.SITE_NAME), **context}
        source = _render_text(f"{template}.txt", values)
    subject, parted, text = source.strip().partition("\n\n")
    if not parted or "\n" in subject:
        raise LetterHasNoSubject(template)
    return Letter(one_line(subject), _tidy(text), language)


def one_line(text: str) -> str:
    """The text on one line: a subject that could hold a line break could hold a header."""
    return " ".join(text.split())[:250]


def blocks_of(text: str, *, site_url: str) -> list[Block]:
    """The layout of a text; see the rules at the top of this module."""
    pieces = re.split(r"\n\s*\n", text.strip())
    lines = (tuple(line.strip() for line in piece.strip().splitlines()) for piece in pieces)
    return [_block(piece, site_url) for piece in lines if piece]


def _block(lines: tuple[str, ...], site_url: str) -> Block:
    if all(line.startswith("- ") for line in lines):
        return Block("list", tuple(line.removeprefix("- ") for line in lines))
    if len(lines) == 2 and lines[0].endswith(":") and _is_ours(lines[1], site_url):
        return Block("button", (lines[0].removesuffix(":").rstrip(),), lines[1])
    return Block("paragraph", lines)


def _is_ours(href: str, site_url: str) -> bool:
    """Only our own addresses become buttons: part of a mail may come from a stranger's pen."""
    return href.startswith(f"{site_url}/") and not re.search(r"\s", href)


def _tidy(text: str) -> str:
    """At most one empty line in a row, no trailing spaces, one line end at the end."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"


def _render_text(name: str, values: Mapping[str, Any]) -> str:
    """The template without the escaping for HTML that Django adds by default."""
    template: Template = get_template(name).template  # type: ignore[attr-defined]
    return template.render(Context(values, autoescape=False))
