"""The settings of a network's brokerage, kept as JSON on the network and read only here."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class SettingOutOfRange(ValueError):
    """A stored or typed setting is not usable; the message says which and why."""


@dataclass(frozen=True)
class BrokerageSettings:
    """How a network asks people. Times in hours or days as named; defaults of domain brief 5.5."""

    wave_size: int = 3
    answer_hours: int = 48
    reminder_hours: int = 24
    answer_due_days: int = 10
    min_days_between: int = 21
    reserve_until_days: int = 2
    call_up_hours: int = 12
    tell_school_hours: int = 24

    @classmethod
    def from_mapping(cls, stored: "Mapping[str, Any]") -> "BrokerageSettings":
        """Read what is stored; what is absent has its default. Raises SettingOutOfRange."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in stored.items() if name in known}
        for name, value in values.items():
            if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 365:
                raise SettingOutOfRange(f"{name} must be a whole number from 0 to 365")
        if values.get("wave_size", 1) < 1:
            raise SettingOutOfRange("wave_size must be at least 1")
        return cls(**values)
