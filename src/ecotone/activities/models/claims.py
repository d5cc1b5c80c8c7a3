from typing import ClassVar

from django.db import models


class TimeClaim(models.Model):
    """A quarter of an hour of a person's or a class's time, taken by one holder.

    The unique constraint is what makes double booking impossible, on SQLite and PostgreSQL alike:
    whoever comes second gets an IntegrityError, whatever the order of events. ``holder`` names what
    took the time, for instance ``activity:7`` or ``invitation:12`` for a reserve.
    Not a calendar: written and removed only by ``services.claims``.
    """

    subject = models.CharField(max_length=40)
    quarter = models.DateTimeField()
    holder = models.CharField(max_length=40, db_index=True)

    class Meta:
        ordering = ["subject", "quarter"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "quarter"], name="time_is_claimed_by_one_holder"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.quarter:%Y-%m-%d %H:%M}"
