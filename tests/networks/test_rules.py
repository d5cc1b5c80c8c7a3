import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecotone.networks.countries import get_country_pack
from ecotone.networks.rules import label_a_year_later, makes_cycle, next_grade


def test_link_to_a_descendant_or_to_itself_makes_a_circle() -> None:
    links = [(2, 1), (3, 2)]
    assert makes_cycle(links, child=1, parent=3)
    assert makes_cycle(links, child=1, parent=1)


def test_second_way_to_the_same_ancestor_is_no_circle() -> None:
    links = [(2, 1), (3, 2), (4, 1)]
    assert not makes_cycle(links, child=3, parent=4)
    assert not makes_cycle(links, child=3, parent=1)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=25))
def test_links_that_pass_the_rule_never_make_a_circle(wishes: list[tuple[int, int]]) -> None:
    links: list[tuple[int, int]] = []
    for child, parent in wishes:
        if not makes_cycle(links, child=child, parent=parent):
            links.append((child, parent))
    # Take away whoever has nothing above, again and again: a circle would never empty.
    left = {node for link in links for node in link}
    while free := {one for one in left if not any(c == one and p in left for c, p in links)}:
        left -= free
    assert left == set()


@pytest.mark.parametrize(
    ("label", "grade", "later", "expected"),
    [
        ("2A", "S2", "S3", "3A"),
        ("2", "S2", "S3", "3"),
        ("Otters", "L3", "L4", "Otters"),
        ("12b", "S2", "S3", "12b"),
        ("A2", "S2", "S3", "A2"),
        ("6 groen", "L6", "S1", "1 groen"),
    ],
)
def test_label_moves_on_with_its_grade(label: str, grade: str, later: str, expected: str) -> None:
    assert label_a_year_later(label, grade, later) == expected


@pytest.mark.parametrize(
    ("country", "grade", "expected"),
    [
        ("BE", "S2", "S3"),
        ("BE", "K3", "L1"),
        ("BE", "L6", "S1"),
        ("BE", "S6", None),
        ("NL", "VO1", "VO2"),
        ("NL", "HV4", "HV5"),
        ("NL", "VMBO4", "MBO"),
        ("DE", "4", "5"),
    ],
)
def test_class_moves_up_within_its_series(country: str, grade: str, expected: str | None) -> None:
    pack = get_country_pack(country)
    later = next_grade(pack.grade(grade), pack.grades)
    assert (later.code if later else None) == expected
