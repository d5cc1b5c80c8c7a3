from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import transaction

from ecotone.core.mail.attachments import Attachment
from ecotone.core.mail.letters import Letter
from ecotone.core.mail.outbox import Recipient, queue_from_template, queue_mail
from ecotone.core.models import MailStatus, OutgoingMail
from tests.core.letter_templates import use_templates
from tests.factories import make_user

type CaptureCommits = Callable[..., AbstractContextManager[list[Callable[..., object]]]]

pytestmark = pytest.mark.django_db

ADA = Recipient(email="ada@example.org", name="Ada, the first", language="nl")
LETTER = Letter("Would you visit?", "Hello Ada\n", "nl")


def queue(key: str = "invitation:1:ask") -> OutgoingMail:
    return queue_mail(key=key, kind="matching.ask", to=ADA, letter=LETTER)


def test_mail_waits_in_the_outbox() -> None:
    row = queue()
    row.refresh_from_db()
    assert (row.status, row.to, row.to_name, row.language) == (
        MailStatus.QUEUED,
        "ada@example.org",
        "Ada, the first",
        "nl",
    )
    assert (row.subject, row.text, row.html) == (LETTER.subject, LETTER.text, LETTER.html)


def test_same_key_never_makes_a_second_mail() -> None:
    assert queue() == queue()
    assert OutgoingMail.objects.count() == 1


def test_mail_leaves_after_the_commit_and_once(
    django_capture_on_commit_callbacks: CaptureCommits,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        queue()
        queue()
        assert mail.outbox == []
    [message] = mail.outbox
    row = OutgoingMail.objects.get()
    assert row.status == MailStatus.SENT
    assert message.to == ['"Ada, the first" <ada@example.org>']
    assert message.extra_headers["Message-ID"] == row.message_id


def test_mail_of_a_change_that_failed_is_never_sent(
    django_capture_on_commit_callbacks: CaptureCommits,
) -> None:
    @transaction.atomic
    def change() -> None:
        queue()
        raise ValueError("no")

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValueError, match="no"):
        change()
    assert (mail.outbox, OutgoingMail.objects.count()) == ([], 0)


def test_mail_knows_what_it_is_about() -> None:
    person, other = make_user(), make_user()
    row = queue_mail(key="a", kind="accounts.hello", to=ADA, letter=LETTER, about=person)
    queue_mail(key="b", kind="accounts.hello", to=ADA, letter=LETTER, about=other)
    assert list(OutgoingMail.objects.about("accounts.user", person.pk)) == [row]


def test_message_ids_differ_and_name_our_domain() -> None:
    first, second = queue("a"), queue("b")
    assert first.message_id != second.message_id
    assert first.message_id.endswith("@localhost>")


def test_calendar_file_travels_with_its_method(settings: LazySettings) -> None:
    use_templates(settings, {"tests/letter.txt": "Subject\n\nText\n"})
    row = queue_from_template(
        key="sheet",
        kind="core.letter",
        to=ADA,
        template="tests/letter",
        context={},
        subject="In my own words",
        calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        calendar_method="CANCEL",
    )
    [stored] = row.attachments
    assert Attachment.from_json(stored) == Attachment(
        "visit.ics",
        "text/calendar; method=CANCEL",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    )
    assert (row.subject, row.was_edited) == ("In my own words", True)
