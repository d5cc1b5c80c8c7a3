"""The closed lists of the ranking: what rules people out, what earns points, what is said."""

from enum import IntFlag, StrEnum


class Constraint(IntFlag):
    """A hard rule; whoever breaks one is never offered. The names are stored, the bits are not."""

    NOT_READY = 1 << 0
    PAUSED = 1 << 1
    SUSPENDED = 1 << 2
    INDUCTION = 1 << 3
    FORMAT = 1 << 4
    LANGUAGE = 1 << 5
    LEVEL = 1 << 6
    GROUP_SIZE = 1 << 7
    CAP = 1 << 8
    REFUSED_FORMAT = 1 << 9
    REFUSED_LEVEL = 1 << 10
    REFUSED_SCHOOL = 1 << 11
    EXCLUDED_EMPLOYER = 1 << 12
    OWN_CHILD = 1 << 13
    ALREADY_ASKED = 1 << 14
    TWO_ADULTS = 1 << 15
    MODE = 1 << 16
    PLACE_UNKNOWN = 1 << 17
    DISTANCE = 1 << 18
    ACCESS = 1 << 19
    EQUIPMENT = 1 << 20
    SLOT_PAST = 1 << 21
    SCHOOL_CLOSED = 1 << 22
    CLASS_BUSY = 1 << 23
    TIMES = 1 << 24
    BUSY = 1 << 25
    TOO_SOON = 1 << 26
    CLEARANCE = 1 << 27
    SAME_PERSON = 1 << 28


class Preference(StrEnum):
    """What earns points, in the order of the domain brief 5.3."""

    TOPIC = "topic"
    PRIORITY = "priority"
    SLOT = "slot"
    TRAVEL = "travel"
    WISH = "wish"
    FRESH = "fresh"
    CONTINUITY = "continuity"
    EXPERIENCE = "experience"


class ReasonCode(StrEnum):
    """What can be said for a candidate, or should be looked at, in the order it is said."""

    SPEAKS = "speaks"
    DISTANCE = "distance"
    ONLINE = "online"
    TOPIC_FITS = "topic_fits"
    TOPIC_NEAR = "topic_near"
    TOPIC_FAR = "topic_far"
    FREE = "free"
    ASKED = "asked"
    WISH_MET = "wish_met"
    FIRST_TIME = "first_time"
    LONG_AGO = "long_ago"
    WAS_HERE = "was_here"
    NEW_FACE = "new_face"
    EXPERIENCED = "experienced"
    LAST_OF_YEAR = "last_of_year"
    CHECK_EQUIPMENT = "check_equipment"


class VisitMode(StrEnum):
    """How one visit takes place; ``HYBRID`` belongs to offers and needs, never to a visit."""

    ONSITE = "ONSITE"
    ONLINE = "ONLINE"


class Continuity(StrEnum):
    """The school's choice between somebody it knows and somebody new."""

    ANY = "any"
    SAME = "same"
    NEW = "new"


HYBRID = "HYBRID"

SKILL = {"basic": 1, "good": 2, "fluent": 3}


def allowed_modes(mode: str) -> tuple[VisitMode, ...]:
    """The ways in which a need or an offer of this mode can take place, on site first."""
    return tuple(VisitMode) if mode == HYBRID else (VisitMode(mode),)
