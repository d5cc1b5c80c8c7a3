from django.db import models
from django.utils.translation import gettext_lazy as _


class NetworkKind(models.TextChoices):
    HUB = "hub", _("Hub")
    PARTNERSHIP = "partnership", _("Partnership")
    CLUB_NETWORK = "club_network", _("Club network")
    COMMUNITY = "community", _("Community of practice")
    CONSORTIUM = "consortium", _("Consortium")
    CAMPAIGN_NETWORK = "campaign_network", _("Campaign network")


class NetworkLevel(models.TextChoices):
    LOCAL = "local", _("Local")
    REGIONAL = "regional", _("Regional")
    NATIONAL = "national", _("National")
    EUROPEAN = "european", _("European")


class ImportStatus(models.TextChoices):
    UPLOADED = "uploaded", _("Sent, not yet checked")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked, not yet written")
    REFUSED = "refused", _("Refused")
    RUNNING = "running", _("Being written")
    DONE = "done", _("Written")
    FAILED = "failed", _("Failed")
    EXPIRED = "expired", _("Expired")


SCHOOL_SECTORS = ("SCH-PRE", "SCH-PRI", "SCH-SEC", "SCH-VET", "SCH-SPE")
