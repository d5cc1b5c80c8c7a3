from ecotone.core.models.audit import AuditEntry, AuditIsAppendOnly
from ecotone.core.models.codelists import Code, CodeList
from ecotone.core.models.mail import MailStatus, OutgoingMail
from ecotone.core.models.workers import ScheduledJob, TaskProgress, WorkerHeartbeat

__all__ = [
    "AuditEntry",
    "AuditIsAppendOnly",
    "Code",
    "CodeList",
    "MailStatus",
    "OutgoingMail",
    "ScheduledJob",
    "TaskProgress",
    "WorkerHeartbeat",
]
