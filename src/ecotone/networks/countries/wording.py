"""Requirements and answers in the words of a coordinator, a visitor and a school."""

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from ecotone.networks.countries.clearance import ClearanceAnswer, ClearanceReason
from ecotone.networks.countries.packs import Paper, Requirement, RequirementKind


def paper_name(paper: Paper | None) -> str:
    """The name a visitor will find on the paper; in general words where the country gives none."""
    if paper is None:
        return gettext("certificate that allows work with minors")
    if paper.kind is RequirementKind.SELF_DECLARATION:
        return gettext("self-declaration")
    return paper.name


def requirement_words(requirement: Requirement) -> str:
    """What must be shown: one sentence for a form, a mail or a sheet."""
    match requirement.kind:
        case RequirementKind.NOT_REQUIRED:
            return gettext("Nothing has to be shown for this kind of visit.")
        case RequirementKind.SELF_DECLARATION:
            return gettext(
                "The visitor declares in writing that nothing speaks against contact with minors."
            )
        case RequirementKind.FORBIDDEN:
            return gettext("This kind of contact is not allowed through the network.")
    words = gettext("Needed: %(paper)s.") % {"paper": paper_name(requirement.paper)}
    return " ".join(
        part for part in (words, age_words(requirement), lead_words(requirement)) if part
    )


def age_words(requirement: Requirement) -> str:
    """How long a paper counts after it was seen, or nothing when no end is known."""
    months = requirement.max_age_months
    if months is None:
        return ""
    return ngettext(
        "It counts for %(months)d month after it was seen.",
        "It counts for %(months)d months after it was seen.",
        months,
    ) % {"months": months}


def lead_words(requirement: Requirement) -> str:
    """How early to ask for the paper, or nothing when it is there at once."""
    if not requirement.lead_days:
        return ""
    return ngettext(
        "Ask early: it takes about %(days)d day.",
        "Ask early: it takes about %(days)d days.",
        requirement.lead_days,
    ) % {"days": requirement.lead_days}


def answer_words(answer: ClearanceAnswer) -> str:
    """Why the rule is met or not, and what to do when it is not."""
    paper = paper_name(answer.requirement.paper)
    if answer.requirement.kind is RequirementKind.SELF_DECLARATION:
        paper = gettext("self-declaration")
    day = date_format(answer.until, "DATE_FORMAT") if answer.until else ""
    match answer.reason:
        case ClearanceReason.NOT_REQUIRED | ClearanceReason.FORBIDDEN:
            return requirement_words(answer.requirement)
        case ClearanceReason.SEEN:
            return _seen_words(paper, day)
        case ClearanceReason.NOT_IN_ORDER:
            return gettext("The last paper that was seen is not in order. Ask your coordinator.")
        case ClearanceReason.PENDING:
            return gettext("Asked for, not seen yet: %(paper)s.") % {"paper": paper}
        case ClearanceReason.EXPIRED | ClearanceReason.TOO_OLD:
            return _ended_words(paper, day)
        case ClearanceReason.OTHER_CONTACT:
            return gettext("%(paper)s was seen, but for another kind of contact.") % {
                "paper": _capital(paper)
            }
    words = gettext("Not seen yet: %(paper)s.") % {"paper": paper}
    return " ".join(part for part in (words, lead_words(answer.requirement)) if part)


def _seen_words(paper: str, day: str) -> str:
    if not day:
        return gettext("Seen and in order: %(paper)s.") % {"paper": paper}
    return gettext("Seen and in order until %(day)s: %(paper)s.") % {"paper": paper, "day": day}


def _ended_words(paper: str, day: str) -> str:
    return gettext("%(paper)s counted until %(day)s; a new one has to be shown.") % {
        "paper": _capital(paper),
        "day": day,
    }


def draft_banner(country_name: str) -> str:
    """What a network reads until somebody confirmed the country's rules."""
    return gettext(
        "The rules for visitors in %(country)s are a draft that nobody here has confirmed yet. "
        "Until then the strictest known rule holds."
    ) % {"country": country_name}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
