from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityFormat(models.TextChoices):
    """The formats a school can ask for (domain brief 3.9, codes as they stand)."""

    CAREER_TALK = "CAREER_TALK", _("Career talk")
    SPEED_DATE = "SPEED_DATE", _("Speed-dating with role models")
    WORKSHOP = "WORKSHOP", _("STEM workshop")
    FIELD_TRIP = "FIELD_TRIP", _("Company or lab visit")
    WEBINAR = "WEBINAR", _("Online session")


class ActivityStatus(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    OPEN = "OPEN", _("Agreed, not confirmed")
    CONFIRMED = "CONFIRMED", _("Confirmed")
    HELD = "HELD", _("Held")
    NOT_HELD = "NOT_HELD", _("Not held")
    CANCELLED = "CANCELLED", _("Cancelled")
    MOVED = "MOVED", _("Moved")


class Mode(models.TextChoices):
    ONSITE = "ONSITE", _("At the school")
    ONLINE = "ONLINE", _("Online")
    HYBRID = "HYBRID", _("Either")


class ContributionRole(models.TextChoices):
    ROLE_MODEL = "ROLE_MODEL", _("Role model")
    FACILITATOR = "FACILITATOR", _("Facilitator")
    MODERATOR = "MODERATOR", _("Moderator")


class CancelReason(models.TextChoices):
    ILLNESS = "ILLNESS", _("Illness")
    CARE = "CARE", _("Care for somebody")
    WORK = "WORK", _("Work")
    TRANSPORT = "TRANSPORT", _("Transport")
    SCHOOL_CALENDAR = "SCHOOL_CALENDAR", _("School calendar")
    TEST = "TEST", _("Test or exam")
    NO_CLEARANCE = "NO_CLEARANCE", _("No clearance in time")
    TECHNICAL = "TECHNICAL", _("Technical problem")
    WEATHER = "WEATHER", _("Weather")
    TOO_FEW = "TOO_FEW", _("Too few people")
    OTHER = "OTHER", _("Another reason")


class NotHeldReason(models.TextChoices):
    VISITOR_ABSENT = "VISITOR_ABSENT", _("The visitor did not come")
    CLASS_ABSENT = "CLASS_ABSENT", _("The class was not there")
    CANCELLED_LATE = "CANCELLED_LATE", _("It was called off at the last moment")
    TECHNICAL = "TECHNICAL", _("Technical problem")
    OTHER = "OTHER", _("Another reason")


class Side(models.TextChoices):
    """The two sides of a visit, whose words are kept apart."""

    SCHOOL = "school", _("School")
    VISITOR = "visitor", _("Visitor")
