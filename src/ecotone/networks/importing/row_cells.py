"""The cells of one row by field, and the list of what is wrong with them."""

import re
from collections.abc import Mapping, Sequence

from ecotone.networks.importing.fields import LONGEST, LONGEST_OTHER, Field
from ecotone.networks.importing.formulas import FIRST_CHARACTERS, is_formula
from ecotone.networks.importing.problems import Problem, quote
from ecotone.networks.importing.reading import Line

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd\ufffe\uffff\ud800-\udfff]")
# What Excel shows in a cell that it could not work out.
_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)


class RowCells:
    """One row under a mapping. Reading a broken cell notes a problem and answers empty text."""

    def __init__(
        self,
        line: Line,
        header: Sequence[str],
        positions: Mapping[Field, int],
        constants: Mapping[Field, str],
    ) -> None:
        self.number = line.number
        self.problems: list[Problem] = []
        self._cells = line.cells
        self._header = header
        self._positions = positions
        self._constants = constants
        self._texts: dict[Field, str] = {}
        self._note_formulas()

    def text(self, field: Field) -> str:
        """The cell's text with its white space made even, else the mapping's constant, else ""."""
        if field not in self._texts:
            self._texts[field] = self._read(field)
        return self._texts[field]

    def _read(self, field: Field) -> str:
        position = self._positions.get(field)
        if position is None:
            return self._constants.get(field, "")
        text = " ".join(self._cells[position].split())
        code = _fault(text, LONGEST.get(field, LONGEST_OTHER))
        if code:
            limit = str(LONGEST.get(field, LONGEST_OTHER))
            self.note(code, field, value=text, length=str(len(text)), limit=limit)
            return ""
        return "" if is_formula(text) else text or self._constants.get(field, "")

    def note(self, code: str, field: Field, **values: str) -> None:
        """Note that something is wrong with the cell of the field."""
        position = self._positions.get(field)
        column = "" if position is None else self._header[position]
        shown = {name: quote(value) for name, value in values.items()}
        self.problems.append(Problem(code, self.number, column, shown))

    def has_problem_in(self, field: Field) -> bool:
        position = self._positions.get(field)
        name = None if position is None else self._header[position]
        return any(problem.column == name for problem in self.problems)

    def _note_formulas(self) -> None:
        """Formulas are refused in every column, also in those that nobody reads."""
        for position, cell in enumerate(self._cells):
            if cell and cell[0] in FIRST_CHARACTERS and is_formula(cell):
                values = {"value": quote(cell)}
                self.problems.append(
                    Problem("formula", self.number, self._header[position], values)
                )


def _fault(text: str, longest: int) -> str:
    if not text:
        return ""
    if len(text) > longest:
        return "too_long"
    if text in _ERRORS:
        return "spreadsheet_error"
    return "unreadable" if _CONTROL.search(text) else ""
