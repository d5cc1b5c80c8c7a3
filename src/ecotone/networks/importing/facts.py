"""What a file says about one school, checked and in our terms."""

from typing import NamedTuple


class SchoolFacts(NamedTuple):
    """One school. What the mapping does not read, or the file leaves empty, is empty or None.

    ``municipality`` is the display form, ``municipality_in_register`` the register's spelling.
    ``pupils`` is None when the file does not know it: missing is not zero.
    """

    row: int
    identifier: str
    name: str
    sector: str
    isced_levels: tuple[str, ...]
    type_in_register: str = ""
    institution: str = ""
    municipality: str = ""
    municipality_in_register: str = ""
    municipality_code: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    pupils: int | None = None
    website: str = ""
    languages: tuple[str, ...] = ()

    def says_the_same_as(self, other: "SchoolFacts") -> bool:
        """Whether both rows can be buildings of one school: all but the place is equal."""
        return self._without_place() == other._without_place()

    def _without_place(self) -> "SchoolFacts":
        return self._replace(row=0, address="", latitude=None, longitude=None)
