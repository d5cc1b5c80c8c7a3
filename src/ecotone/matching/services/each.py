"""Doing one thing to each of many, so that one that fails stops none of the others."""

import logging
from collections.abc import Callable, Iterable

logger = logging.getLogger(__name__)


def for_each(ids: Iterable[int], act: Callable[[int], bool]) -> int:
    """How many the act says it changed. An act that raises is logged, and the next has its turn.

    The act is a transaction of its own. What failed is still due, so the next run tries it again.
    """
    changed = 0
    for one in list(ids):
        try:
            changed += act(one)
        except Exception:
            logger.exception("%s could not be done for %s", act, one)
    return changed
