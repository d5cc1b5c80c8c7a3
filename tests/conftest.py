"""The harness: what every test gets, and what it may not do."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.template import engines
from django.utils import timezone

from ecotone.matching.selectors.offer_facts import forget_offer_tables
from ecotone.matching.selectors.people_table import forget_people
from tests.factories import Cast, make_cast

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# Tables of the command line are read by tests: wide enough not to break words, on any terminal.
os.environ["COLUMNS"] = "200"

BRUSSELS_NOON = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)


class Loud(str):
    """Raises when a template names a variable that nobody gave."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"undefined in a template: {name}")


@pytest.fixture(autouse=True)
def _no_undefined_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engines["django"].engine  # type: ignore[attr-defined]
    monkeypatch.setattr(engine, "string_if_invalid", Loud("%s"))


@pytest.fixture(autouse=True)
def _quiet_installation(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    """No mail leaves, no file stays, tasks run at once, templates must know their variables."""
    # Whatever home the settings were read from: a developer may have a demo in it.
    settings.DEMO = False
    settings.TASKS = {
        "default": {
            "BACKEND": "django.tasks.backends.immediate.ImmediateBackend",
            "QUEUES": ["default", "slow"],
        }
    }
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cache.clear()
    forget_people()
    forget_offer_tables()
    yield
    cache.clear()


@pytest.fixture
def now() -> dt.datetime:
    """The present, to the minute, so that computed times compare."""
    return timezone.now().replace(second=0, microsecond=0)


@pytest.fixture
def cast(db: None, now: dt.datetime) -> Cast:
    """The fixed cast: a network with its people, a school with a class, and a stranger."""
    return make_cast(now)
