"""No hidden cell can be worked out: tried by an attacker who knows nothing of how we hide."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecotone.evaluation.statistics.disclosure.protection import hidden_cells
from ecotone.evaluation.statistics.disclosure.tables import ALL, TOTAL, Cell, Row, Table, table_of
from tests.evaluation.statistics.disclosure.attacker import Attacker

K = 5


def few(table: Table) -> set[Cell]:
    return {cell for cell, count in table.counts.items() if 0 < count < K}


def flat(rows: list[list[int]]) -> Table:
    """Rows r0, r1, ... straight under ALL, columns a, b, ..."""
    leaves: dict[Cell, int] = {
        (f"r{i}", "abcdef"[j]): count for i, row in enumerate(rows) for j, count in enumerate(row)
    }
    return table_of(leaves, {f"r{i}": ALL for i in range(len(rows))})


small_flat = st.integers(2, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 2, 4, 5, 6, 7]), min_size=width, max_size=width),
        min_size=1,
        max_size=2,
    ).map(flat)
)


@settings(max_examples=150, deadline=None)
@given(small_flat)
def test_no_hidden_cell_can_be_derived(table: Table) -> None:
    """Each could be another number, and the reader cannot exclude that a small one is k or more."""
    must = few(table)
    hidden = hidden_cells(table, must, K)
    assert must <= hidden
    found = Attacker(table, hidden, most=13).possible(enough=K)
    assert all(len(values) >= 2 for values in found.values())
    assert all(max(found[cell]) >= K for cell in must)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([0, 1, 3, 5, 9]), min_size=4, max_size=4))
def test_no_hidden_cell_can_be_derived_through_a_middle_level(counts: list[int]) -> None:
    """Two schools in each of two places: what a place's sum gives away is hidden too."""
    schools = ["s0", "s1", "s2", "s3"]
    parents: dict[Row, Row] = {"p0": ALL, "p1": ALL}
    parents |= {"s0": "p0", "s1": "p0", "s2": "p1", "s3": "p1"}
    table = table_of({(s, "a"): n for s, n in zip(schools, counts, strict=True)}, parents)
    hidden = hidden_cells(table, few(table), K)
    found = Attacker(table, hidden, most=15).possible(enough=0)
    assert all(len(values) >= 2 for values in found.values())


larger = st.lists(
    st.tuples(st.sampled_from(["p0", "p1", "p2", "p3"]), st.lists(st.integers(0, 30), min_size=3)),
    min_size=1,
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(larger)
def test_hidden_cells_of_a_larger_table_are_on_no_sum_alone(
    rows: list[tuple[str, list[int]]],
) -> None:
    """In every sum that a reader can write down, hidden cells come at least in pairs."""
    parents: dict[Row, Row] = {place: ALL for place, _ in rows}
    parents |= {f"s{i}": place for i, (place, _) in enumerate(rows)}
    leaves: dict[Cell, int] = {
        (f"s{i}", "abc"[j]): count
        for i, (_, row) in enumerate(rows)
        for j, count in enumerate(row[:3])
    }
    table = table_of(leaves, parents)
    hidden = hidden_cells(table, few(table), K)
    for row in [*parents, ALL]:
        across = [(row, column) in hidden for column in (*table.columns, TOTAL)]
        assert sum(across) != 1
        below = [child for child, parent in parents.items() if parent == row]
        for column in (*table.columns, TOTAL):
            down = [(child, column) in hidden for child in [row, *below]]
            assert not below or sum(down) != 1


def test_attacker_finds_what_is_hidden_alone() -> None:
    """The control: 3 hidden alone in its row and column is found."""
    table = flat([[3, 6], [9, 8]])
    assert Attacker(table, [("r0", "a")], most=13).possible(enough=0) == {("r0", "a"): {3}}


def test_table_without_small_cells_is_shown_whole() -> None:
    assert hidden_cells(flat([[20, 30], [25, 0]]), [], K) == frozenset()


def test_small_cell_takes_the_smallest_others_with_it() -> None:
    """3 needs company in its row and its column: 6 in the row, 9 in the column, 8 where they meet.

    Hiding 3, 6, 9 and 8 leaves all sums shown: (3+d)+(6-d), (9-d)+(8+d).
    """
    table = flat([[3, 6, 90], [9, 8, 95], [70, 80, 99]])
    hidden = hidden_cells(table, few(table), K)
    assert hidden == {("r0", "a"), ("r0", "b"), ("r1", "a"), ("r1", "b")}


def test_only_small_cell_of_a_table_of_one_row_hides_the_sums() -> None:
    """One school, one place: its 3 pupils are also the total, so the total is hidden as well."""
    table = table_of({("s", "a"): 3}, {"s": "p", "p": ALL})
    assert hidden_cells(table, few(table), K) == set(table.counts)


def test_same_table_hides_the_same_cells_in_any_order() -> None:
    table = flat([[3, 6, 90], [4, 8, 95], [70, 2, 99]])
    cells = sorted(few(table), key=str)
    assert hidden_cells(table, cells, K) == hidden_cells(table, cells[::-1], K)


def test_nought_that_must_be_hidden_can_be_something_else() -> None:
    table = flat([[0, 12], [15, 30]])
    hidden = hidden_cells(table, [("r0", "a")], K)
    assert ("r0", "a") in hidden
    assert len(hidden) >= 4


@pytest.mark.parametrize("rows", [200])
def test_long_table_is_protected_cell_by_cell(rows: int) -> None:
    table = flat([[3 if i % 10 == 0 else 40, 50] for i in range(rows)])
    hidden = hidden_cells(table, few(table), K)
    assert few(table) <= hidden
    assert (ALL, TOTAL) not in hidden
