"""Invented professionals with what they offer, and the papers that were seen of them."""

import datetime as dt
from zoneinfo import ZoneInfo

from ecotone.accounts.api import Affiliation, Clearance, Consent, User
from ecotone.accounts.enums import AffiliationKind, ClearanceOutcome, ConsentPurpose
from ecotone.demo.builders.people import make_person
from ecotone.demo.calendar import lesson, weekday_from
from ecotone.demo.reading import OfferWords, areas, places, words
from ecotone.demo.world import World
from ecotone.matching.api import Offer, OfferSlot, OfferStatus
from ecotone.networks.api import Organisation

SELF_DECLARATION = "self_declaration"
SCHOOL_MONTHS = [1, 2, 3, 4, 5, 6, 9, 10, 11, 12]
ALL_DAYS = [0, 1, 2, 3, 4]
# Whose papers are not in order, so that a confirmation waits for them.
PAPER_RUNS_OUT = "rui.tavares"
PAPER_RAN_OUT = "nuno.bastos"
PAPER_MISSING = "wim.goossens"
PAUSED = {"els.vandeperre", "andre.fontes"}


def build_offers(world: World) -> None:
    """The offers of each language, in every network whose schools speak it in that country.

    An online offer is found in every network; one on site only where its country is.
    """
    for language in dict.fromkeys(area.offers for area in areas()):
        made = [_offer(world, language, row) for row in words(language).offers]
        for area in areas():
            if area.offers == language:
                world.offers[area.network] = [
                    offer for offer in made if _is_found_in(world, offer, area.network)
                ]
    for slug, offers in world.offers.items():
        for offer in offers:
            offer.networks.add(world.networks[slug])


def _is_found_in(world: World, offer: Offer, slug: str) -> bool:
    organisation = offer.organisation
    same_country = organisation is not None and (
        organisation.country == world.networks[slug].country
    )
    return same_country or offer.mode != "ONSITE"


def _offer(world: World, language: str, row: OfferWords) -> Offer:
    company = world.companies[row.company]
    person = _professional(world, language, row, company)
    place = places()[company.municipality_name]
    offer = Offer.objects.create(
        person=person,
        organisation=company,
        is_of_organisation=row.of_place,
        status=OfferStatus.PAUSED if row.person in PAUSED else OfferStatus.READY,
        title=row.title,
        job_in_plain_words=row.job,
        formats=list(row.formats),
        fields_of_study=list(row.fields),
        topics=list(row.topics),
        isced_levels=list(row.levels),
        languages=dict(row.languages),
        mode=row.mode,
        radius_km=row.radius,
        base_name=place.name,
        latitude=company.latitude,
        longitude=company.longitude,
        weekdays=ALL_DAYS if world.rng.random() < 0.6 else sorted(world.rng.sample(ALL_DAYS, 3)),
        months=SCHOOL_MONTHS,
        from_time=dt.time(8, 0),
        until_time=dt.time(17, 0),
        group_max=60 if not row.of_place else 27,
        cap_per_year=row.cap,
        will_not_do=row.will_not,
        equipment_needed=row.equipment,
        offers_role_model_wish=row.gender == "woman",
        induction_done_on=world.last_year.start(),
        last_confirmed_on=world.this_year.start(),
        is_synthetic=True,
    )
    if row.of_place:
        _open_days(world, offer)
    return offer


def _professional(world: World, language: str, row: OfferWords, company: Organisation) -> User:
    person = world.people.get(row.person)
    if person is None:
        name = " ".join(part.capitalize() for part in row.person.split("."))
        person = make_person(world, language, gender=row.gender, name=name, key=row.person)
    person.gender = row.gender
    person.phone = "+32 470 00 00 00"
    person.save(update_fields=["gender", "phone"])
    kind = AffiliationKind.PARTNER_CONTACT if row.of_place else AffiliationKind.PROFESSIONAL
    Affiliation.objects.create(
        user=person, organisation=company, kind=kind, since=world.last_year.start()
    )
    _papers(world, person, row.person, company.country)
    _consents(world, person)
    return person


def _papers(world: World, person: User, key: str, country: str) -> None:
    """A self-declaration for every country in which the person can be found."""
    if key == PAPER_MISSING:
        return
    countries = {country} | {world.networks[area.network].country for area in areas()}
    seen_on = world.today - dt.timedelta(days=world.rng.randint(60, 200))
    if key == PAPER_RAN_OUT:
        seen_on = world.today - dt.timedelta(days=400)
    if key == PAPER_RUNS_OUT:
        seen_on = world.today - dt.timedelta(days=360)
    Clearance.objects.bulk_create(
        Clearance(
            person=person,
            country=code,
            type=SELF_DECLARATION,
            contact_classes=["A", "C", "D"],
            outcome=ClearanceOutcome.OK,
            seen_on=seen_on,
            valid_until=seen_on + dt.timedelta(days=365),
            seen_by=world.coordinators.get("stem-neteland"),
            seen_by_role="COORDINATOR",
        )
        for code in sorted(countries)
    )


def _consents(world: World, person: User) -> None:
    given = dt.datetime.combine(world.last_year.start(), dt.time(9), tzinfo=dt.UTC)
    Consent.objects.bulk_create(
        Consent(person=person, purpose=purpose, given_at=given)
        for purpose in (ConsentPurpose.CODE_OF_CONDUCT, ConsentPurpose.GENDER_BALANCE)
    )


def _open_days(world: World, offer: Offer) -> None:
    """Four exact mornings on which the place receives a class."""
    zone = ZoneInfo(world.networks["stem-neteland"].time_zone)
    days = [weekday_from(world.today + dt.timedelta(days=n), 1) for n in (9, 16, 51, 65)]
    OfferSlot.objects.bulk_create(
        OfferSlot(offer=offer, starts_at=start, ends_at=end)
        for day in dict.fromkeys(days)
        for start, end in [lesson(day, zone, period=1, minutes=120)]
    )
