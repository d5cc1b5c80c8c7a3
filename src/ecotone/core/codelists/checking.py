"""What may be wrong with the file of a code list: each mistake in words that help to mend it."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

LANGUAGES = ("en", "nl", "de", "fr", "es", "pt")
CODE_KEYS = {"broader", "exact_match", "valid_from", "valid_to", "attributes"}

_HEADER_KINDS: Mapping[str, type] = {
    "code": str,
    "version": str,
    "valid_from": dt.date,
    "labels": dict,
    "codes": dict,
}
_CODE_KINDS: Mapping[str, type] = {
    "broader": str,
    "exact_match": str,
    "valid_from": dt.date,
    "valid_to": dt.date,
    "attributes": dict,
}
_KIND_WORDS: Mapping[type, str] = {
    str: "a text in quotes",
    dt.date: "a date such as 2026-09-01",
    dict: "a block",
}
_LIST_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LANGUAGE = re.compile(r"[a-z]{2}(-[a-z]{2,4})?")
LONGEST_CODE = 40


def header_problems(document: dict[str, Any], file_name: str) -> list[str]:
    """Mistakes in what stands above the codes."""
    problems = [
        f"{file_name}: unknown key {key!r} at the top; known are {_listed(_HEADER_KINDS)}."
        for key in document
        if key not in _HEADER_KINDS
    ]
    for key, kind in _HEADER_KINDS.items():
        # ``type`` rather than ``isinstance``: a moment is a date too, and not wanted here.
        if type(document.get(key)) is not kind or not document[key]:
            problems.append(f"{file_name}: {key!r} is missing or not {_KIND_WORDS[kind]}.")
    if problems:
        return problems
    if not _LIST_CODE.fullmatch(document["code"]):
        problems.append(
            f"{file_name}: code {document['code']!r} may hold only small letters, digits and _."
        )
    if document["code"] != file_name.removesuffix(".toml"):
        problems.append(f"{file_name}: code {document['code']!r} must be the name of the file.")
    return problems + _label_problems(document["labels"], f"{file_name}, [labels]")


def code_problems(code: str, block: Any, file_name: str) -> list[str]:
    """Mistakes in one code's block."""
    place = f"{file_name}, code {code}"
    if not isinstance(block, dict):
        return [f"{place}: must be a block of its own, [codes.{code}]."]
    problems = []
    if len(code) > LONGEST_CODE:
        problems.append(f"{place}: longer than {LONGEST_CODE} characters.")
    labels = {key: value for key, value in block.items() if key not in CODE_KEYS}
    problems.extend(_label_problems(labels, place))
    for key, kind in _CODE_KINDS.items():
        if key in block and type(block[key]) is not kind:
            problems.append(f"{place}: {key!r} must be {_KIND_WORDS[kind]}.")
    since, until = block.get("valid_from"), block.get("valid_to")
    if isinstance(since, dt.date) and isinstance(until, dt.date) and until < since:
        problems.append(f"{place}: valid_to {until} lies before valid_from {since}.")
    return problems


def _label_problems(labels: Mapping[str, Any], place: str) -> list[str]:
    problems = [
        f'{place}: no label in {language!r}; add a line {language} = "...".'
        for language in LANGUAGES
        if language not in labels
    ]
    for key, value in labels.items():
        if not _LANGUAGE.fullmatch(key):
            problems.append(
                f"{place}: {key!r} is neither a language nor one of {_listed(CODE_KEYS)}."
            )
        elif not isinstance(value, str) or not value.strip():
            problems.append(f"{place}: the label in {key!r} is empty or not a text in quotes.")
    return problems


def hierarchy_problems(blocks: Mapping[str, Any], file_name: str) -> list[str]:
    """Codes whose ``broader`` leads nowhere or in a circle."""
    broader = {
        code: block["broader"]
        for code, block in blocks.items()
        if isinstance(block, dict) and isinstance(block.get("broader"), str)
    }
    problems = []
    for code, above in broader.items():
        if above not in blocks:
            problems.append(
                f"{file_name}, code {code}: broader {above!r} is not a code of the list."
            )
        elif _leads_back(code, broader):
            problems.append(f"{file_name}, code {code}: broader leads back to the code itself.")
    return problems


def _leads_back(code: str, broader: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    at = broader.get(code)
    while at is not None and at not in seen:
        if at == code:
            return True
        seen.add(at)
        at = broader.get(at)
    return False


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
