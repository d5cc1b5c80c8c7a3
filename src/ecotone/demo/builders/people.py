"""Invented people: staff of schools, coordinators, and the personas of the look-around page."""

import re
import unicodedata
from typing import Any

from django.contrib.auth.hashers import make_password

from ecotone.accounts.api import Affiliation, RoleGrant, User
from ecotone.accounts.enums import AffiliationKind, Role
from ecotone.demo.reading import areas, names
from ecotone.demo.world import SchoolInWorld, World
from ecotone.networks.api import Network, Organisation
from ecotone.portal.personas import PERSONAS, Persona

MARK = "(demo)"
TEACHES_AT = {
    "an.peeters": "stem-neteland",
    "joao.santos": "icse-factory-pt",
    "jonas.weber": "icse-factory-de",
}
ROLES = {
    "sofie.jacobs": (("stem-neteland", Role.COORDINATOR),),
    "katrin.vogel": (("icse-science-factory", Role.LEAD),),
    "ines.carvalho": (("icse-factory-pt", Role.COORDINATOR),),
    "marta.novak": (("icse-science-factory", Role.EVALUATOR), ("stem-neteland", Role.EVALUATOR)),
}


def build_personas(world: World) -> None:
    """The fixed people; professionals among them get their places with their offers."""
    for persona in PERSONAS:
        world.people[persona.key] = _persona(persona)
    for key, roles in ROLES.items():
        for slug, role in roles:
            give(world, world.people[key], world.networks[slug], role)
        if (Role.COORDINATOR) in {role for _, role in roles}:
            world.coordinators[roles[0][0]] = world.people[key]


def _persona(persona: Persona) -> User:
    return User.objects.create(
        **_fields(persona.email, persona.name, language=""), phone="+32 470 00 00 00"
    )


def build_coordinators(world: World) -> None:
    """Somebody who brokers in every network that has schools."""
    for area in areas():
        if area.network not in world.coordinators:
            person = make_person(world, area.language)
            give(world, person, world.networks[area.network], Role.COORDINATOR)
            world.coordinators[area.network] = person
    lead = make_person(world, "nl")
    give(world, lead, world.networks["stem-neteland"], Role.LEAD)


def build_staff(world: World) -> None:
    """Teachers and a head for every school; the personas go to the first secondary school."""
    for key, slug in TEACHES_AT.items():
        school = next(school for school in world.schools_of(slug) if school.is_secondary)
        school.teachers.append(world.people[key])
        _place(world, world.people[key], school.organisation, AffiliationKind.TEACHER)
    herentals = world.school_of(world.people["an.peeters"])
    _place(world, world.people["bart.claes"], herentals.organisation, AffiliationKind.HEAD)
    for school in world.schools:
        _staff(world, school, has_head=school is herentals)


def _staff(world: World, school: SchoolInWorld, *, has_head: bool) -> None:
    wanted = 3 if school.is_secondary else 1
    while len(school.teachers) < wanted:
        teacher = make_person(world, school.area.language)
        school.teachers.append(teacher)
        _place(world, teacher, school.organisation, AffiliationKind.TEACHER)
    if not has_head:
        head = make_person(world, school.area.language)
        _place(world, head, school.organisation, AffiliationKind.HEAD)


def make_person(
    world: World, language: str, *, gender: str = "", name: str = "", key: str = ""
) -> User:
    """A new invented person whose name says so; the address is unique and leads nowhere."""
    pool = names()[language]
    is_woman = gender == "woman" if gender else world.rng.random() < 0.6
    first = world.rng.choice(pool.women if is_woman else pool.men)
    plain = name or f"{first} {world.rng.choice(pool.last)}"
    key = key or _free_key(world, slug_of(plain))
    person = User.objects.create(
        **_fields(f"{key}@example.org", f"{plain} {MARK}", language), gender=gender
    )
    world.people[key] = person
    return person


def _fields(email: str, name: str, language: str) -> dict[str, Any]:
    return {
        "email": email,
        "name": name,
        "language": language,
        "password": make_password(None),
        "is_synthetic": True,
    }


def slug_of(name: str) -> str:
    """ "Élodie Le Roux" becomes "elodie.le.roux"."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]+", ".", bare.lower()).strip(".")


def _free_key(world: World, key: str) -> str:
    number = 2
    free = key
    while free in world.people:
        free, number = f"{key}.{number}", number + 1
    return free


def give(world: World, person: User, network: Network, role: Role) -> None:
    """A role since the beginning of last school year."""
    RoleGrant.objects.create(user=person, network=network, role=role, since=world.last_year.start())


def _place(world: World, person: User, place: Organisation, kind: AffiliationKind) -> None:
    Affiliation.objects.create(
        user=person, organisation=place, kind=kind, since=world.last_year.start()
    )
