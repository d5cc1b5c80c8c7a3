"""This term in Lisbon, in Freiburg, and, shorter, wherever else there are schools."""

from collections.abc import Sequence

from ecotone.demo.builders.story import Story
from ecotone.demo.reading import NeedWords, areas, words
from ecotone.demo.world import SchoolInWorld, World, fits_level
from ecotone.matching.api import Need, NobodyToAsk

TOLD_AT_LENGTH = {"stem-neteland", "icse-factory-pt", "icse-factory-de"}


def build_live_lisbon(world: World) -> None:
    """João Santos teaches at the first school; two visits wait for papers."""
    story = Story(world, "icse-factory-pt")
    own, schools = story.schools[0], story.schools
    phone = story.ask(own, story.words("telemóvel"), sent=9, days=[14, 15])
    story.invite(phone, "rui.tavares", days=5)
    story.propose(phone, "rui.tavares", days=4, in_days=22, note="Nessa semana estou em Aveiro.")
    held = story.agreed(own, story.words("treme"), "beatriz.lobo", in_days=-6)
    story.report(held, days=5, present=held.class_group.headcount - 2)
    story.ask(own, story.words("Mulheres"), sent=3, days=[26, 27, 33])
    story.agreed(schools[2], story.words("medicamentos"), "nuno.bastos", in_days=9)
    story.agreed(schools[4], story.words("programador"), "rui.tavares", in_days=16)
    story.agreed(schools[1], story.words("ribeiro"), "clara.figueira", in_days=11)
    for number, theme, sent, days in (
        (3, "tomada", 8, (9, 10)),
        (5, "Reparar", 6, (18, 19)),
        (7, "praia", 4, (21, 22)),
        (9, "ribeiro", 2, (27, 28)),
        (6, "treme", 1, (40, 41)),
    ):
        story.ask(schools[number], story.words(theme), sent=sent, days=days)


def build_live_freiburg(world: World) -> None:
    """Jonas Weber: a visit that is agreed, one that looks for somebody."""
    story = Story(world, "icse-factory-de")
    own, schools = story.schools[0], story.schools
    story.agreed(own, story.words("Forscherin"), "seda.yilmaz", in_days=8)
    sun = story.ask(own, story.words("Solarautos"), sent=6, days=[20, 21])
    story.invite(sun, "felix.neumann", days=1.3, more=2)
    for number, theme, sent, days in (
        (1, "Brücken", 7, (11, 12)),
        (3, "Stadtbäume", 4, (18, 19)),
        (4, "Töne", 2, (26, 27)),
    ):
        story.ask(schools[number], story.words(theme), sent=sent, days=days)


def build_live_elsewhere(world: World) -> None:
    """In every other network: a visit that is agreed, one asked for, two that wait."""
    for area in areas():
        if area.network not in TOLD_AT_LENGTH:
            _short(Story(world, area.network), words(area.offers).needs)


def _short(story: Story, themes: Sequence[NeedWords]) -> None:
    schools = story.schools
    for number, school in enumerate(schools[:4]):
        wish = _fitting(school, themes, number)
        day = 9 + 4 * number
        need = story.ask(school, wish, sent=9 - 2 * number, days=[day, day + 1])
        if number < 2:
            _try_to_invite(story, need, accepts=number == 0)


def _try_to_invite(story: Story, need: Need, *, accepts: bool) -> None:
    """Ask the best; small places may have nobody who fits, and then the need stays open."""
    try:
        story.invite(need, days=3, more=2)
    except NobodyToAsk:
        return
    if accepts:
        first = need.invitations.order_by("rank").select_related("person")[0]
        story.accept(need, first.person.email.removesuffix("@example.org"), days=2)


def _fitting(school: SchoolInWorld, themes: Sequence[NeedWords], number: int) -> NeedWords:
    groups = school.classes[school_year_of(school)]
    found = [row for row in themes if any(fits_level(row, group) for group in groups)]
    return found[number % len(found)]


def school_year_of(school: SchoolInWorld) -> str:
    """The latest year of which the school has classes."""
    return max(school.classes)
