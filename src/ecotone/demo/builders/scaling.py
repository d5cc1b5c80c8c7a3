"""More of everything, in bulk, to see how the pages bear it: ``ecotone demo --scale N``."""

import datetime as dt
from collections.abc import Sequence
from itertools import cycle
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from ecotone.accounts.api import Affiliation, Clearance, User
from ecotone.accounts.enums import AffiliationKind, ClearanceOutcome
from ecotone.activities.api import Activity, ClassAttendance, Contribution
from ecotone.activities.enums import ActivityStatus, ContributionRole, Mode
from ecotone.demo.builders.classes import class_label, grades_of
from ecotone.demo.builders.offers import ALL_DAYS, SCHOOL_MONTHS, SELF_DECLARATION
from ecotone.demo.builders.places import INVENTED
from ecotone.demo.calendar import lesson, school_day_from, school_day_until
from ecotone.demo.reading import Area, NeedWords, OfferWords, Place, areas, places, words
from ecotone.demo.world import SchoolInWorld, World, fits_level
from ecotone.matching.api import Need, NeedSlot, NeedState, Offer, OfferStatus
from ecotone.networks.api import ClassGroup, Enrolment, Membership, Organisation, SchoolProfile

SCHOOLS, COMPANIES, OFFERS, NEEDS, VISITS = 440, 85, 265, 165, 100
WIDE = 0.35


def build_more(world: World, number: int) -> None:
    """One more helping: 525 organisations, 265 offers, 165 open needs and 100 held visits."""
    schools = _schools(world, number)
    _classes(world, schools)
    _teachers(world, schools, number)
    offers = _offers(world, number)
    _needs(world, schools)
    _visits(world, schools, offers)


def _spots(world: World, count: int) -> list[tuple[Area, Place]]:
    """So many areas with a place in each, those with many schools more often."""
    pool = [
        (area, name) for area in areas() for name, many in area.places.items() for _ in range(many)
    ]
    return [(area, places()[name]) for area, name in world.rng.choices(pool, k=count)]


def _somewhere(world: World, place: Place) -> dict[str, float]:
    """Within forty kilometres or so."""
    return {
        "latitude": round(place.latitude + world.rng.uniform(-WIDE, WIDE), 5),
        "longitude": round(place.longitude + world.rng.uniform(-WIDE, WIDE), 5),
    }


def _organisation(world: World, name: str, sector: str, place: Place) -> Organisation:
    return Organisation(
        name=name,
        sector=sector,
        country=place.country,
        municipality_name=place.name,
        municipality_code=place.code,
        last_confirmed_on=world.this_year.start(),
        is_synthetic=True,
        source=INVENTED,
        **_somewhere(world, place),
    )


def _schools(world: World, number: int) -> list[SchoolInWorld]:
    spots = _spots(world, SCHOOLS)
    rows = []
    for order, (area, place) in enumerate(spots):
        is_secondary = order % area.secondary_share == 0
        kind = world.rng.choice(area.secondary if is_secondary else area.primary)
        name = f"{kind} {world.rng.choice(area.names)} {number}-{order} (demo)"
        school = _organisation(world, name, "SCH-SEC" if is_secondary else "SCH-PRI", place)
        school.languages = [area.language]
        rows.append(SchoolInWorld(school, area, world.networks[area.network], is_secondary))
    Organisation.objects.bulk_create(row.organisation for row in rows)
    SchoolProfile.objects.bulk_create(
        SchoolProfile(
            organisation=row.organisation,
            isced_levels=["2", "3"] if row.is_secondary else ["1"],
            two_adult_rule_confirmed_on=world.this_year.start(),
            is_underserved=world.rng.random() < 0.15,
        )
        for row in rows
    )
    _join(world, [(row.area.network, row.organisation) for row in rows])
    return rows


def _join(world: World, rows: Sequence[tuple[str, Organisation]]) -> None:
    Membership.objects.bulk_create(
        Membership(
            network=world.networks[slug],
            organisation=organisation,
            since=world.last_year.start(),
            source=INVENTED,
        )
        for slug, organisation in rows
    )


def _classes(world: World, schools: Sequence[SchoolInWorld]) -> None:
    """One class a grade this year; as many pupils enrolled."""
    groups = []
    for school in schools:
        grades = grades_of(
            school.organisation.country, school.area.language, is_secondary=school.is_secondary
        )
        for grade in grades:
            group = ClassGroup(
                school=school.organisation,
                school_year=world.this_year.label,
                grade=grade.code,
                isced_level=grade.isced_level,
                label=class_label(grade, "A", grades),
                headcount=world.rng.randint(17, 27),
            )
            school.classes.setdefault(group.school_year, []).append(group)
            groups.append(group)
    ClassGroup.objects.bulk_create(groups, batch_size=2000)
    Enrolment.objects.bulk_create(
        (
            Enrolment(
                school=group.school,
                school_year=group.school_year,
                grade=group.grade,
                isced_level=group.isced_level,
                pupils=group.headcount,
                source=f"synthetic, {INVENTED}",
                observed_on=world.this_year.start(),
            )
            for group in groups
        ),
        batch_size=2000,
    )


def _people(count: int, name: str, number: int) -> list[User]:
    return User.objects.bulk_create(
        User(
            email=f"{name.lower()}.{number}.{order}@example.org",
            name=f"{name} {number}-{order} (demo)",
            language="en",
            password=make_password(None),
            is_synthetic=True,
        )
        for order in range(count)
    )


def _teachers(world: World, schools: Sequence[SchoolInWorld], number: int) -> None:
    teachers = _people(len(schools), "Teacher", number)
    for school, teacher in zip(schools, teachers, strict=True):
        school.teachers.append(teacher)
    _affiliate(world, teachers, [row.organisation for row in schools], AffiliationKind.TEACHER)


def _affiliate(
    world: World, people: Sequence[User], where: Sequence[Organisation], kind: AffiliationKind
) -> None:
    Affiliation.objects.bulk_create(
        Affiliation(user=person, organisation=place, kind=kind, since=world.last_year.start())
        for person, place in zip(people, where, strict=True)
    )


def _offers(world: World, number: int) -> list[Offer]:
    spots = _spots(world, COMPANIES)
    companies = [
        _organisation(world, f"Company {number}-{order} (demo)", "COM-SME", place)
        for order, (_area, place) in enumerate(spots)
    ]
    Organisation.objects.bulk_create(companies)
    _join(world, [(a.network, c) for (a, _place), c in zip(spots, companies, strict=True)])
    people = _people(OFFERS, "Professional", number)
    turns = list(zip(people, cycle(zip(spots, companies, strict=True)), strict=False))
    _affiliate(world, people, [c for _p, (_s, c) in turns], AffiliationKind.PROFESSIONAL)
    offers = Offer.objects.bulk_create(
        _offer(world, person, area, company) for person, ((area, _place), company) in turns
    )
    through = Offer.networks.through
    through.objects.bulk_create(
        through(offer=offer, network=world.networks[area.network])
        for offer, (_person, ((area, _place), _company)) in zip(offers, turns, strict=True)
    )
    _papers(world, people, [company for _person, (_spot, company) in turns])
    return offers


def _offer(world: World, person: User, area: Area, company: Organisation) -> Offer:
    row: OfferWords = world.rng.choice(list(words(area.offers).offers))
    return Offer(
        person=person,
        organisation=company,
        status=OfferStatus.READY,
        title=row.title,
        job_in_plain_words=row.job,
        formats=["CAREER_TALK", "WORKSHOP"],
        fields_of_study=list(row.fields),
        topics=list(row.topics),
        isced_levels=["1", "2", "3"],
        languages=dict(row.languages),
        mode=Mode.HYBRID,
        radius_km=world.rng.choice([15, 25, 40, 60]),
        base_name=company.municipality_name,
        latitude=company.latitude,
        longitude=company.longitude,
        weekdays=ALL_DAYS,
        months=SCHOOL_MONTHS,
        from_time=dt.time(8),
        until_time=dt.time(17),
        cap_per_year=world.rng.randint(2, 6),
        induction_done_on=world.last_year.start(),
        last_confirmed_on=world.this_year.start(),
        is_synthetic=True,
    )


def _papers(world: World, people: Sequence[User], companies: Sequence[Organisation]) -> None:
    seen_on = world.today - dt.timedelta(days=100)
    Clearance.objects.bulk_create(
        Clearance(
            person=person,
            country=company.country,
            type=SELF_DECLARATION,
            contact_classes=["A", "C", "D"],
            outcome=ClearanceOutcome.OK,
            seen_on=seen_on,
            valid_until=seen_on + dt.timedelta(days=365),
        )
        for person, company in zip(people, companies, strict=True)
    )


def _words_for(world: World, school: SchoolInWorld, group: ClassGroup) -> NeedWords:
    found = [row for row in words(school.area.offers).needs if fits_level(row, group)]
    return world.rng.choice(found or list(words(school.area.offers).needs))


def _needs(world: World, schools: Sequence[SchoolInWorld]) -> None:
    rows, slots = [], []
    for school in world.rng.sample(list(schools), NEEDS):
        group = world.rng.choice(school.classes[world.this_year.label])
        need = _need(world, school, group, NeedState.OPEN)
        need.sent_at = world.now - dt.timedelta(days=world.rng.uniform(0.2, 12))
        need.answer_due_on = need.sent_at.date() + dt.timedelta(days=10)
        rows.append(need)
        first = world.today + dt.timedelta(days=world.rng.randint(6, 60))
        for rank in (1, 2):
            day = school_day_from(first + dt.timedelta(days=rank))
            start, end = lesson(day, school.zone, period=world.rng.randrange(5))
            slots.append(NeedSlot(need=need, rank=rank, starts_at=start, ends_at=end))
    Need.objects.bulk_create(rows)
    NeedSlot.objects.bulk_create(slots)


def _need(world: World, school: SchoolInWorld, group: ClassGroup, state: NeedState) -> Need:
    wish = _words_for(world, school, group)
    return Need(
        network=school.network,
        school=school.organisation,
        class_group=group,
        teacher=school.teachers[0],
        school_year=group.school_year,
        format=world.rng.choice(["CAREER_TALK", "WORKSHOP"]),
        theme=wish.theme,
        topics=list(wish.topics),
        already_done=wish.done,
        language=school.area.language,
        mode=Mode.HYBRID,
        state=state,
        is_synthetic=True,
    )


def _visits(world: World, schools: Sequence[SchoolInWorld], offers: Sequence[Offer]) -> None:
    """Held visits of this year, one a school, by people of the school's network."""
    rows = []
    for school, offer in zip(
        world.rng.sample(list(schools), VISITS), world.rng.sample(list(offers), VISITS), strict=True
    ):
        group = school.classes[world.this_year.label][0]
        span = max(1, (world.today - world.this_year.start()).days - 7)
        day = school_day_until(world.today - dt.timedelta(days=world.rng.randint(3, 3 + span)))
        rows.append((school, offer, group, day))
    activities = Activity.objects.bulk_create(
        _activity(world, school, group, day) for school, _offer, group, day in rows
    )
    through = Activity.networks.through
    through.objects.bulk_create(
        through(activity=activity, network=school.network)
        for activity, (school, *_rest) in zip(activities, rows, strict=True)
    )
    ClassAttendance.objects.bulk_create(
        ClassAttendance(
            activity=activity,
            class_group=group,
            expected=group.headcount,
            present=group.headcount - world.rng.randint(0, 2),
        )
        for activity, (_school, _offer, group, _day) in zip(activities, rows, strict=True)
    )
    Contribution.objects.bulk_create(
        Contribution(
            activity=activity,
            person=offer.person,
            organisation=offer.organisation,
            role=ContributionRole.ROLE_MODEL,
        )
        for activity, (_school, offer, _group, _day) in zip(activities, rows, strict=True)
    )


def _activity(world: World, school: SchoolInWorld, group: ClassGroup, day: dt.date) -> Activity:
    zone = ZoneInfo(school.network.time_zone)
    start, end = lesson(day, zone, period=world.rng.randrange(5))
    return Activity(
        format="CAREER_TALK",
        title=_words_for(world, school, group).theme,
        status=ActivityStatus.HELD,
        school_year=group.school_year,
        starts_at=start,
        ends_at=end,
        time_zone=school.network.time_zone,
        host=school.organisation,
        language=school.area.language,
        host_contact=school.teachers[0],
        confirmed_held_at=end + dt.timedelta(hours=3),
        confirmed_held_by=school.teachers[0],
        is_synthetic=True,
    )
