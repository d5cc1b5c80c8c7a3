"""An import from the file to the write, with what can go wrong on the way."""

import datetime as dt
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import Http404
from django.utils import timezone

from ecotone.core.api import AuditEntry, find_progress
from ecotone.core.states import NotAllowedNow
from ecotone.networks.enums import ImportStatus
from ecotone.networks.importing import check_runs, write_runs
from ecotone.networks.importing.check_runs import check_run
from ecotone.networks.importing.library import shipped_definition
from ecotone.networks.importing.runs import (
    discard_old_files,
    get_run,
    latest_runs,
    receive_file,
)
from ecotone.networks.importing.uploads import KEPT_FOR, path_of_file
from ecotone.networks.importing.write_runs import confirm_run, write_run
from ecotone.networks.models import ImportRun, Membership, Organisation
from tests.factories import Cast, make_network
from tests.networks.importing.samples import register, school, write_csv

TODAY = dt.date(2026, 11, 22)
NOW = timezone.now()
type OnCommit = Callable[..., AbstractContextManager[list[Callable[[], Any]]]]


def send(cast: Cast, tmp_path: Path, *rows: Mapping[str, str], now: dt.datetime = NOW) -> ImportRun:
    content = write_csv(tmp_path / "sent.csv", rows).read_bytes()
    file = SimpleUploadedFile("schools.csv", content)
    return receive_file(network=cast.network, file=file, country="NL", by=cast.coordinator, now=now)


def check(cast: Cast, run: ImportRun, *, joins: bool = False) -> ImportRun:
    return check_run(
        run=run,
        definition=shipped_definition("nl-register"),
        observed_on=None,
        joins_network=joins,
        by=cast.coordinator,
        today=TODAY,
    )


def confirm(cast: Cast, run: ImportRun) -> ImportRun:
    return confirm_run(run=run, by=cast.coordinator, today=TODAY)


def imported() -> int:
    return Organisation.objects.filter(country="NL").count()


def test_a_file_is_received_checked_and_written(cast: Cast, tmp_path: Path) -> None:
    run = send(cast, tmp_path, *register(3))
    assert run.status == ImportStatus.UPLOADED
    run = check(cast, run, joins=True)
    assert (run.status, run.problems, imported()) == (ImportStatus.CHECKED, [], 0)
    assert (run.counts["new"], run.counts["updated"], run.counts["bad"]) == (3, 0, 0)
    run = confirm(cast, run)
    assert (run.status, imported()) == (ImportStatus.DONE, 3)
    assert Membership.objects.filter(network=cast.network, organisation__country="NL").count() == 3


def test_the_audit_log_has_one_entry_for_the_import(cast: Cast, tmp_path: Path) -> None:
    run = confirm(cast, check(cast, send(cast, tmp_path, *register(3))))
    entry = AuditEntry.objects.get(action="schools.imported")
    assert (entry.subject_id, entry.actor_id) == (str(run.pk), str(cast.coordinator.pk))
    assert entry.network_id == cast.network.pk
    assert entry.after is not None
    assert entry.after["new"] == 3
    assert (entry.after["file"], entry.after["mapping"]) == ("schools.csv", "nl-register")


def test_a_refused_file_tells_what_is_wrong_and_cannot_be_written(
    cast: Cast, tmp_path: Path
) -> None:
    run = check(cast, send(cast, tmp_path, *register(3), school(leerlingen="-4")))
    assert run.status == ImportStatus.REFUSED
    assert run.problems == [
        {"code": "negative", "row": 5, "column": "leerlingen", "values": {"value": "-4"}}
    ]
    with pytest.raises(NotAllowedNow):
        confirm(cast, run)
    run.refresh_from_db()
    assert (run.status, imported()) == (ImportStatus.REFUSED, 0)


def test_a_file_that_cannot_be_read_is_refused_as_a_whole(cast: Cast, tmp_path: Path) -> None:
    file = SimpleUploadedFile("schools.csv", b"code;naam\n1;a\n")
    run = receive_file(network=cast.network, file=file, country="NL", by=cast.coordinator, now=NOW)
    run = check(cast, run)
    assert run.status == ImportStatus.REFUSED
    assert [problem["code"] for problem in run.problems] == ["column_missing"]


def test_the_same_file_sent_twice_is_one_import(cast: Cast, tmp_path: Path) -> None:
    first, second = send(cast, tmp_path, *register(3)), send(cast, tmp_path, *register(3))
    assert first.pk == second.pk
    other = send(cast, tmp_path, *register(4))
    later = send(cast, tmp_path, *register(3), now=NOW + KEPT_FOR * 2)
    assert len({first.pk, other.pk, later.pk}) == 3


def test_confirming_twice_writes_once(cast: Cast, tmp_path: Path) -> None:
    run = check(cast, send(cast, tmp_path, *register(3)))
    confirm(cast, run)
    run = confirm(cast, run)
    assert (run.status, imported()) == (ImportStatus.DONE, 3)
    assert AuditEntry.objects.filter(action="schools.imported").count() == 1


def test_the_file_goes_once_it_is_written(
    cast: Cast, tmp_path: Path, django_capture_on_commit_callbacks: OnCommit
) -> None:
    run = check(cast, send(cast, tmp_path, *register(3)))
    path = path_of_file(run.stored_as)
    with django_capture_on_commit_callbacks(execute=True):
        run = confirm(cast, run)
    assert (run.stored_as, path.exists()) == ("", False)


def test_what_the_database_refuses_leaves_nothing(cast: Cast, tmp_path: Path) -> None:
    """A rule that only the database knows is broken by the last row; then it is lifted."""
    run = check(cast, send(cast, tmp_path, *register(3), school(naam="De Verzonnen School 10ZZ00")))
    assert run.status == ImportStatus.CHECKED
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX name_stands_once ON networks_organisation (name)")
    run = confirm(cast, run)
    assert (run.status, imported()) == (ImportStatus.FAILED, 0)
    assert [problem["code"] for problem in run.problems] == ["database_refused"]
    assert not AuditEntry.objects.filter(action="schools.imported").exists()
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX name_stands_once")
    run = confirm(cast, check(cast, run))
    assert (run.status, imported()) == (ImportStatus.DONE, 4)


def test_a_long_import_runs_in_the_background_with_progress(
    cast: Cast,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    monkeypatch.setattr(check_runs, "CHECKED_AT_ONCE", 10)
    monkeypatch.setattr(write_runs, "WRITTEN_AT_ONCE", 1)
    run = send(cast, tmp_path, *register(3))
    with django_capture_on_commit_callbacks(execute=True):
        assert check(cast, run).status == ImportStatus.CHECKING
    run.refresh_from_db()
    assert run.status == ImportStatus.CHECKED
    with django_capture_on_commit_callbacks(execute=True):
        assert confirm(cast, run).status == ImportStatus.RUNNING
        assert confirm(cast, run).status == ImportStatus.RUNNING
    run.refresh_from_db()
    assert (run.status, imported()) == (ImportStatus.DONE, 3)
    progress = find_progress(run.progress_token, viewer=cast.coordinator)
    assert progress is not None
    assert (progress.is_finished, progress.next_url) == (True, run.get_absolute_url())


def test_a_task_that_runs_again_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    """A worker may be killed after the write and before it said so."""
    run = confirm(cast, check(cast, send(cast, tmp_path, *register(3))))
    write_run(run_id=run.pk, today=TODAY)
    check_runs.finish_check(run_id=run.pk, today=TODAY)
    run.refresh_from_db()
    assert (run.status, imported()) == (ImportStatus.DONE, 3)


def test_a_worker_killed_before_it_told_leaves_the_telling_to_the_next(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_runs, "WRITTEN_AT_ONCE", 1)
    run = confirm(cast, check(cast, send(cast, tmp_path, *register(3))))
    assert run.status == ImportStatus.RUNNING
    ImportRun.objects.filter(pk=run.pk).update(status=ImportStatus.DONE)
    write_run(run_id=run.pk, today=TODAY)
    progress = find_progress(run.progress_token, viewer=cast.coordinator)
    assert progress is not None
    assert (progress.is_finished, progress.error) == (True, "")


def test_a_worker_killed_before_the_write_is_followed_by_another(
    cast: Cast, tmp_path: Path
) -> None:
    run = check(cast, send(cast, tmp_path, *register(3)))
    ImportRun.objects.filter(pk=run.pk).update(status=ImportStatus.RUNNING)
    write_run(run_id=run.pk, today=TODAY)
    run.refresh_from_db()
    assert (run.status, imported()) == (ImportStatus.DONE, 3)


def test_a_file_that_nobody_confirms_goes_after_a_day(
    cast: Cast, tmp_path: Path, django_capture_on_commit_callbacks: OnCommit
) -> None:
    old, stuck = send(cast, tmp_path, *register(3)), send(cast, tmp_path, *register(4))
    ImportRun.objects.filter(pk=stuck.pk).update(status=ImportStatus.RUNNING)
    paths = [path_of_file(run.stored_as) for run in (old, stuck)]
    assert discard_old_files(now=NOW + KEPT_FOR / 2) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert discard_old_files(now=NOW + KEPT_FOR * 2) == 2
    assert [path.exists() for path in paths] == [False, False]
    statuses = ImportRun.objects.values_list("status", flat=True)
    assert set(statuses) == {ImportStatus.EXPIRED}
    with pytest.raises(NotAllowedNow):
        check(cast, old)
    assert imported() == 0


def test_a_written_import_keeps_its_record_when_old_files_go(cast: Cast, tmp_path: Path) -> None:
    run = confirm(cast, check(cast, send(cast, tmp_path, *register(3))))
    assert discard_old_files(now=NOW + KEPT_FOR * 2) == 0
    run.refresh_from_db()
    assert (run.status, run.counts["new"]) == (ImportStatus.DONE, 3)


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="the in-memory SQLite of the tests knows one connection at a time",
)
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_write_once(cast: Cast, tmp_path: Path) -> None:
    run = check(cast, send(cast, tmp_path, *register(40)))

    def press() -> None:
        try:
            confirm(cast, run)
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(3)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert imported() == 40
    assert AuditEntry.objects.filter(action="schools.imported").count() == 1


def test_an_import_is_reached_only_through_its_network(cast: Cast, tmp_path: Path) -> None:
    run = send(cast, tmp_path, *register(3))
    assert get_run(cast.network, run.pk) == run
    assert latest_runs(cast.network) == [run]
    other = make_network()
    assert latest_runs(other) == []
    with pytest.raises(Http404):
        get_run(other, run.pk)
