"""The facts behind Q7 and G1: the people who came, counted in the whole network."""

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from ecotone.accounts.api import Consent
from ecotone.accounts.enums import ConsentPurpose, Gender
from ecotone.activities.api import Activity, Contribution
from ecotone.activities.enums import ActivityStatus, ContributionRole
from ecotone.evaluation.selectors.scopes import Scope
from ecotone.evaluation.statistics.brokerage import (
    Frame,
    VolunteerLoad,
    volunteer_load,
    women_among_role_models,
)
from ecotone.evaluation.statistics.disclosure.rules import (
    Release,
    released_middle,
    released_people,
)
from ecotone.evaluation.statistics.facts import Load, RoleModel
from ecotone.evaluation.statistics.values import IndicatorValue
from ecotone.matching.api import Offer


def load_of_volunteers(scope: Scope, frame: Frame, release: Release) -> VolunteerLoad:
    """Q7 as the audience may see it. Two queries."""
    load = volunteer_load(_loads(scope), frame)
    middle, over = released_middle(load.median), load.over_limit
    return VolunteerLoad(
        middle,
        None if middle.suppressed else load.ninth_decile,
        released_people(over, release) if over.numerator else over,
    )


def women_who_spoke(scope: Scope, frame: Frame, release: Release) -> IndicatorValue:
    """G1 as the audience may see it. One query."""
    return released_people(women_among_role_models(_role_models(scope), frame), release)


def _spoke(visits: QuerySet[Activity]) -> QuerySet[Contribution]:
    """Those who came to these visits."""
    return Contribution.objects.filter(
        activity__in=visits.filter(status=ActivityStatus.HELD).values("pk"),
        withdrawn_at=None,
        no_show=False,
    )


def _loads(scope: Scope) -> list[Load]:
    """All held visits of the year of whoever came to one in this network: a limit is personal."""
    here = _spoke(scope.activities()).values("person_id")
    year = Activity.objects.filter(school_year=scope.year.label)
    visits = (
        _spoke(year)
        .filter(person__in=here)
        .order_by()
        .values("person_id")
        .annotate(visits=Count("activity", distinct=True))
    )
    limits = dict(
        Offer.objects.filter(person__in=here, is_of_organisation=False)
        .order_by()
        .values_list("person_id")
        .annotate(limit=Max("cap_per_year"))
    )
    return [Load(row["person_id"], row["visits"], limits.get(row["person_id"])) for row in visits]


def _role_models(scope: Scope) -> list[RoleModel]:
    """Gender only of those who declared it and agreed to its use for balance figures."""
    agreed = Consent.objects.filter(
        person=OuterRef("person"), purpose=ConsentPurpose.GENDER_BALANCE, withdrawn_at=None
    )
    rows = (
        _spoke(scope.activities())
        .filter(role=ContributionRole.ROLE_MODEL)
        .order_by("person_id")
        .annotate(agreed=Exists(agreed))
        .values_list("person_id", "person__gender", "agreed")
    )
    return [RoleModel(person, _is_woman(gender, agreed)) for person, gender, agreed in rows]


def _is_woman(gender: str, agreed: bool) -> bool | None:
    if not agreed or gender in ("", Gender.UNDISCLOSED):
        return None
    return gender == Gender.WOMAN
