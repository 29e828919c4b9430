"""Policy: what follows from an event without anybody asking."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from msgspec import Struct

from taizhang.commands.command import Command
from taizhang.events.event import Event
from taizhang.rules.in_force import RulesInForce

E = TypeVar("E", bound=Event)


class Occasion(Struct, frozen=True):
    """When and where the event stands that a policy answers, and the rules in force on its day."""

    position: int
    on: date
    recorded_at: datetime
    rules: RulesInForce
    corrected: "Corrected | None" = None
    """Where a fact was corrected (`FactCorrected`): that fact, for policies that rested on it."""


class Corrected(Struct, frozen=True):
    """A fact before and after a correction. `was` is None where it can no longer be read."""

    was: Event | None
    becomes: Event
    occasion: Occasion
    """When and where the fact itself stands."""


class Policy(Struct, frozen=True):
    """`respond(event, occasion)` yields commands. Each is run exactly once, refused or not."""

    name: str
    event: type[Event]
    respond: Callable[[Any, Occasion], Iterable[Command]]
    others: tuple[type[Event], ...] = ()
    """Further events that it answers, all of them in the order of the log: two policies may be at
    different places of it.
    """

    @property
    def events(self) -> tuple[type[Event], ...]:
        """All events that it answers."""
        return (self.event, *self.others)


def policy(
    name: str, on: type[E]
) -> Callable[[Callable[[E, Occasion], Iterable[Command]]], Policy]:
    """Make a function the policy of this name for one event type."""

    def wrap(respond: Callable[[E, Occasion], Iterable[Command]]) -> Policy:
        return Policy(name, on, respond)

    return wrap
