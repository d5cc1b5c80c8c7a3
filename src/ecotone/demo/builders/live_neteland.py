"""This term in STEM-Neteland: the network through which the README leads a newcomer.

The schools stand in the order of ``schools.toml``; the first is a secondary school in Herentals.
"""

from ecotone.activities.enums import CancelReason
from ecotone.demo.builders.story import Story
from ecotone.demo.world import World
from ecotone.matching.api import DeclineReason


def build_live_neteland(world: World) -> None:
    """Needs in every state in which a coordinator can meet them."""
    story = Story(world, "stem-neteland")
    _teacher_in_herentals(story)
    _open_needs(story)
    _people_are_asked(story)
    _somebody_said_yes(story)
    _visitors_lost(story)
    _company_opens_its_doors(story)
    _ended(story)


def _teacher_in_herentals(story: Story) -> None:
    """An Peeters: one to prepare with a reserve, one to confirm, one asked, one just sent."""
    school = story.schools[0]
    brook = story.ask(school, story.words("beek"), sent=24, days=[_thursday(story)], label="1A")
    story.invite(brook, "leen.wouters", "griet.aerts", days=21)
    story.accept(brook, "leen.wouters", days=20)
    story.accept(brook, "griet.aerts", days=19)
    story.agreed(school, story.words("computer"), "tom.dierckx", in_days=-5, label="3A")
    kitchen = story.ask(school, story.words("keuken"), sent=4, days=[25, 26], label="2B")
    story.invite(kitchen, "leen.wouters", days=1.2, more=2)
    story.ask(school, story.words("wiskunde"), sent=1, days=[33, 34, 40], label="4A")
    heating = story.ask(
        school, story.words("aardgas"), sent=23, days=[2], label="3B", teacher=school.teachers[1]
    )
    story.invite(heating, "hanne.smets", days=20)
    story.accept(heating, "hanne.smets", days=18)


def _thursday(story: Story) -> int:
    """In how many days the next Thursday is that still leaves two days to prepare."""
    ahead = (3 - story.world.today.weekday()) % 7
    return ahead if ahead >= 2 else ahead + 7


def _open_needs(story: Story) -> None:
    """What waits in the queue, some of it from schools that were never served."""
    schools = story.schools
    for number, theme, sent, days in (
        (7, "bijen", 9, (8, 9)),
        (11, "beek", 6, (12, 19)),
        (1, "stopcontact", 8, (15, 16, 22)),
        (19, "ingenieur", 5, (20, 21)),
        (20, "robot", 3, (24, 31)),
        (22, "plastic", 2, (17, 18)),
        (23, "bijen", 1, (45, 46)),
        (18, "aardgas", 7, (10, 11, 17)),
        (27, "ziekenhuis", 2, (29, 30)),
    ):
        story.ask(schools[number], story.words(theme), sent=sent, days=days)


def _people_are_asked(story: Story) -> None:
    """Waves that run: one with a no, one with another date, one quite fresh."""
    schools = story.schools
    robot = story.ask(schools[10], story.words("robot"), sent=7, days=[16, 17])
    story.invite(robot, "pieter.lemmens", days=1.6, more=2)
    story.decline(robot, "pieter.lemmens", days=0.8, reason=DeclineReason.DATE)
    bees = story.ask(schools[5], story.words("bijen"), sent=8, days=[13, 14])
    story.invite(bees, "griet.aerts", days=3)
    story.propose(
        bees, "griet.aerts", days=2, in_days=30, note="Dan is de haag achter de school geplant."
    )
    plastic = story.ask(schools[25], story.words("plastic"), sent=5, days=[27, 28])
    story.invite(plastic, "leen.wouters", "yusuf.demir", days=1.4, more=1)


def _somebody_said_yes(story: Story) -> None:
    """Agreed visits: one goes ahead, one waits for a paper, one for the word of the school."""
    schools = story.schools
    story.agreed(schools[8], story.words("robot"), "pieter.lemmens", in_days=12)
    story.agreed(schools[2], story.words("ingenieur"), "wim.goossens", in_days=9)
    story.agreed(schools[4], story.words("plastic"), "yusuf.demir", in_days=18)


def _visitors_lost(story: Story) -> None:
    """A visitor fell ill: here a reserve is asked to step in, there the search begins anew."""
    schools = story.schools
    hospital = story.ask(schools[6], story.words("ziekenhuis"), sent=26, days=[10])
    story.invite(hospital, "fatima.elidrissi", "tom.dierckx", days=22)
    story.accept(hospital, "fatima.elidrissi", days=21)
    story.accept(hospital, "tom.dierckx", days=20)
    story.step_back(hospital, "fatima.elidrissi", hours=2, reason=CancelReason.ILLNESS)
    current = story.agreed(schools[13], story.words("stopcontact"), "nele.verbist", in_days=8)
    story.step_back(current, "nele.verbist", hours=1, reason=CancelReason.CARE)


def _company_opens_its_doors(story: Story) -> None:
    """Koen Maes: a class that comes, and two that would like to."""
    schools = story.schools
    story.agreed(schools[15], story.words("handen"), "koen.maes", in_days=11)
    for number, sent, days in ((9, 6, (30, 37)), (12, 3, (51, 58))):
        need = story.ask(schools[number], story.words("handen"), sent=sent, days=days)
        story.invite(need, "koen.maes", days=1.5)


def _ended(story: Story) -> None:
    """One that was held and counts, one that the school called off."""
    schools = story.schools
    held = story.agreed(schools[16], story.words("beek"), "griet.aerts", in_days=-10)
    story.report(held, days=9, present=held.class_group.headcount - 1)
    off = story.agreed(schools[21], story.words("wiskunde"), "dirk.luyten", in_days=6)
    story.call_off(off, days=1.1, reason=CancelReason.SCHOOL_CALENDAR)
