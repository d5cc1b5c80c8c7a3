"""The class groups of a school, year by year."""

from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from ecotone.accounts.api import User
from ecotone.core.api import record
from ecotone.networks.countries import Grade
from ecotone.networks.models import ClassGroup, Organisation
from ecotone.networks.rules import label_a_year_later, next_grade
from ecotone.networks.school_years import SchoolYear
from ecotone.networks.selectors.grades import grades_of_school


@dataclass(frozen=True)
class ClassFacts:
    """What is known of a class group: never a name, never a list of pupils."""

    grade: str
    isced_level: str
    label: str
    headcount: int
    girls: int | None
    boys: int | None


class LabelIsTaken(Exception):
    """The school has a class group of that name in the year."""


class ClassIsUsed(Exception):
    """A need or a visit speaks of the class group, so it cannot go."""


class YearHasClasses(Exception):
    """The school year has class groups already; copying would double them."""


def add_class_group(
    *, school: Organisation, school_year: str, facts: ClassFacts, by: User
) -> ClassGroup:
    """Add the class group. Raises LabelIsTaken."""
    try:
        with transaction.atomic():
            group = ClassGroup.objects.create(
                school=school, school_year=school_year, contact=by, **asdict(facts)
            )
            record(
                action="class_group.added",
                subject=group,
                by=by,
                after={"school": school.pk, "school_year": school_year, **asdict(facts)},
            )
    except IntegrityError as error:
        raise LabelIsTaken from error
    return group


def change_class_group(*, class_group: ClassGroup, facts: ClassFacts, by: User) -> ClassGroup:
    """Keep the facts. Raises LabelIsTaken."""
    values = asdict(facts)
    after = {name: value for name, value in values.items() if getattr(class_group, name) != value}
    if not after:
        return class_group
    before = {name: getattr(class_group, name) for name in after}
    try:
        with transaction.atomic():
            for name, value in after.items():
                setattr(class_group, name, value)
            class_group.save(update_fields=list(after))
            record(
                action="class_group.changed",
                subject=class_group,
                by=by,
                before=before,
                after=after,
            )
    except IntegrityError as error:
        raise LabelIsTaken from error
    return class_group


def remove_class_group(*, class_group: ClassGroup, by: User) -> None:
    """Take away a class group that nothing speaks of. Raises ClassIsUsed."""
    try:
        with transaction.atomic():
            record(
                action="class_group.removed",
                subject=class_group,
                by=by,
                before={"school": class_group.school_id, "label": class_group.label},
            )
            class_group.delete()
    except ProtectedError as error:
        raise ClassIsUsed from error


def copy_class_groups(*, school: Organisation, to_year: SchoolYear, by: User) -> list[ClassGroup]:
    """Last year's class groups, a grade higher, with their headcounts as a first guess.

    Those that leave the school (no next grade there) stay behind. Raises YearHasClasses.
    """
    later = _next_grades(school)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=school.pk)
        if ClassGroup.objects.filter(school=school, school_year=to_year.label).exists():
            raise YearHasClasses
        last_year = ClassGroup.objects.filter(school=school, school_year=to_year.previous.label)
        made = ClassGroup.objects.bulk_create(
            ClassGroup(
                school=school,
                school_year=to_year.label,
                grade=later[group.grade].code,
                isced_level=later[group.grade].isced_level,
                label=label_a_year_later(group.label, group.grade, later[group.grade].code),
                headcount=group.headcount,
                girls=group.girls,
                boys=group.boys,
                contact=by,
            )
            for group in last_year.order_by("label", "id")
            if group.grade in later
        )
        record(
            action="class_group.copied",
            subject=school,
            by=by,
            after={"school_year": to_year.label, "class_groups": len(made)},
        )
    return made


def _next_grades(school: Organisation) -> dict[str, Grade]:
    """For each grade of the school, the one its classes move up to within the school."""
    grades = grades_of_school(school)
    pairs = ((grade.code, next_grade(grade, grades)) for grade in grades)
    return {code: later for code, later in pairs if later is not None}
