"""The need with which every story of the edges starts."""

import datetime as dt

import pytest

from ecotone.matching.models import Need
from tests.factories import (
    Cast,
    make_need,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(cast: Cast, now: dt.datetime) -> Need:
    return make_need(cast.network, cast.class_group, cast.teacher, now)
