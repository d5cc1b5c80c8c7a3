"""Building blocks of the table: columns that answer "which rows?" without a loop over rows."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

type Mask = NDArray[np.bool_]
type Bits = NDArray[np.uint32]
type Rows = NDArray[np.intp]
type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
NEVER = -(1 << 40)


def minute_of(moment: dt.datetime) -> int:
    """Whole minutes since 1970 in UTC, rounded down."""
    return (moment - EPOCH) // MINUTE


def minute_after(moment: dt.datetime) -> int:
    """Whole minutes since 1970 in UTC, rounded up."""
    return -((EPOCH - moment) // MINUTE)


def ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def floats(values: Iterable[float | None]) -> Floats:
    """The numbers, NaN for None."""
    return np.fromiter((np.nan if value is None else value for value in values), dtype=np.float64)


def mask(values: Iterable[bool]) -> Mask:
    return np.fromiter(values, dtype=bool)


@dataclass(frozen=True, slots=True)
class SetColumn[K: (str, int)]:
    """A set of codes for each row, kept as the rows of each code."""

    size: int
    rows_of: Mapping[K, Rows]

    @classmethod
    def of(cls, sets: Sequence[Collection[K]]) -> "SetColumn[K]":
        found: dict[K, list[int]] = {}
        for row, codes in enumerate(sets):
            for code in codes:
                found.setdefault(code, []).append(row)
        return cls(len(sets), {code: np.array(rows) for code, rows in found.items()})

    def having(self, *codes: K) -> Mask:
        """Rows whose set holds any of the codes."""
        found = np.zeros(self.size, dtype=bool)
        for code in codes:
            if (rows := self.rows_of.get(code)) is not None:
                found[rows] = True
        return found

    def matching_level(self, level: str) -> Mask:
        """Rows with the ISCED level, a coarser one that contains it, or a finer one within it.

        "02" and "0" are the same broad level, as are "34" and "3"; "34" is not "35".
        """
        codes = [code for code in self.rows_of if is_same_level(str(code), level)]
        return self.having(*codes)


def is_same_level(one: str, other: str) -> bool:
    """Whether one ISCED level is the other or contains it."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A number for some codes of each row; 0 (or ``NEVER``) where a row lacks the code."""

    size: int
    of_code: Mapping[str, tuple[Rows, Ints]]

    @classmethod
    def of(cls, size: int, entries: Iterable[tuple[int, str, int]]) -> "NumberColumn":
        found: dict[str, tuple[list[int], list[int]]] = {}
        for row, code, number in entries:
            rows, numbers = found.setdefault(code, ([], []))
            rows.append(row)
            numbers.append(number)
        return cls(size, {code: (np.array(r), np.array(n)) for code, (r, n) in found.items()})

    def numbers(self, code: str, *, missing: int = 0) -> Ints:
        """The number of every row for this code."""
        column = np.full(self.size, missing, dtype=np.int64)
        if (entry := self.of_code.get(code)) is not None:
            column[entry[0]] = entry[1]
        return column


@dataclass(frozen=True, slots=True)
class TimeColumn:
    """Any number of intervals for each row, in minutes since 1970, UTC."""

    size: int
    rows: Rows = field(default_factory=lambda: np.zeros(0, dtype=np.intp))
    starts: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    ends: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    @classmethod
    def of(cls, size: int, entries: Iterable[tuple[int, int, int]]) -> "TimeColumn":
        """From (row, start, end)."""
        flat = np.array(list(entries), dtype=np.int64).reshape(-1, 3)
        return cls(size, flat[:, 0].astype(np.intp), flat[:, 1], flat[:, 2])

    def covering(self, start: int, end: int) -> Mask:
        """Rows with an interval that contains all of it."""
        return self._rows_where((self.starts <= start) & (self.ends >= end))

    def touching(self, start: int, end: int) -> Mask:
        """Rows with an interval that has any moment in common with it."""
        return self._rows_where((self.starts < end) & (self.ends > start))

    def near(self, moment: int, within: Ints) -> Mask:
        """Rows with an interval that starts less than ``within`` (by row) from the moment."""
        return self._rows_where(np.abs(self.starts - moment) < within[self.rows])

    def _rows_where(self, found: Mask) -> Mask:
        answer = np.zeros(self.size, dtype=bool)
        answer[self.rows[found]] = True
        return answer
