"""A table of counts with totals: rows in a tree (school, municipality, all), columns and their sum.

Every number that a page can show of one release stands in one such table, so that no two views of
it can be subtracted from each other to find what a third one hides.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

type Row = Hashable
type Cell = tuple[Row, str]

ALL = "all"  # the row that sums all rows
TOTAL = "total"  # the column that sums all columns


@dataclass(frozen=True, slots=True)
class Table:
    """Counts for every row and column, sums included.

    ``parents`` leads from each row to the one that sums it, and at last to ``ALL``, which has none.
    """

    parents: Mapping[Row, Row]
    columns: tuple[str, ...]
    counts: Mapping[Cell, int]

    def is_leaf(self, row: Row) -> bool:
        return row not in self.parents.values()


def table_of(leaves: Mapping[Cell, int], parents: Mapping[Row, Row]) -> Table:
    """The table whose leaf rows hold these counts, with all sums made. Counts are not negative."""
    counts: dict[Cell, int] = defaultdict(int)
    columns = tuple(sorted({column for _, column in leaves}))
    for (leaf, column), count in leaves.items():
        row: Row | None = leaf
        while row is not None:
            counts[row, column] += count
            counts[row, TOTAL] += count
            row = parents.get(row)
    return Table(parents, columns, dict(counts))


def difference(after: Table, before: Table) -> Table:
    """What each cell grew by, negative where it shrank, over the rows of both tables."""
    cells = after.counts.keys() | before.counts.keys()
    return Table(
        parents={**before.parents, **after.parents},
        columns=tuple(sorted({*after.columns, *before.columns})),
        counts={cell: after.counts.get(cell, 0) - before.counts.get(cell, 0) for cell in cells},
    )
