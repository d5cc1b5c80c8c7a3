"""The parts of a school's turn and of a need's urgency, in words."""

from django.utils.translation import gettext, ngettext

from ecotone.matching.ranking import PriorityPart, PriorityPoints, UrgencyPart, UrgencyPoints


def priority_text(points: PriorityPoints) -> str:
    """One part of the turn of a school with its points: "small school: 10 of 10"."""
    label = {
        PriorityPart.SERVED: gettext("never served, or long ago"),
        PriorityPart.AREA: gettext("under-served or remote area"),
        PriorityPart.SPECIAL: gettext("special school"),
        PriorityPart.NO_PARTNER: gettext("no partner near"),
        PriorityPart.SMALL: gettext("small school"),
    }[points.part]
    if points.points is None:
        return gettext("%(label)s: not known") % {"label": label}
    return gettext("%(label)s: %(points)g of %(possible)g") % {
        "label": label,
        "points": points.points,
        "possible": points.possible,
    }


def urgency_text(points: UrgencyPoints) -> str:
    """One part of a need's urgency as a clause: "12 days left"."""
    if points.part is UrgencyPart.DAYS_LEFT:
        return _days_left(int(points.value or 0))
    if points.part is UrgencyPart.WAITING:
        return _days_waiting(int(points.value or 0))
    if points.value is None:
        return gettext("school never served")
    years = int(points.value)
    if years < 1:
        return gettext("school served within a year")
    return ngettext(
        "school served %(years)d year ago", "school served %(years)d years ago", years
    ) % {"years": years}


def _days_left(days: int) -> str:
    if days < 0:
        return gettext("the first date has gone by")
    if days == 0:
        return gettext("today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def _days_waiting(days: int) -> str:
    if days <= 0:
        return gettext("sent today")
    return ngettext("waits for %(days)d day", "waits for %(days)d days", days) % {"days": days}
