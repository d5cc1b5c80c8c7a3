import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy


class MailStatus(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("mail", "waiting to be sent")
    SENDING = "sending", pgettext_lazy("mail", "being sent")
    SENT = "sent", pgettext_lazy("mail", "sent")
    FAILED = "failed", pgettext_lazy("mail", "could not be sent")


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def due(self, now: dt.datetime) -> "OutgoingMailQuerySet":
        """Waiting mails whose time has come, the longest waiting first."""
        return self.filter(status=MailStatus.QUEUED, next_try_at__lte=now).order_by(
            "next_try_at", "id"
        )

    def stuck_since(self, moment: dt.datetime) -> "OutgoingMailQuerySet":
        """Mails that a worker began to send before the moment and never reported back on."""
        return self.filter(status=MailStatus.SENDING, tried_at__lt=moment)

    def about(self, kind: str, identifier: object) -> "OutgoingMailQuerySet":
        """The mails about one thing, such as ``about("matching.need", need.pk)``."""
        return self.filter(about_kind=kind, about_id=str(identifier))

    def newest_first(self) -> "OutgoingMailQuerySet":
        return self.order_by("-queued_at", "-id")


class OutgoingMail(models.Model):
    """One mail to one address: what it says, why it was written, and whether it went.

    The outbox and the archive in one. The key names the reason for the mail; a second mail with
    the same key is never made, so that a repeated task or a double click sends once. The text is
    the text that was sent, never rendered again. The ``Message-ID`` is fixed by the row, so that a
    mail server can recognise a repetition. Must not be used for mails to several people at once.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    to = models.EmailField()
    to_name = models.CharField(max_length=150, blank=True)
    reply_to = models.EmailField(blank=True)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    attachments = models.JSONField(default=list, blank=True)
    was_edited = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=MailStatus, default=MailStatus.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=250, unique=True)

    objects: ClassVar[models.Manager["OutgoingMail"]] = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["status", "next_try_at"], name="mail_by_next_try"),
            models.Index(fields=["about_kind", "about_id"], name="mail_by_subject_matter"),
            models.Index(fields=["to", "-queued_at"], name="mail_by_address"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(status=MailStatus.SENT) | models.Q(sent_at__isnull=False),
                name="sent_mail_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}"
