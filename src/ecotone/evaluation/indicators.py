"""What each indicator counts, in words that a council member and a teacher understand.

The codes and formulas are those of the code list ``indicator``; here stands what the screens say.
No definition claims that a visit changed anything: these indicators count what was done.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Definition:
    """The name of an indicator, and what stands above and below the line of its fraction."""

    code: str
    name: "StrPromise"
    words: "StrPromise"


_ALL = (
    Definition(
        "R1",
        _("Pupils reached"),
        _(
            "Pupils of class groups that had at least one held and confirmed visit in the school"
            " year, each class group counted once, out of the pupils enrolled in the same grades"
            " and schools. Schools without data are left out. Pupils who change class during the"
            " year are not followed."
        ),
    ),
    Definition(
        "R2",
        _("Contacts"),
        _(
            "The pupils of each class group, counted again at every held visit: a pupil who was"
            " visited three times counts three. This is not the number of pupils reached."
        ),
    ),
    Definition(
        "R3",
        _("Schools reached"),
        _("Schools with at least one held and confirmed visit, out of all schools of the area."),
    ),
    Definition(
        "R4",
        _("Visits per pupil reached"),
        _("Contacts divided by the pupils reached at least once, with or without enrolment."),
    ),
    Definition(
        "Q1",
        _("Requests fulfilled"),
        _(
            "Requests that led to a held visit, out of all valid requests. Requests that the school"
            " took back itself do not count; those that still wait count as not fulfilled."
        ),
    ),
    Definition(
        "Q2",
        _("Time to match"),
        _(
            "Half of the matched requests had their visitor's yes within this many days of being"
            " sent, the other half waited longer."
        ),
    ),
    Definition(
        "Q3",
        _("Invitations accepted"),
        _(
            "People who said yes, reserves included, out of all who were asked. People who were"
            " told that they were no longer needed before they answered are left out."
        ),
    ),
    Definition(
        "Q4",
        _("Absent without notice"),
        _(
            "Agreed visits at which one side did not turn up, as both sides say, out of all agreed"
            " visits whose outcome was reported."
        ),
    ),
    Definition(
        "Q7",
        _("Visits per volunteer"),
        _(
            "Held visits in the year of everybody who made at least one in this network, visits"
            " elsewhere included: the middle value, the value that nine in ten stay below, and how"
            " many went over the limit they set themselves (this should be nobody)."
        ),
    ),
    Definition(
        "Q8",
        _("Schools waiting while others had two"),
        _(
            "Schools that asked and had no visit yet although another school that asked had two or"
            " more, out of all schools that asked. This should be none."
        ),
    ),
    Definition(
        "G1",
        _("Women among role models"),
        _(
            "Women among the role models of held visits who declared their gender and agreed to"
            " its use here. Never guessed from a name. Between 40 and 60 per cent is balanced."
        ),
    ),
)
DEFINITIONS: Mapping[str, Definition] = {row.code: row for row in _ALL}
