"""A reader who tries every table that fits what is shown; knows sums, noughts and nothing else."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from ecotone.evaluation.statistics.disclosure.tables import TOTAL, Cell, Row, Table


class Attacker:
    """Tries tables one by one, each hidden leaf from 1 to ``most``."""

    def __init__(self, table: Table, hidden: Collection[Cell], most: int) -> None:
        self.table, self.hidden, self.most = table, hidden, most
        rows = [row for row in table.parents if table.is_leaf(row)]
        self.leaves = [(row, column) for row in rows for column in table.columns]
        self.sums_of = {leaf: list(self._sums_of(leaf)) for leaf in self.leaves}
        self.left = defaultdict[Cell, int](int)
        for sums in self.sums_of.values():
            for cell in sums:
                self.left[cell] += 1

    def possible(self, *, enough: int) -> dict[Cell, set[int]]:
        """Counts found for each hidden cell; stops once each has two, one of them ``enough``."""
        found: dict[Cell, set[int]] = {cell: set() for cell in self.hidden}
        for counts in self._fitting(0, defaultdict(int), dict(self.left)):
            for cell in found:
                found[cell].add(counts[cell])
            if all(len(values) >= 2 and max(values) >= enough for values in found.values()):
                break
        return found

    def _sums_of(self, leaf: Cell) -> Iterator[Cell]:
        row: Row | None = leaf[0]
        while row is not None:
            yield from ((row, leaf[1]), (row, TOTAL))
            row = self.table.parents.get(row)

    def _fitting(
        self, place: int, counts: dict[Cell, int], left: dict[Cell, int]
    ) -> Iterator[Mapping[Cell, int]]:
        if place == len(self.leaves):
            yield counts
            return
        leaf = self.leaves[place]
        tries = range(1, self.most + 1) if leaf in self.hidden else [self.table.counts[leaf]]
        for count in tries:
            for cell in self.sums_of[leaf]:
                counts[cell] += count
                left[cell] -= 1
            if all(self._still_fits(cell, counts, left) for cell in self.sums_of[leaf]):
                yield from self._fitting(place + 1, counts, left)
            for cell in self.sums_of[leaf]:
                counts[cell] -= count
                left[cell] += 1

    def _still_fits(self, cell: Cell, counts: Mapping[Cell, int], left: Mapping[Cell, int]) -> bool:
        if cell in self.hidden:
            return True
        shown = self.table.counts[cell]
        return counts[cell] == shown if left[cell] == 0 else counts[cell] <= shown
