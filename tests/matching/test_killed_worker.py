"""The worker dies, the database is held, the mail server is away: nobody is asked twice or never.

The worker is a process of its own that is killed with signal 9 while its transaction is open.
"""

import datetime as dt
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecotone.core.mail.delivery import deliver_due
from ecotone.core.models import MailStatus, OutgoingMail
from ecotone.matching.enums import InvitationState, NeedState, WaveState
from ecotone.matching.links import invitation_token
from ecotone.matching.models import Invitation, Need, Wave
from ecotone.matching.services import clock
from ecotone.matching.tasks import advance_waves
from tests.core.installations import Installation
from tests.core.mail_server import mail_server, point_to
from tests.factories import Cast, make_cast, make_need, make_offer
from tests.matching.crowd import PATIENCE, at_once, invite, on_disk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def installation(
    transactional_db: None, settings: LazySettings, tmp_path: Path
) -> Iterator[Installation]:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with on_disk(tmp_path) as made:
        yield made


@pytest.fixture
def cast(installation: Installation, now: dt.datetime) -> Cast:
    return make_cast(now)


def need_with_a_due_wave(cast: Cast) -> Need:
    """One person was asked and is silent; three more are to be asked now."""
    need = make_need(cast.network, cast.class_group, cast.teacher, timezone.now())
    invite(need, [make_offer(cast.network)], cast)
    for _ in range(3):
        make_offer(cast.network)
    Wave.objects.filter(need=need, state=WaveState.ARMED).update(
        send_at=timezone.now() - dt.timedelta(minutes=1)
    )
    return need


def start_worker(installation: Installation, stop_after: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.matching.worker_that_stops", str(stop_after)],
        env=installation.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def lines_until(process: "subprocess.Popen[str]", word: str, times: int) -> None:
    assert process.stdout is not None
    heard: list[str] = []
    while heard.count(word) < times:
        line = process.stdout.readline()
        assert line, "the worker ended:\n" + "\n".join(heard)
        heard.append(line.strip())


def asked_for(need: Need) -> Counter[str]:
    """How many mails each invited person got."""
    mails = OutgoingMail.objects.filter(kind="matching.ask", about_id=str(need.pk))
    return Counter(mails.values_list("to", flat=True))


@pytest.mark.parametrize("mails_before_the_kill", [1, 2, 3])
def test_worker_killed_in_mid_wave_asks_everybody_once_afterwards(
    installation: Installation, cast: Cast, mails_before_the_kill: int
) -> None:
    """Issue part 5: kill -9 between two mails of a wave; the next worker asks all, once."""
    need = need_with_a_due_wave(cast)
    with start_worker(installation, mails_before_the_kill) as worker:
        lines_until(worker, "asked", mails_before_the_kill)
        worker.kill()
    assert need.invitations.count() == 1, "nothing of the wave was kept"
    assert sum(asked_for(need).values()) == 1

    with start_worker(installation, 0) as worker:
        lines_until(worker, "done", 1)
    states = Counter(need.invitations.values_list("state", flat=True))
    assert states == {InvitationState.SENT: 4}
    assert set(asked_for(need).values()) == {1}
    assert len(asked_for(need)) == 4
    waves = list(need.waves.order_by("number").values_list("number", "state"))
    assert waves == [(1, WaveState.SENT), (2, WaveState.SENT), (3, WaveState.ARMED)]


def test_whole_worker_takes_over_what_the_killed_one_left(
    installation: Installation, cast: Cast
) -> None:
    """The real worker, by its command: the clock's task, the wave and its mails in one run."""
    need = need_with_a_due_wave(cast)
    with start_worker(installation, 2) as killed:
        lines_until(killed, "asked", 2)
        killed.kill()
    advance_waves.enqueue()
    code, output = installation.run("worker", "--once")
    assert code == 0, output
    assert len(asked_for(need)) == 4, output
    assert set(asked_for(need).values()) == {1}


def test_mail_server_down_for_an_hour_while_a_wave_goes_out(
    installation: Installation, cast: Cast, settings: LazySettings
) -> None:
    """Every mail arrives once, afterwards; the answers wait for nobody."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    with mail_server(settings) as gone:
        port = gone.port
    point_to(settings, port)
    need = need_with_a_due_wave(cast)
    start = timezone.now()
    clock.send_due_waves(now=start)
    assert need.invitations.count() == 4
    for minute in range(60):
        deliver_due(now=start + dt.timedelta(minutes=minute))
    waiting = OutgoingMail.objects.filter(status=MailStatus.QUEUED)
    assert waiting.count() == OutgoingMail.objects.count() == 5
    with mail_server(settings) as back:
        for minute in range(60, 66):
            deliver_due(now=start + dt.timedelta(minutes=minute))
        arrived = Counter(message["Message-ID"] for message in back.received)
    assert arrived == Counter(OutgoingMail.objects.values_list("message_id", flat=True))
    assert set(arrived.values()) == {1}


@contextmanager
def held(need: Need) -> Iterator[threading.Event]:
    """Another writer holds the database (SQLite) or the need's row (PostgreSQL) until the event."""
    holding, let_go = threading.Event(), threading.Event()
    name = connection.settings_dict["NAME"]

    def hold() -> None:
        own = connections.create_connection("default")
        own.settings_dict = {**own.settings_dict, "NAME": name}
        connections["default"] = own
        try:
            with transaction.atomic():
                Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
                holding.set()
                let_go.wait(PATIENCE)
        finally:
            own.close()

    writer = threading.Thread(target=hold)
    writer.start()
    try:
        assert holding.wait(PATIENCE)
        yield let_go
    finally:
        let_go.set()
        writer.join(PATIENCE)


def press_yes(invitation: Invitation, answered: threading.Event | None = None) -> int:
    """What the page answers to a yes."""
    slot = invitation.need.slots.all()[0]
    address = reverse("matching:answer", args=[invitation_token(invitation)])
    page = Client(raise_request_exception=False).post(
        address, {"act": "accept", "slot": str(slot.pk)}
    )
    if answered is not None:
        answered.set()
    return page.status_code


def test_request_waits_while_another_writer_holds_the_database(cast: Cast) -> None:
    need = make_need(cast.network, cast.class_group, cast.teacher, timezone.now())
    [invitation] = invite(need, [make_offer(cast.network)], cast)
    answered = threading.Event()
    with held(need) as let_go:

        def let_go_later() -> bool:
            came_too_early = answered.wait(2)
            let_go.set()
            return came_too_early

        results = at_once(partial(press_yes, invitation, answered), let_go_later)
    assert results == [302, False]
    need.refresh_from_db()
    assert need.state == NeedState.CONFIRMED


def test_database_held_for_too_long_is_told_clearly_and_nothing_is_half_written(
    cast: Cast, settings: LazySettings
) -> None:
    """SQLite gives up after its timeout (here at once); PostgreSQL waits for the row."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks the row, not the database, and waits for it")
    need = make_need(cast.network, cast.class_group, cast.teacher, timezone.now())
    [invitation] = invite(need, [make_offer(cast.network)], cast)
    mails = OutgoingMail.objects.count()
    address = reverse("matching:answer", args=[invitation_token(invitation)])
    form = {"act": "accept", "slot": str(need.slots.all()[0].pk)}
    client = Client(raise_request_exception=False)
    with held(need):
        connection.close()
        options = {**connection.settings_dict["OPTIONS"], "timeout": 0.1}
        connection.settings_dict["OPTIONS"] = options
        page = client.post(address, form)
        assert client.get(address).status_code == 200, "reading goes on while one writes"
    assert page.status_code == 503
    assert "Nothing was changed, and what you typed is still here" in page.content.decode()
    need.refresh_from_db()
    assert (need.state, need.activity_id) == (NeedState.INVITED, None)
    assert OutgoingMail.objects.count() == mails
    assert client.post(address, form).status_code == 302
