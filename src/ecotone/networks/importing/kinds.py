"""Kinds of school: what a register's own type of school means in sector and ISCED levels."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ecotone.networks.enums import SCHOOL_SECTORS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ISCED_LEVELS = ("0", "01", "02", "1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class SchoolKind:
    """A sector of domain list 3.4 and the ISCED 2011 levels taught, youngest pupils first."""

    sector: str
    isced: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        return self.sector in SCHOOL_SECTORS and set(self.isced) <= set(ISCED_LEVELS)


def joined(kinds: list[SchoolKind]) -> SchoolKind:
    """One kind for a school of several types; the sector is that of the first."""
    levels = {level for kind in kinds for level in kind.isced}
    return SchoolKind(kinds[0].sector, tuple(sorted(levels, key=ISCED_LEVELS.index)))


# What a coordinator chooses from on the screen; a TOML file can say it more finely.
CHOICES: dict[str, tuple["StrOrPromise", SchoolKind]] = {
    "pre": (_("Preschool"), SchoolKind("SCH-PRE", ("02",))),
    "pre-pri": (_("Preschool and primary school"), SchoolKind("SCH-PRI", ("02", "1"))),
    "pri": (_("Primary school"), SchoolKind("SCH-PRI", ("1",))),
    "pri-sec": (_("Primary and lower secondary school"), SchoolKind("SCH-PRI", ("1", "2"))),
    "sec-low": (_("Lower secondary school"), SchoolKind("SCH-SEC", ("2",))),
    "sec": (_("Lower and upper secondary school"), SchoolKind("SCH-SEC", ("2", "3"))),
    "sec-up": (_("Upper secondary school"), SchoolKind("SCH-SEC", ("3",))),
    "all": (_("Primary and secondary school"), SchoolKind("SCH-SEC", ("1", "2", "3"))),
    "vet": (_("Vocational school"), SchoolKind("SCH-VET", ("3",))),
    "spe-pri": (_("Special school, primary"), SchoolKind("SCH-SPE", ("1",))),
    "spe-sec": (_("Special school, secondary"), SchoolKind("SCH-SPE", ("2", "3"))),
    "spe": (_("Special school, all ages"), SchoolKind("SCH-SPE", ("1", "2", "3"))),
}


def choice_of(kind: SchoolKind | None) -> str:
    """The key of the choice that is this kind; empty when the screen has no such choice."""
    return next((key for key, (_label, choice) in CHOICES.items() if choice == kind), "")
