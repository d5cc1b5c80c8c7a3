from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from ecotone.activities.enums import CancelReason
from ecotone.matching.enums import DeclineReason, InvitationState, WaveState
from ecotone.matching.models.needs import Need, NeedSlot
from ecotone.matching.models.offers import Offer


def new_link_key() -> str:
    """Thirty-two random letters and digits."""
    return get_random_string(32)


class Wave(models.Model):
    """Some people asked at once for one need, best first. The next wave waits armed behind it."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="waves")
    round = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=WaveState, default=WaveState.ARMED)
    size = models.PositiveSmallIntegerField()
    send_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    message = models.TextField(_("message"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["need", "round", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["need", "round", "number"], name="wave_number_is_unique_in_its_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id}/{self.number}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> Self:
        return self.filter(state__in=[InvitationState.SENT, InvitationState.CALLED])

    def standing(self) -> Self:
        """Those that bind a person: accepted, in reserve or called up from it."""
        return self.filter(
            state__in=[InvitationState.ACCEPTED, InvitationState.RESERVE, InvitationState.CALLED]
        )


class Invitation(models.Model):
    """One person is asked for one need, in one round at most once. Answered from the mail.

    ``reasons`` keeps the words' codes and values with which the person was ranked. ``link_key`` is
    the secret part of the signed link, which shows the answer once there is one.
    """

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="invitations")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations"
    )
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="invitations")
    round = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField()
    points = models.FloatField(default=0)
    reasons = models.JSONField(default=list)
    distance_km = models.FloatField(null=True, blank=True)
    slot = models.ForeignKey(NeedSlot, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(
        max_length=10, choices=InvitationState, default=InvitationState.SENT, db_index=True
    )
    school_year = models.CharField(max_length=7)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=12, choices=DeclineReason, blank=True)
    cancel_reason = models.CharField(max_length=16, choices=CancelReason, blank=True)
    note = models.TextField(blank=True)
    proposed_starts_at = models.DateTimeField(null=True, blank=True)
    proposed_ends_at = models.DateTimeField(null=True, blank=True)
    link_key = models.CharField(max_length=32, default=new_link_key, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["need", "round", "rank", "id"]
        indexes: ClassVar = [models.Index(fields=["offer", "school_year"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["need", "round", "person"], name="person_is_asked_once_in_a_round"
            ),
            models.UniqueConstraint(
                fields=["need"],
                condition=models.Q(state="accepted"),
                name="need_has_one_visitor",
            ),
            models.UniqueConstraint(
                fields=["need"],
                condition=models.Q(state__in=["reserve", "called"]),
                name="need_has_one_reserve",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(decline_reason=""),
                name="invitation_declined_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.need}"
