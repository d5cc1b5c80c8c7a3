from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    FINE = "fine"
    LOOK = "look"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """What a check saw, and how to mend it when it is not fine."""

    area: str
    verdict: Verdict
    says: str
    mend: str = ""


def fine(area: str, says: str) -> Finding:
    return Finding(area, Verdict.FINE, says)


def look(area: str, says: str, mend: str) -> Finding:
    """It works, but the host should know."""
    return Finding(area, Verdict.LOOK, says, mend)


def broken(area: str, says: str, mend: str) -> Finding:
    """Something does not work; the doctor ends with exit code 1."""
    return Finding(area, Verdict.BROKEN, says, mend)
