"""Letting services act in the past, and leaving traces that say so.

Services are told the present; the rows they write beside it (log, mails, creation dates) carry the
clock of the machine. Here those rows are given the moment of which the demo tells.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Max, Model
from django.db.models.query import QuerySet

from ecotone.activities.api import Activity
from ecotone.core.api import AuditEntry, MailStatus, OutgoingMail
from ecotone.matching.api import Need

FRESH = dt.timedelta(minutes=90)


@contextmanager
def at(moment: dt.datetime, *, now: dt.datetime) -> Iterator[dt.datetime]:
    """What is written inside happened at the moment; its mails have left, unless just now."""
    models: list[type[Model]] = [AuditEntry, OutgoingMail, Need, Activity]
    before = {model: _last(model) for model in models}
    yield moment
    _rows(AuditEntry, before).update(happened_at=moment)
    _rows(Need, before).update(created_at=moment)
    _rows(Activity, before).update(created_at=moment)
    _date_mails(_rows(OutgoingMail, before), moment, is_fresh=now - moment < FRESH)


def _last(model: type[Model]) -> int:
    return int(_plain(model).aggregate(last=Max("pk"))["last"] or 0)


def _rows(model: type[Model], before: dict[type[Model], int]) -> "QuerySet[Any]":
    return _plain(model).filter(pk__gt=before[model])


def _plain(model: type[Model]) -> "QuerySet[Any]":
    """Past the guard of the log, which is append-only for everybody but an invented past."""
    return QuerySet(model)


def _date_mails(mails: "QuerySet[Any]", moment: dt.datetime, *, is_fresh: bool) -> None:
    mails.update(queued_at=moment, next_try_at=moment)
    if not is_fresh:
        sent = moment + dt.timedelta(seconds=40)
        mails.update(status=MailStatus.SENT, attempts=1, tried_at=sent, sent_at=sent)
