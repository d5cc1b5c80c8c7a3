"""Names of levels, formats, preferences and hard rules."""

from django.utils.translation import gettext

from ecotone.activities.enums import ActivityFormat
from ecotone.matching.ranking import Constraint, Preference


def format_name(code: str) -> str:
    """The format in words, or its code when it is not one of the known."""
    return str(ActivityFormat(code).label) if code in set(ActivityFormat) else code


def level_name(code: str) -> str:
    """The broad ISCED level in words."""
    names = {
        "0": gettext("early childhood"),
        "1": gettext("primary"),
        "2": gettext("lower secondary"),
        "3": gettext("upper secondary"),
        "4": gettext("post-secondary"),
    }
    return names.get(code[:1]) or gettext("higher education")


def preference_label(preference: Preference) -> str:
    """What a preference is called on a settings page and beside its points."""
    return {
        Preference.TOPIC: gettext("Topic"),
        Preference.PRIORITY: gettext("Turn of the school"),
        Preference.SLOT: gettext("Best time for the class"),
        Preference.TRAVEL: gettext("Short way"),
        Preference.WISH: gettext("Wish of the class"),
        Preference.FRESH: gettext("First visit, or none for long"),
        Preference.CONTINUITY: gettext("Known or new face, as the school likes"),
        Preference.EXPERIENCE: gettext("Experience with this kind of visit"),
    }[preference]


def rule_label(constraint: Constraint) -> str:
    """What is wrong when a hard rule is broken, of any number of offers."""
    return {
        Constraint.NOT_READY: gettext("the offer is not ready"),
        Constraint.PAUSED: gettext("a pause is on"),
        Constraint.SUSPENDED: gettext("the person is suspended"),
        Constraint.INDUCTION: gettext("the induction is not done"),
        Constraint.FORMAT: gettext("this kind of visit is not offered"),
        Constraint.LANGUAGE: gettext("the language is not spoken well enough"),
        Constraint.LEVEL: gettext("this age group is not offered"),
        Constraint.GROUP_SIZE: gettext("the size of the class does not fit"),
        Constraint.CAP: gettext("the own limit for the year is reached"),
        Constraint.REFUSED_FORMAT: gettext("this kind of visit is refused"),
        Constraint.REFUSED_LEVEL: gettext("this age group is refused"),
        Constraint.REFUSED_SCHOOL: gettext("this school is refused"),
        Constraint.EXCLUDED_EMPLOYER: gettext("the school excludes the employer"),
        Constraint.OWN_CHILD: gettext("an own child goes to this school"),
        Constraint.ALREADY_ASKED: gettext("they were asked for this class already"),
        Constraint.TWO_ADULTS: gettext("the school has not confirmed the two-adult rule"),
        Constraint.MODE: gettext("on site or online does not fit"),
        Constraint.PLACE_UNKNOWN: gettext("the place is not known"),
        Constraint.DISTANCE: gettext("it is too far"),
        Constraint.ACCESS: gettext("step-free access is missing"),
        Constraint.EQUIPMENT: gettext("equipment is missing"),
        Constraint.SLOT_PAST: gettext("the time has gone by"),
        Constraint.SCHOOL_CLOSED: gettext("the school is closed on the day"),
        Constraint.CLASS_BUSY: gettext("the class is busy at the time"),
        Constraint.TIMES: gettext("the time is not offered"),
        Constraint.BUSY: gettext("something else is agreed for the time"),
        Constraint.TOO_SOON: gettext("another visit lies too near"),
        Constraint.CLEARANCE: gettext("clearance is not valid on the day"),
        Constraint.SAME_PERSON: gettext("the same person stands higher in the list"),
    }[constraint]
