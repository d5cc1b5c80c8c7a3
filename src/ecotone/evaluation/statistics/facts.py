"""What the figures are computed from: one small record for each thing observed.

Keys are whatever whole numbers the caller uses for a school, class group, visit or person. The same
key may come twice (networks overlap); every figure counts it once.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property


@dataclass(frozen=True, slots=True)
class School:
    """A school of the area. ``levels`` are the ISCED levels it is known to teach; may be empty."""

    key: int
    name: str
    municipality: str
    levels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ClassGroup:
    """A class group of the school year, with its headcount in pupils."""

    key: int
    school: int
    grade: str
    level: str
    headcount: int


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Pupils at a school in a school year (``period``), as one source saw them on one day.

    An empty ``grade`` is the whole level, an empty ``level`` as well is the whole school.
    """

    school: int
    period: str
    grade: str
    level: str
    pupils: int
    source: str
    observed_on: dt.date


@dataclass(frozen=True, slots=True)
class Attendance:
    """A class group took part in a visit that was held and confirmed on that day.

    ``present`` is None when nobody counted. Nought present means that the class was not there.
    """

    visit: int
    class_group: int
    confirmed_on: dt.date
    present: int | None = None


@dataclass(frozen=True, slots=True)
class Hosting:
    """A school was host to a visit that was held and confirmed on that day."""

    visit: int
    school: int
    confirmed_on: dt.date


@dataclass(frozen=True, slots=True)
class Reporting:
    """A school's past visits that did not count: reported as not held, and not reported at all."""

    not_held: int = 0
    unreported: int = 0


@dataclass(frozen=True)
class ReachFacts:
    """Everything that reach in one school year is computed from, as seen on ``as_of``.

    Holds no slots, so that what every figure asks for is worked out once.
    """

    period: str
    as_of: dt.date
    schools: tuple[School, ...]
    class_groups: tuple[ClassGroup, ...]
    enrolments: tuple[Enrolment, ...]
    attendances: tuple[Attendance, ...]
    hostings: tuple[Hosting, ...] = ()
    reporting: Mapping[int, Reporting] = field(default_factory=dict)

    @cached_property
    def school_by_key(self) -> Mapping[int, School]:
        """Each school once, however many networks brought it."""
        return {school.key: school for school in self.schools}

    @cached_property
    def groups(self) -> Mapping[int, ClassGroup]:
        """Each class group of a school of the area once, by key."""
        area = self.school_by_key
        return {row.key: row for row in self.class_groups if row.school in area}

    @cached_property
    def doses(self) -> Mapping[int, int]:
        """The number of different held visits of each class group that had at least one."""
        groups = self.groups
        visits: dict[int, set[int]] = defaultdict(set)
        for row in self.attendances:
            if row.present != 0 and row.class_group in groups:
                visits[row.class_group].add(row.visit)
        return {key: len(seen) for key, seen in visits.items()}

    def known_by(self, day: dt.date) -> "ReachFacts":
        """The same facts with only those visits that were confirmed up to that day."""
        return replace(
            self,
            as_of=day,
            attendances=tuple(row for row in self.attendances if row.confirmed_on <= day),
            hostings=tuple(row for row in self.hostings if row.confirmed_on <= day),
        )

    def only_schools(self, keys: Iterable[int]) -> "ReachFacts":
        """The same facts for some of the schools."""
        wanted = frozenset(keys)
        groups = tuple(row for row in self.class_groups if row.school in wanted)
        group_keys = {row.key for row in groups}
        return replace(
            self,
            schools=tuple(row for row in self.schools if row.key in wanted),
            class_groups=groups,
            enrolments=tuple(row for row in self.enrolments if row.school in wanted),
            attendances=tuple(row for row in self.attendances if row.class_group in group_keys),
            hostings=tuple(row for row in self.hostings if row.school in wanted),
            reporting={key: row for key, row in self.reporting.items() if key in wanted},
        )


@dataclass(frozen=True, slots=True)
class Request:
    """A valid request of a school for a visit: sent, and not taken back by the school itself.

    ``is_waiting`` while it can still be fulfilled; ``days_to_match`` from sending to the yes of the
    person who came, None while there is none.
    """

    key: int
    school: int
    is_fulfilled: bool
    is_waiting: bool
    days_to_match: float | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """One person was asked in a wave. ``is_open`` while the answer may still come."""

    key: int
    wave: int
    said_yes: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Appointment:
    """A confirmed visit whose time is over, and who, as both sides say, stayed away unannounced."""

    key: int
    visitor_absent: bool
    class_absent: bool


@dataclass(frozen=True, slots=True)
class Load:
    """A person's held visits of the year and the limit they set themselves (None: none known)."""

    person: int
    visits: int
    limit: int | None


@dataclass(frozen=True, slots=True)
class RoleModel:
    """A person who spoke in a held visit; ``is_woman`` where they declared it and agreed to use."""

    person: int
    is_woman: bool | None
