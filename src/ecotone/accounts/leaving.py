"""What the rooms above must settle before a person leaves, said where ``accounts`` can ask it.

``accounts`` lies below all rooms that speak of people, so it cannot call them; they register a
rule each when the site starts (in their ``AppConfig.ready``).
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from ecotone.accounts.models import User


@dataclass(frozen=True)
class LeavingRule:
    """One room's part in a farewell.

    ``find_obstacles`` says in the words of the page what the person must settle first (a visit
    next week); ``forget`` empties what the room holds in the person's own words. Both get the
    present; ``forget`` runs inside the transaction that erases the person and must not raise.
    """

    room: str
    find_obstacles: Callable[[User, dt.datetime], list[str]]
    forget: Callable[[User, dt.datetime], None]


_rules: dict[str, LeavingRule] = {}


def register_leaving_rule(rule: LeavingRule) -> None:
    """Add or replace the room's rule."""
    _rules[rule.room] = rule


def leaving_rules() -> list[LeavingRule]:
    """All rules, by room."""
    return [_rules[room] for room in sorted(_rules)]
