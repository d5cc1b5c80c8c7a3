from django.db import models
from django.utils.translation import gettext_lazy as _


class OfferStatus(models.TextChoices):
    DRAFT = "draft", _("Not finished")
    READY = "ready", _("Ready for visits")
    PAUSED = "paused", _("Paused")
    ARCHIVED = "archived", _("Archived")


class NeedState(models.TextChoices):
    """Domain brief 5.5; the arrows between them stand in ``states``."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Received")
    SHORTLISTED = "shortlisted", _("Being looked at")
    INVITED = "invited", _("People are asked")
    ACCEPTED = "accepted", _("Somebody said yes")
    CONFIRMED = "confirmed", _("Confirmed")
    HELD = "held", _("Held")
    NOT_HELD = "not_held", _("Not held")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("No visit found in time")
    CANCELLED_BY_SCHOOL = "cancelled_by_school", _("Cancelled by the school")


class InvitationState(models.TextChoices):
    SENT = "sent", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    RESERVE = "reserve", _("Reserve")
    CALLED = "called", _("Reserve asked to step in")
    DECLINED = "declined", _("Declined")
    PROPOSED = "proposed", _("Proposed another date")
    EXPIRED = "expired", _("No answer in time")
    WITHDRAWN = "withdrawn", _("No longer needed")
    CANCELLED = "cancelled", _("Cancelled after accepting")


class WaveState(models.TextChoices):
    ARMED = "armed", _("Will go out")
    SENT = "sent", _("Sent")
    CLOSED = "closed", _("Closed")
    STOOD_DOWN = "stood_down", _("Not needed")


class DeclineReason(models.TextChoices):
    """Codes of the domain brief 3.11, in the words of the person who declines."""

    DATE = "DATE", _("I cannot on these dates")
    DISTANCE = "DISTANCE", _("Too far")
    TOPIC = "TOPIC", _("Not my topic")
    LEVEL = "LEVEL", _("Not this age group")
    LANGUAGE = "LANGUAGE", _("Not in this language")
    LOAD = "LOAD", _("I have done enough for now")
    EMPLOYER = "EMPLOYER", _("My employer gives no time")
    ONLINE_ONLY = "ONLINE_ONLY", _("Only online")
    NO_LONGER = "NO_LONGER", _("I no longer do this")


class SlotSource(models.TextChoices):
    TEACHER = "teacher", _("Teacher")
    VISITOR = "visitor", _("Visitor")


class LanguageLevel(models.TextChoices):
    """How well somebody speaks a language, in plain words with the CEFR band behind it."""

    BASIC = "basic", _("A little")
    GOOD = "good", _("Well enough for a class")
    FLUENT = "fluent", _("Fluently")
