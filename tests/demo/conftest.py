import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from ecotone.demo.api import DemoSummary, build_demo

NOON = dt.datetime(2026, 11, 22, 11, 0, tzinfo=dt.UTC)


def silent(message: str, done: int, total: int) -> None:
    """A report that nobody reads."""


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[DemoSummary]:
    """The demo at scale 1, built once for a module and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_demo(report=silent, now=NOON)
        transaction.set_rollback(True)


@pytest.fixture
def demo(built: DemoSummary, db: None) -> DemoSummary:
    """The demo; what a test changes in it is undone."""
    return built
