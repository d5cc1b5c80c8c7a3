"""How many pupils a school has, by grade and year: the denominator of reach."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from ecotone.accounts.api import User
from ecotone.core.api import record
from ecotone.networks.models import Enrolment, Organisation

WHOLE_SCHOOL = ""


def note_enrolment(
    *,
    school: Organisation,
    school_year: str,
    pupils: Mapping[str, int],
    levels: Mapping[str, str],
    source: str,
    today: dt.date,
    by: User,
) -> list[Enrolment]:
    """Keep what was counted today by the source, grade by grade (``WHOLE_SCHOOL`` for all).

    A second count on the same day corrects the first; an older day's stays, as what was known
    then. ``levels`` gives the ISCED level of each grade.
    """
    with transaction.atomic():
        rows = [
            Enrolment.objects.update_or_create(
                school=school,
                school_year=school_year,
                grade=grade,
                source=source,
                observed_on=today,
                defaults={"pupils": count, "isced_level": levels.get(grade, "")},
            )[0]
            for grade, count in pupils.items()
        ]
        record(
            action="enrolment.noted",
            subject=school,
            by=by,
            after={"school_year": school_year, "pupils": dict(pupils), "source": source},
        )
    return rows
