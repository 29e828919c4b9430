"""Check: what a scheme has to say on a fact that another decision is about to record."""

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from taizhang.commands.slice import Slice
from taizhang.events.event import Event

F = TypeVar("F", bound=Event)
K = TypeVar("K", bound="type[Check[Any]]")


class Check(Slice[Any], Generic[F]):
    """Looks at a `fact` before it is recorded; refuses it, or warns. Records nothing.

    It reads a boundary of its own (of the fact's fields), under the same condition as the decision
    that it looks at: whatever it rests on cannot change before the append. Pure, like any decision;
    an audit takes it again.
    """

    fact_type: ClassVar[type[Event]]

    def __init__(self, fact: F) -> None:
        super().__init__(None)
        self.fact = fact

    def record(self, event: Event) -> None:
        """A check decides nothing. Raises TypeError."""
        raise TypeError(f"{type(self).__name__} is a check and records nothing")


def checks(fact: type[Event]) -> Callable[[K], K]:
    """Make a class the check of every fact of this type, whichever command records it."""

    def register(cls: K) -> K:
        cls.fact_type = fact
        return cls

    return register
