"""Text that a spreadsheet program would run instead of show."""

import re

FIRST_CHARACTERS = "=+-@\uff1d\uff0b\uff0d\uff20"
_RUNS_ALWAYS = "=@\uff1d\uff20"
# A sign with figures only is a number, a telephone's number or a dash: it can run nothing.
_NUMBER = re.compile(r"[+\-][\d\s.,()/\-]*(?:[eE][+\-]?\d+)?")


def is_formula(text: str) -> bool:
    """Whether the text starts as a formula does; a plain number with a sign is none."""
    if not text or text[0] not in FIRST_CHARACTERS:
        return False
    return text[0] in _RUNS_ALWAYS or _NUMBER.fullmatch(text) is None
