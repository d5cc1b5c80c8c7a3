from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What someone may do in a network; the permissions of each stand in ``permissions``."""

    LEAD = "LEAD", _("Network lead")
    COORDINATOR = "COORDINATOR", _("Coordinator")
    EVALUATOR = "EVALUATOR", _("Evaluator")
    EDITOR = "EDITOR", _("Editor")
    MEMBER = "MEMBER", _("Member")


class AffiliationKind(models.TextChoices):
    """What someone is in an organisation."""

    TEACHER = "TEACHER", _("Teacher")
    HEAD = "HEAD", _("Head teacher")
    SCHOOL_CONTACT = "SCHOOL_CONTACT", _("School contact")
    PROFESSIONAL = "PROFESSIONAL", _("STEM professional")
    PARTNER_CONTACT = "PARTNER_CONTACT", _("Partner contact")


class Gender(models.TextChoices):
    """Self-declared, optional, never inferred (domain brief 4.9)."""

    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    OTHER = "other", _("Non-binary or other")
    UNDISCLOSED = "undisclosed", _("I prefer not to say")


class ConsentPurpose(models.TextChoices):
    GENDER_BALANCE = "gender_balance", _("Using my gender for balance figures")
    PUBLIC_PROFILE = "public_profile", _("Showing my profile to visitors")
    CODE_OF_CONDUCT = "code_of_conduct", _("Code of conduct")


class ClearanceOutcome(models.TextChoices):
    OK = "ok", _("Seen and in order")
    NOT_OK = "not_ok", _("Seen and not in order")
    PENDING = "pending", _("Asked for")
