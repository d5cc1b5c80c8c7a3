"""Complementary suppression: hide further cells until none that must be hidden can be worked out.

A table whose rows form a tree is a network of flows: each cell is an arc that carries its count,
from Z down the total column to a leaf row, and from the leaf row up its columns back to Z; at each
node as much comes in as goes out, which says that parts add up to their sums. What a reader does
not know is the flow on hidden arcs. A reader can be wrong about a hidden cell exactly when flow can
be pushed round a cycle of hidden arcs through it (Castro 2007 gives the shortest-path heuristic):
then another table, with the same shown cells, has another count there.

For each cell that must be hidden we push ``max(1, k - count)`` round the cheapest such cycles and
hide the arcs on them. So the reader cannot exclude that the count is k or more, and every cell that
we hide, complement or not, lies on a cycle along which it could be another number. A cycle always
exists: at worst through the sums. A reader knows that no count is negative, and sees noughts, so
hidden counts are taken to be known as one or more (nought or more when a nought must be hidden).
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Hashable
from dataclasses import dataclass

from ecotone.evaluation.statistics.disclosure.tables import ALL, TOTAL, Cell, Row, Table

type Node = Hashable

_Z = ("node", "z")
_COST_OF_DEPTH = (100, 10, 1)  # the grand total is the dearest to hide, then a municipality's


@dataclass(frozen=True, slots=True)
class _Step:
    """Going along a cell's arc (its count grows) or against it (its count shrinks)."""

    cell: Cell
    to: Node
    grows: bool


def hidden_cells(table: Table, must_hide: Collection[Cell], k: int) -> frozenset[Cell]:
    """The cells to hide: those that must be and their complement. Independent of their order.

    Greedy, so not always the fewest, but safe as the module says; the same input hides the same.
    """
    if not must_hide:
        return frozenset()
    search = _Search(table, floor=0 if any(table.counts[c] == 0 for c in must_hide) else 1)
    hidden = set(must_hide)
    for cell in sorted(must_hide, key=lambda c: (table.counts[c], str(c[0]), c[1])):
        hidden |= search.protect(cell, max(1, k - table.counts[cell]), hidden)
    return frozenset(hidden)


def hidden_differences(
    table: Table, must_hide: Collection[Cell], unknown: Collection[Cell]
) -> frozenset[Cell]:
    """The cells of a table of differences to keep from a reader, ``unknown`` ones included.

    A difference may be negative, so a reader cannot exclude any number: a cell is safe on any
    cycle of unknown cells.
    """
    search = _Search(table, floor=None)
    hidden = {*unknown, *must_hide}
    for cell in sorted(must_hide, key=lambda c: (str(c[0]), c[1])):
        hidden |= search.protect(cell, 1, hidden)
    return frozenset(hidden)


class _Search:
    """The network of one table, and the cheapest cycles in it.

    ``floor`` is the least that a reader takes a hidden count for; None where it may be anything.
    """

    def __init__(self, table: Table, floor: int | None) -> None:
        self.table = table
        self.floor = floor
        self.inner = set(table.parents.values()) | {ALL}
        self.steps: dict[Node, list[_Step]] = defaultdict(list)
        self.ends: dict[Cell, tuple[Node, Node]] = {}
        for cell, count in table.counts.items():
            if floor is None or count >= floor:
                tail, head = self._arc(cell)
                self.ends[cell] = (tail, head)
                self.steps[tail].append(_Step(cell, head, grows=True))
                self.steps[head].append(_Step(cell, tail, grows=False))
        self.costs = {cell: self._cost(cell) for cell in self.ends}

    def protect(self, cell: Cell, need: int, hidden: Collection[Cell]) -> set[Cell]:
        """The cells to hide so that this one's count could be greater by ``need``."""
        tail, head = self.ends[cell]
        used = {cell, *hidden}
        spare = dict[Cell, int]()  # by how much a cell's count now differs from the true one
        while need > 0:
            path = self._cheapest_path(head, tail, cell, used, spare)
            push = min([need, *(self._room(s, spare) for s in path if not s.grows)])
            for step in path:
                used.add(step.cell)
                spare[step.cell] = spare.get(step.cell, 0) + (push if step.grows else -push)
            need -= push
        return used

    def _cheapest_path(
        self, start: Node, goal: Node, without: Cell, free: set[Cell], spare: dict[Cell, int]
    ) -> list[_Step]:
        """Dijkstra over the arcs that can still change; ties go to the order of the table."""
        best: dict[Node, int] = {start: 0}
        came: dict[Node, tuple[Node, _Step]] = {}
        queue: list[tuple[int, int, Node]] = [(0, 0, start)]
        order = 0
        while queue:
            cost, _, node = heapq.heappop(queue)
            if node == goal:
                break
            if cost > best[node]:
                continue
            for step in self.steps[node]:
                if step.cell == without or (not step.grows and self._room(step, spare) < 1):
                    continue
                through = cost + (0 if step.cell in free else self.costs[step.cell])
                if step.to not in best or through < best[step.to]:
                    order += 1
                    best[step.to], came[step.to] = through, (node, step)
                    heapq.heappush(queue, (through, order, step.to))
        return _walk_back(came, start, goal)

    def _room(self, step: _Step, spare: dict[Cell, int]) -> int:
        """By how much the cell's count can still shrink."""
        if self.floor is None:
            return 1
        return self.table.counts[step.cell] + spare.get(step.cell, 0) - self.floor

    def _arc(self, cell: Cell) -> tuple[Node, Node]:
        """Where the cell's arc starts and ends, so that each node's balance is one of the sums."""
        row, column = cell
        above: Node = _Z if row == ALL else (self.table.parents[row], column)
        here: Node = (row, column) if row in self.inner else ("row", row)
        return (above, here) if column == TOTAL else (here, above)

    def _cost(self, cell: Cell) -> int:
        depth = 0
        row: Row = cell[0]
        while row != ALL:
            row = self.table.parents[row]
            depth += 1
        return (abs(self.table.counts[cell]) + 1) * _COST_OF_DEPTH[min(depth, 2)]


def _walk_back(came: dict[Node, tuple[Node, _Step]], start: Node, goal: Node) -> list[_Step]:
    path = []
    node = goal
    while node != start:
        node, step = came[node]
        path.append(step)
    return path
