"""What the ranking is told of needs."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from ecotone.activities.api import Activity, TimeClaim
from ecotone.core.api import code_attribute
from ecotone.matching.meaning import vector_from_bytes
from ecotone.matching.models import Invitation, Need, NeedSlot
from ecotone.matching.ranking.facts import Interval, NeedFacts, SlotFacts
from ecotone.matching.ranking.priority import SchoolFacts, priority_of
from ecotone.networks.api import Network, Requirement, closed_days, requirement_of

NOT_REQUIRED = "not_required"
MOST_DEPRIVED = 5
YEAR = dt.timedelta(days=365.25)


@dataclass(frozen=True)
class NeedsTold:
    """The facts of several needs, with the clearance rules that their keys name."""

    facts: list[NeedFacts]
    requirements: dict[str, Requirement]


def need_facts(network: Network, needs: Sequence[Need], *, now: dt.datetime) -> NeedsTold:
    """The facts of needs read ``with_people`` and slots, in order. Five queries at any number."""
    asked = _asked(needs)
    busy = _busy(needs)
    served = last_held_by_school([need.school_id for need in needs])
    requirements: dict[str, Requirement] = {}
    facts = []
    for need in needs:
        facts.append(
            NeedFacts(
                need_id=need.pk,
                school_id=need.school_id,
                format=need.format,
                level=need.class_group.isced_level,
                language=need.language,
                headcount=need.class_group.headcount,
                slots=slots_of(need),
                time_zone=network.time_zone,
                mode=need.mode,
                theme=need.theme,
                fields=fields_of(need),
                latitude=need.school.latitude,
                longitude=need.school.longitude,
                is_at_host=need.format == "FIELD_TRIP",
                is_step_free=need.step_free_school,
                needs_step_free=need.step_free_needed,
                clearance_onsite=_key(network, need.school.country, "A", requirements),
                clearance_online=_key(network, need.school.country, "C", requirements),
                blocked_dates=closed_days(
                    need.school.country, [s.starts_at.date() for s in slots_left(need)]
                ),
                busy=busy[need.class_group_id],
                excluded_organisations=_excluded(need),
                asked=asked[need.pk],
                school_priority=priority_of(school_facts(need, served, now)).value,
                wish=need.wish,
                vector=vector_from_bytes(need.vector, need.vector_of),
            )
        )
    return NeedsTold(facts, requirements)


def slots_left(need: Need) -> list[NeedSlot]:
    """The slots that can still be had: only the visit's own once its visitor was lost."""
    slots = list(need.slots.all())
    if need.activity is not None:
        own = [slot for slot in slots if slot.starts_at == need.activity.starts_at]
        return own or slots[:1]
    return slots


def slots_of(need: Need) -> tuple[SlotFacts, ...]:
    """The slots left as facts, the best wish first."""
    return tuple(
        SlotFacts(slot_id=slot.pk, starts_at=slot.starts_at, ends_at=slot.ends_at)
        for slot in slots_left(need)
    )


def fields_of(need: Need) -> tuple[str, ...]:
    """The ISCED-F fields of the need's themes."""
    found: list[str] = []
    for topic in need.topics:
        found.extend(code_attribute("theme", topic, "isced_f") or ())
    return tuple(dict.fromkeys(found))


def _key(
    network: Network, country: str, contact_class: str, requirements: dict[str, Requirement]
) -> str | None:
    """The key of the rule for this contact, noted beside it; None when nothing is asked for."""
    requirement = requirement_of(network, country, contact_class)
    if requirement.kind == NOT_REQUIRED:
        return None
    key = f"{country}/{contact_class}"
    requirements[key] = requirement
    return key


def _asked(needs: Sequence[Need]) -> dict[int, dict[int, str]]:
    """By need, what became of those who were asked in its present round."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    rounds = {need.pk: need.round for need in needs}
    rows = Invitation.objects.filter(need_id__in=rounds).values_list(
        "need_id", "round", "person_id", "state"
    )
    for need_id, number, person_id, state in rows.order_by():
        if number == rounds[need_id]:
            found[need_id][person_id] = state
    return found


def _busy(needs: Sequence[Need]) -> dict[int, list[Interval]]:
    """By class group, the quarters of an hour that another visit has taken."""
    found: dict[int, list[Interval]] = defaultdict(list)
    subjects = {f"class:{need.class_group_id}": need.class_group_id for need in needs}
    own = {f"activity:{need.activity_id}" for need in needs if need.activity_id}
    claims = TimeClaim.objects.filter(subject__in=subjects).exclude(holder__in=own)
    for subject, quarter in claims.values_list("subject", "quarter").order_by():
        found[subjects[subject]].append(Interval(quarter, quarter + dt.timedelta(minutes=15)))
    return found


def _excluded(need: Need) -> frozenset[int]:
    profile = getattr(need.school, "school", None)
    if profile is None:
        return frozenset()
    return frozenset(row.pk for row in profile.excluded_organisations.all())


def school_facts(need: Need, served: dict[int, dt.datetime], now: dt.datetime) -> SchoolFacts:
    """What is known of the school's turn, from its profile and its last held visit."""
    profile = getattr(need.school, "school", None)
    last = served.get(need.school_id)
    return SchoolFacts(
        never_served=last is None,
        years_since_served=None if last is None else (now - last) / YEAR,
        deprivation_quintile=MOST_DEPRIVED if profile and profile.is_underserved else None,
        is_special=need.school.sector == "SCH-SPE",
        is_small=profile.is_small if profile else None,
    )


def last_held_by_school(school_ids: Sequence[int]) -> dict[int, dt.datetime]:
    """When each school last had a visit that was held; schools never served are absent."""
    rows = (
        Activity.objects.held()
        .filter(host_id__in=set(school_ids))
        .values("host_id")
        .annotate(at=Max("starts_at"))
        .order_by()
    )
    return {row["host_id"]: row["at"] for row in rows}
