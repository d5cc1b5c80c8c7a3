"""Transition tables: the only way in which a state changes."""

from collections.abc import Mapping
from dataclasses import dataclass


class NotAllowedNow(Exception):
    """The event does not fit the state that the thing is in."""

    def __init__(self, event: str, state: str) -> None:
        super().__init__(f"{event!r} is not possible in state {state!r}")
        self.event = event
        self.state = state


@dataclass(frozen=True)
class StateTable[State: str, Event: str]:
    """Which event leads from which states to which state.

    ``arrows`` maps an event to a mapping of state before to state after. What is not in the table
    does not happen.
    """

    name: str
    arrows: Mapping[Event, Mapping[State, State]]

    def after(self, state: State, event: Event) -> State:
        """The state after the event. Raises NotAllowedNow."""
        try:
            return self.arrows[event][state]
        except KeyError:
            raise NotAllowedNow(str(event), str(state)) from None

    def allows(self, state: State, event: Event) -> bool:
        return state in self.arrows.get(event, {})

    def states_before(self, event: Event) -> frozenset[State]:
        """The states in which the event may happen."""
        return frozenset(self.arrows.get(event, {}))
