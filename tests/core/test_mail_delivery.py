"""The outbox against a real mail server on this machine, in good and in bad times."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.utils import timezone

from ecotone.core.audit import history_of
from ecotone.core.mail.attachments import Attachment
from ecotone.core.mail.delivery import OUTAGE_PAUSE, STUCK_AFTER, deliver, deliver_due
from ecotone.core.mail.letters import Letter
from ecotone.core.mail.outbox import Recipient, queue_mail
from ecotone.core.mail.services import MailIsNotFailed, send_again
from ecotone.core.models import MailStatus, OutgoingMail
from tests.core.mail_server import MailServer, mail_server, point_to
from tests.factories import make_user

pytestmark = pytest.mark.django_db

LETTER = Letter("Would you visit the Zuiderkempen?", "Hello Zoë — 1 < 2\n", "nl")


@pytest.fixture
def server(settings: LazySettings) -> Iterator[MailServer]:
    with mail_server(settings) as running:
        yield running


def queue(key: str = "k", to: str = "zoe@example.org") -> OutgoingMail:
    recipient = Recipient(email=to, name="Zoë Ámal", language="nl")
    ics = Attachment("visit.ics", "text/calendar; method=PUBLISH", "BEGIN:VCALENDAR é".encode())
    return queue_mail(key=key, kind="core.test", to=recipient, letter=LETTER, attachments=[ics])


def later(**by: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(**by)


def test_message_arrives_whole(server: MailServer) -> None:
    row = queue()
    deliver_due(now=later(seconds=1))
    [message] = server.received
    assert message["Message-ID"] == row.message_id
    assert message["To"] == "Zoë Ámal <zoe@example.org>"
    assert message["Subject"] == LETTER.subject
    assert message["Content-Language"] == "nl"
    assert message["Auto-Submitted"] == "auto-generated"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines() == LETTER.text.splitlines()
    assert "Hello Zoë — 1 &lt; 2" in html.get_content()
    [attachment] = message.iter_attachments()
    assert attachment.get_filename() == "visit.ics"
    assert attachment.get_content_type() == "text/calendar"
    assert attachment["Content-Type"].params["method"] == "PUBLISH"
    assert attachment.get_content().strip() == "BEGIN:VCALENDAR é"


def test_sent_mail_is_not_sent_again(server: MailServer) -> None:
    row = queue()
    for _ in range(3):
        deliver([row.pk], now=later(hours=1))
    row.refresh_from_db()
    assert (row.status, row.attempts, len(server.received)) == (MailStatus.SENT, 1, 1)
    assert row.sent_at is not None


def test_mail_server_down_for_an_hour_loses_nothing_and_sends_nothing_twice(
    settings: LazySettings,
) -> None:
    """Issue part 5: the mail server is away; what is due waits together, then goes once."""
    start = later(seconds=1)
    rows = [queue(f"k{number}") for number in range(5)]
    with mail_server(settings) as gone:
        port = gone.port
    point_to(settings, port)
    for minute in range(60):
        deliver_due(now=start + dt.timedelta(minutes=minute))
    for row in rows:
        row.refresh_from_db()
        assert (row.status, row.attempts) == (MailStatus.QUEUED, 0)
        assert "ConnectionRefusedError" in row.last_error
    with mail_server(settings) as back:
        for minute in range(60, 65):
            deliver_due(now=start + dt.timedelta(minutes=minute))
        sent = sorted(message["Message-ID"] for message in back.received)
    assert sent == sorted(row.message_id for row in rows)


def test_outage_is_noticed_by_one_try_and_not_one_for_each_mail(settings: LazySettings) -> None:
    rows = [queue(f"k{number}") for number in range(3)]
    with mail_server(settings) as gone:
        point_to(settings, gone.port)
    now = later(seconds=1)
    deliver([rows[0].pk], now=now)
    waiting = OutgoingMail.objects.filter(next_try_at=now + OUTAGE_PAUSE)
    assert waiting.count() == 3


def test_address_that_is_refused_for_good_fails_and_holds_up_no_other(server: MailServer) -> None:
    server.to_recipient = "550 No such user here"
    row = queue()
    deliver_due(now=later(seconds=1))
    row.refresh_from_db()
    assert row.status == MailStatus.FAILED
    assert "No such user here" in row.last_error
    server.to_recipient = "250 OK"
    other = queue("other")
    deliver_due(now=later(seconds=1))
    other.refresh_from_db()
    assert other.status == MailStatus.SENT


def test_try_later_is_tried_later(server: MailServer) -> None:
    server.to_recipient = "451 Greylisted, try later"
    row = queue()
    deliver_due(now=later(seconds=1))
    row.refresh_from_db()
    assert (row.status, row.attempts) == (MailStatus.QUEUED, 1)
    assert row.next_try_at > timezone.now()
    server.to_recipient = "250 OK"
    deliver_due(now=row.next_try_at)
    row.refresh_from_db()
    assert (row.status, row.attempts) == (MailStatus.SENT, 2)


def test_hung_up_after_the_message_is_repeated_under_the_same_message_id(
    server: MailServer,
) -> None:
    """Nobody can know whether it was taken; the receiving side can recognise the second."""
    server.to_message = ""
    row = queue()
    deliver_due(now=later(seconds=1))
    row.refresh_from_db()
    assert row.status == MailStatus.QUEUED
    server.to_message = "250 OK"
    deliver_due(now=row.next_try_at)
    assert [message["Message-ID"] for message in server.received] == [row.message_id] * 2


def test_mail_whose_worker_was_killed_goes_after_a_while(server: MailServer) -> None:
    row = queue()
    OutgoingMail.objects.update(status=MailStatus.SENDING, tried_at=timezone.now(), attempts=1)
    deliver_due(now=timezone.now() + STUCK_AFTER - dt.timedelta(minutes=1))
    assert server.received == []
    deliver_due(now=timezone.now() + STUCK_AFTER + dt.timedelta(minutes=1))
    row.refresh_from_db()
    assert (row.status, len(server.received)) == (MailStatus.SENT, 1)


def test_mail_that_cannot_be_written_fails_and_holds_up_no_other(server: MailServer) -> None:
    broken, good = queue("a", to="no address"), queue("b")
    OutgoingMail.objects.filter(pk=broken.pk).update(attachments=[{"name": "x"}])
    deliver_due(now=later(seconds=1))
    broken.refresh_from_db()
    good.refresh_from_db()
    assert (broken.status, good.status) == (MailStatus.FAILED, MailStatus.SENT)


def test_failed_mail_can_be_sent_again_by_a_person_once(server: MailServer) -> None:
    row, person = queue(), make_user()
    OutgoingMail.objects.update(status=MailStatus.FAILED, attempts=60)
    send_again(mail=row, by=person)
    with pytest.raises(MailIsNotFailed):
        send_again(mail=row, by=person)
    deliver_due(now=later(seconds=1))
    row.refresh_from_db()
    assert (row.status, len(server.received)) == (MailStatus.SENT, 1)
    assert [entry.action for entry in history_of(row)] == ["mail.sent_again"]


def test_mail_is_given_up_after_its_last_try(server: MailServer) -> None:
    server.to_recipient = "451 Try later"
    row = queue()
    OutgoingMail.objects.update(attempts=59)
    deliver_due(now=later(seconds=1))
    row.refresh_from_db()
    assert (row.status, row.attempts) == (MailStatus.FAILED, 60)
