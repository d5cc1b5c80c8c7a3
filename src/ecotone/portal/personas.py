"""The people as whom a visitor of the demo may look around. The demo makes them, by these keys.

Every one is invented: the names say so, and the addresses lie under example.org. None has a
language of their own, so that whoever looks around reads the pages in the language of their browser
and the mails in that of the network.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Persona:
    """One invented person; ``part`` is what they do, ``look_at`` what their desk shows first."""

    key: str
    name: str
    place: str
    part: Promise
    look_at: Promise

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"


PERSONAS: tuple[Persona, ...] = (
    Persona(
        "an.peeters",
        "An Peeters (demo)",
        "Herentals",
        _("Teacher in lower secondary school"),
        _("A visit on Thursday to prepare, one to confirm, and a class that still waits."),
    ),
    Persona(
        "bart.claes",
        "Bart Claes (demo)",
        "Herentals",
        _("Head teacher"),
        _("Who enters the building this week, and which classes had nothing so far."),
    ),
    Persona(
        "leen.wouters",
        "Leen Wouters (demo)",
        "Olen",
        _("Chemist, gives talks to classes"),
        _("Two invitations to answer, a visit to prepare, and her own limit for the year."),
    ),
    Persona(
        "koen.maes",
        "Koen Maes (demo)",
        "Grobbendonk",
        _("Contact of a partner company that opens its doors"),
        _("Classes that would like to come, and the dates that are still free."),
    ),
    Persona(
        "sofie.jacobs",
        "Sofie Jacobs (demo)",
        "STEM-Neteland",
        _("Coordinator of a local partnership"),
        _("The queue by urgency, a visit that cannot be confirmed yet, a wave that waits."),
    ),
    Persona(
        "katrin.vogel",
        "Katrin Vogel (demo)",
        "ICSE Science Factory",
        _("Lead of a European network"),
        _("How far each country is, and where no school has been reached."),
    ),
    Persona(
        "ines.carvalho",
        "Inês Carvalho (demo)",
        "Lisboa",
        _("Coordinator of a national partnership"),
        _("Needs of schools in Lisbon, and papers that run out this year."),
    ),
    Persona(
        "marta.novak",
        "Marta Novak (demo)",
        "ICSE Science Factory",
        _("Evaluator"),
        _("Reach with its denominator, by country and by school."),
    ),
    Persona(
        "joao.santos",
        "João Santos (demo)",
        "Lisboa",
        _("Teacher"),
        _("A visitor who proposes another date, and a visit that was held."),
    ),
    Persona(
        "jonas.weber",
        "Jonas Weber (demo)",
        "Freiburg im Breisgau",
        _("Teacher"),
        _("A visit that is agreed, and one that still looks for somebody."),
    ),
)


def find_persona(key: str) -> Persona | None:
    return next((persona for persona in PERSONAS if persona.key == key), None)
