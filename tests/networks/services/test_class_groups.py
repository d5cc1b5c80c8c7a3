import datetime as dt
from dataclasses import replace

import pytest

from ecotone.networks.models import ClassGroup
from ecotone.networks.school_years import SchoolYear
from ecotone.networks.services.class_groups import (
    ClassFacts,
    ClassIsUsed,
    LabelIsTaken,
    YearHasClasses,
    add_class_group,
    change_class_group,
    copy_class_groups,
    remove_class_group,
)
from tests.factories import Cast, make_class, make_need

FACTS = ClassFacts(grade="S2", isced_level="2", label="2B", headcount=22, girls=10, boys=12)


def test_class_group_is_added_with_its_counts(cast: Cast) -> None:
    group = add_class_group(school=cast.school, school_year="2026/27", facts=FACTS, by=cast.teacher)
    assert (group.grade, group.label, group.headcount, group.girls, group.contact) == (
        "S2",
        "2B",
        22,
        10,
        cast.teacher,
    )


def test_label_is_unique_in_its_year_only(cast: Cast) -> None:
    taken = replace(FACTS, label="2A")
    with pytest.raises(LabelIsTaken):
        add_class_group(school=cast.school, school_year="2026/27", facts=taken, by=cast.teacher)
    add_class_group(school=cast.school, school_year="2025/26", facts=taken, by=cast.teacher)


def test_change_to_a_taken_label_is_refused_and_nothing_changes(cast: Cast) -> None:
    group = make_class(cast.school, "2B")
    with pytest.raises(LabelIsTaken):
        change_class_group(class_group=group, facts=replace(FACTS, label="2A"), by=cast.teacher)
    assert ClassGroup.objects.get(pk=group.pk).headcount == 24


def test_class_that_asked_for_a_visit_stays(cast: Cast, now: dt.datetime) -> None:
    make_need(cast.network, cast.class_group, cast.teacher, now)
    with pytest.raises(ClassIsUsed):
        remove_class_group(class_group=cast.class_group, by=cast.teacher)
    free = make_class(cast.school, "2Z")
    remove_class_group(class_group=free, by=cast.teacher)
    assert list(cast.school.class_groups.values_list("label", flat=True)) == ["2A"]


def _teaches_to_the_end(cast: Cast) -> None:
    cast.school.school.isced_levels = ["2", "3"]
    cast.school.school.save()
    cast.school.languages = ["nl"]
    cast.school.save()


def test_copy_moves_each_class_a_grade_up_and_leaves_the_last_behind(cast: Cast) -> None:
    _teaches_to_the_end(cast)
    make_class(cast.school, "6B", grade="S6", isced_level="3", headcount=18)
    made = copy_class_groups(school=cast.school, to_year=SchoolYear(2027), by=cast.head)
    assert [(g.label, g.grade, g.isced_level, g.headcount, g.school_year) for g in made] == [
        ("3A", "S3", "3", 24, "2027/28")
    ]


def test_copy_never_doubles_a_year(cast: Cast) -> None:
    _teaches_to_the_end(cast)
    with pytest.raises(YearHasClasses):
        copy_class_groups(school=cast.school, to_year=SchoolYear(2026), by=cast.head)
    copy_class_groups(school=cast.school, to_year=SchoolYear(2027), by=cast.head)
    with pytest.raises(YearHasClasses):
        copy_class_groups(school=cast.school, to_year=SchoolYear(2027), by=cast.head)
