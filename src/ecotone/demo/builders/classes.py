"""Class groups of two school years, and the pupils enrolled in each grade."""

import re
from collections.abc import Sequence

from ecotone.demo.builders.places import INVENTED
from ecotone.demo.world import SchoolInWorld, World
from ecotone.networks.api import ClassGroup, Enrolment, Grade, SchoolYear, find_country_pack

SMALLEST, LARGEST = 17, 27
MOST_GRADES = 6
# Some schools never said how many pupils they have: missing must be seen as missing.
WITHOUT_ENROLMENT = 9


def build_classes(world: World) -> None:
    """Class groups of last year and this one, then the enrolment of each grade."""
    for school in world.schools:
        for year in (world.last_year, world.this_year):
            school.classes[year.label] = _classes(world, school, year)
    ClassGroup.objects.bulk_create(
        group for school in world.schools for groups in school.classes.values() for group in groups
    )
    Enrolment.objects.bulk_create(
        row
        for number, school in enumerate(world.schools)
        if number % WITHOUT_ENROLMENT != WITHOUT_ENROLMENT - 1
        for row in _enrolments(world, school)
    )


def grades_of(country: str, language: str, *, is_secondary: bool) -> Sequence[Grade]:
    """The grades such a school teaches, one for each age, at most six."""
    pack = find_country_pack(country)
    if pack is None:
        return []
    levels = {"2", "3"} if is_secondary else {"1"}
    by_age: dict[int, Grade] = {}
    for grade in pack.grades_for([language]):
        if grade.isced_level in levels:
            by_age.setdefault(grade.age, grade)
    return [by_age[age] for age in sorted(by_age)][:MOST_GRADES]


def class_label(grade: Grade, letter: str, siblings: Sequence[Grade]) -> str:
    """ "2A" where the number says enough, else the grade's code with the letter."""
    number = _number(grade)
    is_unique = number and sum(_number(other) == number for other in siblings) == 1
    return f"{number}{letter}" if is_unique else f"{grade.code} {letter}"


def _number(grade: Grade) -> str:
    found = re.fullmatch(r"[A-Z]?(\d+)", grade.code)
    return found[1] if found else ""


def _classes(world: World, school: SchoolInWorld, year: SchoolYear) -> list[ClassGroup]:
    grades = grades_of(
        school.organisation.country, school.area.language, is_secondary=school.is_secondary
    )
    letters = "AB" if school.is_secondary else "A"
    return [
        _class(world, school, year, grade, class_label(grade, letter, grades))
        for grade in grades
        for letter in letters
    ]


def _class(
    world: World, school: SchoolInWorld, year: SchoolYear, grade: Grade, label: str
) -> ClassGroup:
    headcount = world.rng.randint(SMALLEST, LARGEST)
    girls = headcount // 2 + world.rng.randint(-3, 3)
    is_known = world.rng.random() < 0.7
    return ClassGroup(
        school=school.organisation,
        school_year=year.label,
        grade=grade.code,
        isced_level=grade.isced_level,
        label=label,
        headcount=headcount,
        girls=girls if is_known else None,
        boys=headcount - girls if is_known else None,
        contact=world.rng.choice(school.teachers) if school.teachers else None,
    )


def _enrolments(world: World, school: SchoolInWorld) -> list[Enrolment]:
    rows = []
    for year in (world.last_year, world.this_year):
        pupils: dict[tuple[str, str], int] = {}
        for group in school.classes[year.label]:
            key = (group.grade, group.isced_level)
            pupils[key] = pupils.get(key, 0) + group.headcount
        rows += [
            Enrolment(
                school=school.organisation,
                school_year=year.label,
                grade=grade,
                isced_level=level,
                pupils=count,
                source=f"synthetic, {INVENTED}",
                observed_on=min(year.start("").replace(month=10, day=1), world.today),
            )
            for (grade, level), count in pupils.items()
        ]
    return rows
