"""Networks, real bodies, invented companies, and the schools."""

import re
from typing import Any

from ecotone.demo.builders.school_words import arrival_words
from ecotone.demo.reading import (
    Area,
    Company,
    Place,
    areas,
    networks,
    organisations,
    places,
    words,
)
from ecotone.demo.world import SchoolInWorld, World
from ecotone.networks.api import Membership, Network, NetworkLink, Organisation, SchoolProfile

KM_PER_DEGREE = 111.0
INVENTED = "invented for the demonstration"


def build_networks(world: World) -> None:
    """All networks with their links upwards. None says that its country's rules were confirmed.

    Only the invented one does: that somebody confirmed them would be an invented fact elsewhere.
    """
    for row in networks():
        values: dict[str, Any] = {key: row[key] for key in row if key != "parents"}
        network = Network.objects.create(**values)
        if network.is_synthetic:
            network.country_pack_confirmed_on = world.this_year.start()
            network.country_pack_confirmed_by = "Rosa Herrera (demo)"
            network.save()
        world.networks[network.slug] = network
        for parent in row.get("parents", []):
            NetworkLink.objects.create(child=network, parent=world.networks[parent])


def build_real_organisations(world: World) -> None:
    """Bodies that public sources name, with nothing beside what they say."""
    for row in organisations():
        place = places().get(row.get("place", ""))
        organisation = Organisation.objects.create(
            name=row["name"],
            sector=row["sector"],
            country=row["country"],
            source=row["source"],
            **_where(place),
        )
        Membership.objects.bulk_create(
            Membership(
                network=world.networks[slug],
                organisation=organisation,
                since=world.last_year.start(),
                source=row["source"],
            )
            for slug in row["networks"]
        )


def build_companies(world: World) -> None:
    """Invented organisations, in every network whose schools speak their language."""
    for area in areas():
        for company in words(area.offers).companies:
            place = places()[company.place]
            organisation = world.companies.get(company.key) or _company(world, company, place)
            if place.country == world.networks[area.network].country:
                _join(world, area.network, organisation)


def _company(world: World, company: Company, place: Place) -> Organisation:
    made = Organisation.objects.create(
        name=company.name,
        sector=company.sector,
        country=place.country,
        last_confirmed_on=world.this_year.start(),
        is_synthetic=True,
        source=INVENTED,
        **_where(place, world, km=2.0),
    )
    world.companies[company.key] = made
    return made


def build_schools(world: World) -> None:
    """The invented schools of each area; every third, or as the area says, teaches the older."""
    for area in areas():
        number = 0
        for place_name, count in area.places.items():
            for _ in range(count):
                school = _school(world, area, places()[place_name], number)
                world.schools.append(school)
                number += 1
    _tell_apart(world)


def _school(world: World, area: Area, place: Place, number: int) -> SchoolInWorld:
    network = world.networks[area.network]
    is_secondary = number % area.secondary_share == 0
    kinds = area.secondary if is_secondary else area.primary
    kind = (
        kinds[number // area.secondary_share % len(kinds)]
        if is_secondary
        else (kinds[number % len(kinds)])
    )
    organisation = Organisation.objects.create(
        name=school_name(area, kind, number),
        sector="SCH-SEC" if is_secondary else "SCH-PRI",
        country=place.country,
        languages=[area.language],
        last_confirmed_on=world.this_year.start() if number % 4 else world.last_year.start(),
        is_synthetic=True,
        source=INVENTED,
        **_where(place, world, km=3.0),
    )
    _profile(world, organisation, number, is_secondary=is_secondary)
    _join(world, area.network, organisation)
    if area.also and number % 2:
        _join(world, area.also, organisation)
    return SchoolInWorld(organisation, area, network, is_secondary)


def school_name(area: Area, kind: str, number: int) -> str:
    """A name that nobody can take for a real school's."""
    name = area.names[number % len(area.names)]
    order = f"{name} {kind}" if area.language == "en" else f"{kind} {name}"
    return f"{order} (demo)"


def _profile(world: World, school: Organisation, number: int, *, is_secondary: bool) -> None:
    arrival, rules, photos = arrival_words(school.languages[0])
    SchoolProfile.objects.create(
        organisation=school,
        isced_levels=["2", "3"] if is_secondary else ["1"],
        arrival=arrival,
        visitor_rules=rules,
        photo_policy=photos,
        two_adult_rule_confirmed_on=world.this_year.start() if number % 5 != 4 else None,
        is_underserved=number % 6 == 5,
        is_small=number % 7 == 3,
    )


def _tell_apart(world: World) -> None:
    """Give schools of the same name the municipality, and a number if need be."""
    seen: dict[str, int] = {}
    for school in world.schools:
        place = school.organisation
        seen[place.name] = seen.get(place.name, 0) + 1
        if seen[place.name] > 1:
            bare = re.sub(r" \(demo\)$", "", place.name)
            place.name = f"{bare} {place.municipality_name} (demo)"
            place.save(update_fields=["name"])


def _join(world: World, slug: str, organisation: Organisation) -> None:
    Membership.objects.get_or_create(
        network=world.networks[slug],
        organisation=organisation,
        until=None,
        defaults={"since": world.last_year.start(), "source": INVENTED},
    )


def _where(place: Place | None, world: World | None = None, km: float = 0.0) -> dict[str, Any]:
    """The fields of a place; with a world, somewhere within so many km of its middle."""
    if place is None:
        return {}
    north = world.rng.uniform(-km, km) / KM_PER_DEGREE if world else 0.0
    east = world.rng.uniform(-km, km) / (KM_PER_DEGREE * 0.65) if world else 0.0
    return {
        "municipality_name": place.name,
        "municipality_code": place.code,
        "municipality_year": 2024 if place.code else None,
        "latitude": round(place.latitude + north, 5),
        "longitude": round(place.longitude + east, 5),
    }
