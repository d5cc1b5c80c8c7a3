"""The figures' own day: three months into the school year 2026/27."""

import datetime as dt
from collections.abc import Iterator

import pytest
from freezegun import freeze_time

from ecotone.networks.api import school_year_on

TODAY = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def _in_november() -> Iterator[None]:
    """The country packs are read before the clock stops: they hold real dates."""
    school_year_on(TODAY.date(), "BE")
    with freeze_time(TODAY):
        yield
