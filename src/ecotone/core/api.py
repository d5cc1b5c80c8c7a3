"""The public face of ``core``: what every room may use. ``core`` itself knows no room."""

from ecotone.core.audit import acts_of, forget_name, history_of, kind_of, record
from ecotone.core.codelists.selectors import attribute as code_attribute
from ecotone.core.codelists.selectors import choices as code_choices
from ecotone.core.codelists.selectors import codes_of
from ecotone.core.codelists.selectors import label as code_label
from ecotone.core.mail.attachments import Attachment
from ecotone.core.mail.forgetting import forget_recipient
from ecotone.core.mail.letters import Letter, write_letter
from ecotone.core.mail.outbox import Recipient, queue_from_template, queue_mail
from ecotone.core.mail.services import MailIsNotFailed, send_again
from ecotone.core.models import (
    AuditEntry,
    Code,
    CodeList,
    MailStatus,
    OutgoingMail,
    TaskProgress,
)
from ecotone.core.tasks.progress import (
    ProgressReporter,
    begin_progress,
    fail_progress,
    find_progress,
    finish_progress,
)
from ecotone.core.tasks.retrying import retrying_task

__all__ = [
    "Attachment",
    "AuditEntry",
    "Code",
    "CodeList",
    "Letter",
    "MailIsNotFailed",
    "MailStatus",
    "OutgoingMail",
    "ProgressReporter",
    "Recipient",
    "TaskProgress",
    "acts_of",
    "begin_progress",
    "code_attribute",
    "code_choices",
    "code_label",
    "codes_of",
    "fail_progress",
    "find_progress",
    "finish_progress",
    "forget_name",
    "forget_recipient",
    "history_of",
    "kind_of",
    "queue_from_template",
    "queue_mail",
    "record",
    "retrying_task",
    "send_again",
    "write_letter",
]
